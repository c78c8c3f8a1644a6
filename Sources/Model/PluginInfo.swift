/// One entry of the plugin catalogue: what the host knows of a plugin, loadable or not.
public struct PluginInfo: Sendable, Equatable {
    public enum State: String, Sendable { case loaded, disabled, quarantined }

    public var id: String
    public var name: String
    public var version: String
    /// `major.minor` that the plugin was compiled against; empty when it could not be loaded.
    public var abiVersion: String
    public var scanTypes: [String]
    public var capabilities: [String]
    /// Of the library file, 64 hexadecimal digits; empty when it could not be read.
    public var sha256: String
    /// How it runs, for example `process`.
    public var isolation: String
    public var state: State
    /// Why it is not loaded, in one sentence; nil when it is.
    public var reason: String?
    public var rules: [Rule]
    /// Where it lies; for people on this machine, not for clients.
    public var folder: String
    /// What its configuration may be, as it declares it (JSON Schema); empty when it declares nothing.
    public var configSchema: String

    public init(
        id: String, name: String, version: String, abiVersion: String = "", scanTypes: [String] = [],
        capabilities: [String] = [], sha256: String = "", isolation: String = "process", state: State,
        reason: String? = nil, rules: [Rule] = [],
        folder: String = "", configSchema: String = ""
    ) {
        self.id = id
        self.name = name
        self.version = version
        self.abiVersion = abiVersion
        self.scanTypes = scanTypes
        self.capabilities = capabilities
        self.sha256 = sha256
        self.isolation = isolation
        self.state = state
        self.reason = reason
        self.rules = rules
        self.folder = folder
        self.configSchema = configSchema
    }
}
