public import Model
public import PluginHost

/// What plugins there are, found out by starting each in a worker of its own and asking.
public enum Catalogue {
    /// Every plugin in the configured directories, loadable or not, sorted by id. Blocks while workers start.
    public static func read(_ configuration: PluginHostConfiguration) -> [PluginInfo] {
        guard let arena = try? ContentArena(capacity: 1 << 16) else { return [] }
        let rules = TeamRuleFiles(folder: configuration.rulesDirectory)
        return PluginDiscovery.discover(configuration).map { describe($0, configuration, rules, arena) }
    }

    private static func describe(
        _ plugin: DiscoveredPlugin, _ configuration: PluginHostConfiguration, _ rules: TeamRuleFiles,
        _ arena: ContentArena
    ) -> PluginInfo {
        var info = PluginInfo(
            id: plugin.id, name: plugin.id, version: plugin.manifest?.version ?? "", sha256: plugin.sha256,
            state: .disabled, folder: plugin.folder)
        switch plugin.outcome {
        case .rejected(let reason): info.reason = reason
        case .verified(let verified):
            do throws(WorkerError) {
                let worker = try Worker.start(
                    verified, configuration: configuration, arena: arena,
                    config: rules.configuration(of: verified, options: nil))
                fill(&info, from: worker)
                worker.stop()
            } catch {
                info.reason = error.message
            }
        }
        return info
    }

    private static func fill(_ info: inout PluginInfo, from worker: Worker) {
        let descriptor = worker.descriptor
        info.name = descriptor.name
        info.version = descriptor.version
        info.abiVersion = "\(descriptor.abiMajor).\(descriptor.abiMinor)"
        info.scanTypes = descriptor.scanTypes
        info.capabilities = Catalogue.names(of: descriptor.capabilities)
        info.rules = worker.rules
        info.configSchema = descriptor.configSchema
        info.state = .loaded
    }

    /// The words under which clients see the bits of `scn_caps`.
    private static func names(of capabilities: UInt64) -> [String] {
        let words: [(UInt64, String)] = [
            (0x1, "scan_file"), (0x2, "scan_target"), (0x4, "components"), (0x8, "cacheable"),
            (0x1_0000_0000, "network"), (0x2_0000_0000, "tmpdir"), (0x4_0000_0000, "data"),
            (0x8_0000_0000, "advisories"), (0x10_0000_0000, "cache"),
        ]
        return words.filter { capabilities & $0.0 != 0 }.map(\.1)
    }
}
