internal import Advisories
internal import DependencyReaders
public import PluginSDK

/// The plugin: takes an inventory of the packages that a target's files name, and looks them up among the advisories of
/// the host, and the few that come with the plugin. It needs no network and runs nothing.
public struct DependencyScanner: Scanner {
    private let configuration: DependencyConfiguration
    private let sources: AdvisorySources
    private let table = FormatTable()

    public static var plugin: PluginDescription {
        var plugin = PluginDescription(
            id: "dependency", name: "Dependencies", version: "1.0.0", scanTypes: ["dependency"])
        plugin.vendor = "SecureScan"
        plugin.capabilities = [.files, .target, .components, .needsData, .needsAdvisories]
        plugin.filePatterns = FormatTable.patterns
        plugin.maxFileSize = 64 << 20
        plugin.configurationSchema = DependencyConfiguration.schema
        return plugin
    }

    /// Throws when the host's database is damaged or of another version: to go on without it would look like a clean
    /// bill.
    public init(configuration: Configuration, context: borrowing Context) throws {
        self.configuration = try configuration.decode(DependencyConfiguration.self)
        sources = try AdvisorySources(context)
    }

    public var rules: [RuleDefinition] { DependencyRule.allCases.map(\.definition) }

    public func open(_ target: Target, _ context: borrowing Context) throws -> DependencySession {
        DependencySession(table, sources, configuration)
    }
}
