public import Model
public import PluginHost

/// What plugins there are, found out by starting each in a worker of its own and asking.
public enum Catalogue {
    /// Every plugin in the configured directories, loadable or not, sorted by id. Blocks while workers start.
    public static func read(_ configuration: PluginHostConfiguration) -> [PluginInfo] {
        guard let arena = try? ContentArena(capacity: 1 << 16) else { return [] }
        return PluginDiscovery.discover(in: configuration.directories).map { describe($0, configuration, arena) }
    }

    private static func describe(
        _ plugin: DiscoveredPlugin, _ configuration: PluginHostConfiguration, _ arena: ContentArena
    ) -> PluginInfo {
        var info = PluginInfo(
            id: plugin.id, name: plugin.id, version: plugin.manifest?.version ?? "", sha256: plugin.sha256,
            state: .disabled)
        switch plugin.outcome {
        case .rejected(let reason): info.reason = reason
        case .verified(let verified):
            do throws(WorkerError) {
                let worker = try Worker.start(verified, configuration: configuration, arena: arena, config: "{}")
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
        info.capabilities = descriptor.capabilityNames
        info.rules = worker.rules
        info.state = .loaded
    }
}
