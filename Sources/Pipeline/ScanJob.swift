public import Model
public import PluginHost
public import Targets

/// Everything a run needs to be told; it reads no configuration of its own.
public struct ScanJob: Sendable, Codable {
    public var scanID: String
    public var request: ScanRequest
    public var plugins: PluginHostConfiguration
    public var targetLimits: TargetLimits
    /// Where clones of remote repositories are kept.
    public var cacheDirectory: String
    /// Canonical folders that a target on this machine must lie in when it is opened; empty means anywhere.
    public var allowedRoots: [String] = []
    /// Key under which secrets are told apart; stays on this machine.
    public var secretKey: [UInt8]

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

/// What a run reports while it goes on.
public enum ScanUpdate: Sendable, Equatable {
    case target(TargetSummary)
    case progress(ScanProgress)
    case event(ScanEvent)
    case findings([Finding])
    case component(Component)
    case relation(ComponentRelation)
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
    }

    public var end: End
    public var target: TargetSummary?
    public var progress: ScanProgress
    public var scannersRun: [String]
    public var scannersSkipped: [SkippedScanner]
    public var scannersFailed: [FailedScanner]

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
