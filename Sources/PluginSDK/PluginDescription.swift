internal import ScannerAPI

/// What a plugin says about itself before it does anything.
public struct PluginDescription: Sendable {
    /// What a plugin implements, and, in the upper half, what it needs to be granted.
    public struct Capabilities: OptionSet, Sendable {
        public let rawValue: UInt64
        public init(rawValue: UInt64) { self.rawValue = rawValue }

        /// Scans one file at a time.
        public static let files = Capabilities(rawValue: SCN_CAP_SCAN_FILE)
        /// Looks at the target as a whole after the last file (`ScanSession.finish`).
        public static let target = Capabilities(rawValue: SCN_CAP_SCAN_TARGET)
        /// Emits components and relations.
        public static let components = Capabilities(rawValue: SCN_CAP_COMPONENTS)
        /// The findings of a file follow from its path, its bytes, the configuration and the plugin's version alone.
        public static let cacheable = Capabilities(rawValue: SCN_CAP_CACHEABLE)
        public static let needsNetwork = Capabilities(rawValue: SCN_NEED_NETWORK)
        public static let needsTemporaryFolder = Capabilities(rawValue: SCN_NEED_TMPDIR)
        /// Reads the host's advisory database (`Context.advisories`).
        public static let needsAdvisories = Capabilities(rawValue: SCN_NEED_ADVISORIES)
        /// Keeps small results from scan to scan (`Context.cached`).
        public static let needsCache = Capabilities(rawValue: SCN_NEED_CACHE)
        /// Reads data files that came with it (`Context.data`).
        public static let needsData = Capabilities(rawValue: SCN_NEED_DATA)
    }

    /// Reverse DNS, as in "org.example.licences".
    public var id: String
    public var name: String
    /// Semantic version.
    public var version: String
    public var vendor = ""
    /// SPDX licence expression of the plugin itself.
    public var license = ""
    /// Lower-case words; the first one is stamped on the findings.
    public var scanTypes: [String]
    public var capabilities: Capabilities = [.files]
    /// Patterns as in .gitignore; only matching files are scanned. Empty: every text file.
    public var filePatterns: [String] = []
    /// Files scanned at once within one scan; 0: as many as the host likes.
    public var maxParallel = 0
    /// In bytes; larger files are skipped and counted. 0: the host's own limit.
    public var maxFileSize = 0
    /// JSON Schema 2020-12 of the configuration. The empty object must be a valid configuration.
    public var configurationSchema = #"{"type":"object","additionalProperties":false}"#

    public init(id: String, name: String, version: String, scanTypes: [String]) {
        self.id = id
        self.name = name
        self.version = version
        self.scanTypes = scanTypes
    }

    /// The language runtime this library needs; a host may refuse to mix two of them in one process.
    static var runtime: String {
        #if compiler(>=6.4)
            "swift-6.4"
        #else
            "swift-6.3"
        #endif
    }
}
