/// What one plugin may take from the machine in one scan.
public struct WorkerLimits: Sendable, Codable, Equatable {
    /// Wall clock for one file, seconds. `SECURESCAN_FILE_TIMEOUT`.
    public var fileSeconds = 30.0
    /// Wall clock for the plugin's whole part of a scan, seconds. `SECURESCAN_SCAN_TIMEOUT`.
    public var scanSeconds = 3600.0
    /// From the start of the process until its plugin is ready, and again for opening a scan, seconds.
    /// `SECURESCAN_WORKER_START_TIMEOUT`.
    public var startSeconds = 10.0
    /// From asking a plugin to stop until its process is killed, seconds. `SECURESCAN_CANCEL_GRACE`.
    public var cancelGraceSeconds = 2.0
    /// Address space beyond what the worker maps before it loads the plugin, bytes. `SECURESCAN_WORKER_MEMORY`.
    public var memoryBytes: Int64 = 2 << 30
    /// Descriptors that the worker may have open. `SECURESCAN_WORKER_FILES`.
    public var openFiles = 64
    /// Findings that one plugin may report in one scan; further ones are refused and the end says so.
    /// `SECURESCAN_MAX_FINDINGS`.
    public var findings = 100_000
    /// Components that one plugin may report in one scan, and four times as many relations.
    /// `SECURESCAN_MAX_COMPONENTS`.
    public var components = 250_000
    /// Longest text in one field of a finding, rule or component, bytes, from 1,024 to 131,072; a longer one is cut.
    /// `SECURESCAN_MAX_TEXT`.
    public var textBytes = 65_536

    public init() {}

    /// A frame has to hold the longest finding.
    var effectiveText: Int { max(1 << 10, min(textBytes, 128 << 10)) }
}

/// Where plugins come from and how they are run.
public struct PluginHostConfiguration: Sendable, Codable, Equatable {
    /// Searched in this order; the first one is the place beside the binary.
    public var directories: [String]
    /// The executable `scanner-worker`.
    public var workerPath: String
    /// Files that one worker scans at once; 0 means one for each processor.
    public var threads: Int
    /// Bytes of a plugin's library, and of each of its data files; a larger one is refused.
    /// `SECURESCAN_MAX_LIBRARY_BYTES`
    public var fileBytes = PluginHostConfiguration.usualFileBytes
    public var limits: WorkerLimits
    /// Absolute path of the advisory database, for the plugins that may read it. `SECURESCAN_ADVISORY_DB`
    public var advisoryDatabase: String?
    /// Absolute path of the folder with the operator's own rules, for the plugins that read rules.
    /// `SECURESCAN_RULES_DIR`
    public var rulesDirectory: String?
    /// Told to plugins.
    public var hostVersion: String

    public static let usualFileBytes = 512 << 20

    public init(
        directories: [String], workerPath: String, threads: Int = 0, limits: WorkerLimits = WorkerLimits(),
        hostVersion: String
    ) {
        self.directories = directories
        self.workerPath = workerPath
        self.threads = threads
        self.limits = limits
        self.hostVersion = hostVersion
    }
}
