/// What a plugin says about itself, checked against its manifest.
public struct PluginDescriptor: Sendable, Equatable {
    public let id: String
    public let name: String
    public let version: String
    public let vendor: String
    public let license: String
    /// For example `c` or `swift-6.3.1`.
    public let runtime: String
    /// JSON Schema 2020-12 of its configuration; empty when there is nothing to configure.
    public let configSchema: String
    public let abiMajor: UInt16
    public let abiMinor: UInt16
    /// At least one; the first is stamped on its findings.
    public let scanTypes: [String]
    /// `scn_caps`.
    public let capabilities: UInt64
    /// gitignore-style; empty: every file.
    public let filePatterns: [String]
    /// Files that it scans at once; 0: as many as the host likes.
    public let maxParallel: UInt32
    /// Bytes; larger files are skipped; 0: the host's own limit.
    public let maxFileSize: UInt64
}
