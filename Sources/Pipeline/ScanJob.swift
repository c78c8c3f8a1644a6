public import Compliance
public import Model
public import PluginHost
public import Targets

/// Everything a run needs to be told; it reads no configuration of its own.
public struct ScanJob: Sendable, Codable {
    public var scanID: String
    /// No scan types means all that the plugins offer.
    public var request: ScanRequest
    public var plugins: PluginHostConfiguration
    public var targetLimits: TargetLimits
    /// Room for file contents that scanners are working on, in bytes: what is outstanding is bounded by it, not by the
    /// target. A file that is larger is left out. `SECURESCAN_CONTENT_MEMORY`
    public var contentBytes = 64 << 20
    /// Where clones of remote repositories are kept.
    public var cacheDirectory: String
    /// Whether rule files in the target itself count. Who wrote a target could slow its scan with them, or bury what is
    /// found under what is not. `SECURESCAN_TARGET_RULES`
    public var usesTargetRules = false
    /// Whether `.securescan.yml` and a baseline in the target itself count. Who wrote a target could pass over what is
    /// found in it. `SECURESCAN_TARGET_CONFIG`
    public var usesTargetConfig = false
    /// Where the target's rules, configuration and baseline are read from.
    public var decider = PolicySource.target
    public var baseline = BaselineChoice.ofTarget
    /// What makes the scan count as failed; nil leaves it to the target's configuration.
    public var failOn: FailThreshold?
    /// Scans what the index of the work tree has and HEAD has not.
    public var scansIndex = false
    /// The index, where it is not the repository's own.
    public var indexFile: String?
    /// The time that reports carry instead of the real one, so that equal scans give equal bytes; the server knows
    /// nothing of it. `SECURESCAN_FAKE_NOW`
    public var fakeNow: Timestamp?
    /// Canonical folders that a target on this machine must lie in when it is opened; empty means anywhere.
    public var allowedRoots: [String] = []
    /// What is known of plugins already, so that a scan does not start those that it cannot use or does not need. One
    /// that is not named, or whose library is another one by now, is started and asked.
    public var known: [KnownPlugin] = []
    /// Key under which secrets are told apart; stays on this machine.
    public var secretKey: [UInt8]
    /// Standards of the operator's own, beside those that are built in. `SECURESCAN_COMPLIANCE_DIR`
    public var frameworks = FrameworkFiles()
    /// What plugins keep from scan to scan.
    public var results = ResultCacheConfiguration()

    public init(
        scanID: String, request: ScanRequest, plugins: PluginHostConfiguration, targetLimits: TargetLimits,
        cacheDirectory: String, secretKey: [UInt8]
    ) {
        self.scanID = scanID
        self.request = request
        self.plugins = plugins
        self.targetLimits = targetLimits
        self.cacheDirectory = cacheDirectory
        self.secretKey = secretKey
    }
}

/// Where what a target says about its own scan is read from.
public enum PolicySource: Sendable, Codable, Equatable {
    /// The target as it is scanned.
    case target
    /// The work tree, also when a ref is scanned.
    case workTree
    /// A branch, tag or commit: so one who proposes a change does not decide about its check.
    case ref(String)
}

/// What an earlier look at a plugin told.
public struct KnownPlugin: Sendable, Codable, Equatable {
    public var id: String
    /// Of the library that was looked at.
    public var sha256: String
    public var scanTypes: [String]
    /// Why it cannot be used; nil when it can.
    public var reason: String?

    public init(_ plugin: PluginInfo) {
        id = plugin.id
        sha256 = plugin.sha256
        scanTypes = plugin.scanTypes
        reason = plugin.state == .loaded ? nil : plugin.reason ?? "is \(plugin.state.rawValue)"
    }
}

/// What a run reports while it goes on.
public enum ScanUpdate: Sendable, Equatable {
    case target(TargetSummary)
    case progress(ScanProgress)
    case event(ScanEvent)
    case findings([Finding])
    case component(Component)
    case relation(ComponentRelation)
    case note(ScanNote)
    /// A line for the log, by a plugin (named) or by the run itself.
    case log(scanner: String, level: Int, message: String)
}

/// Takes the updates of a run, one at a time and in order; may block, which holds the run back.
public protocol ScanSink: Sendable {
    func receive(_ update: ScanUpdate)
}

/// How a run ended. Findings that were reported before stay valid however it ended.
public struct ScanOutcome: Sendable, Equatable, Codable {
    public enum End: Sendable, Equatable, Codable {
        case completed
        case cancelled
        case failed(String)
        /// Nothing was scanned, because of what was asked for.
        case refused(String)
    }

    public var end: End
    /// What was looked for, sorted when the job left it open.
    public var scanTypes: [String] = []
    public var target: TargetSummary?
    public var progress: ScanProgress
    public var scannersRun: [String]
    public var scannersSkipped: [SkippedScanner]
    public var scannersFailed: [FailedScanner]
    /// What was asked for or, without that, what the target's configuration says.
    public var failOn: FailThreshold?

    public init(
        end: End, target: TargetSummary? = nil, progress: ScanProgress = ScanProgress(), scannersRun: [String] = [],
        scannersSkipped: [SkippedScanner] = [], scannersFailed: [FailedScanner] = []
    ) {
        self.end = end
        self.target = target
        self.progress = progress
        self.scannersRun = scannersRun
        self.scannersSkipped = scannersSkipped
        self.scannersFailed = scannersFailed
    }
}
