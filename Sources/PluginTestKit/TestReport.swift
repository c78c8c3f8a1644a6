public import PluginSDK

/// What came out of a test run.
public struct TestReport: Sendable {
    public var rules: [RuleDefinition] = []
    /// Sorted by path, place and rule.
    public var findings: [TestFinding] = []
    public var components: [Component] = []
    public var relations: [Relation] = []
    public var logs: [LogLine] = []
    public var metrics: [String: Double] = [:]
    /// What the next scan of this target would find: all that was looked up and found, or put.
    public var cache: [[UInt8]: [UInt8]] = [:]
    /// How often something was found there, and how often nothing was.
    public var cacheHits = 0
    public var cacheMisses = 0
    /// Number of progress reports.
    public var progress = 0
    /// Why a file could not be scanned, by path.
    public var failedFiles: [String: TestFailure] = [:]
    /// Why the run ended early, or why its last step failed; nil when all went well.
    public var failure: TestFailure?
    /// Breaches of the contract of the ABI, one sentence each. A plugin has none.
    public var violations: [String] = []

    public struct Relation: Sendable, Equatable {
        public var from: String
        public var to: String
    }

    public struct LogLine: Sendable, Equatable {
        public var level: UInt32
        public var message: String
    }
}

/// A finding as the host received it.
public struct TestFinding: Sendable, Equatable {
    public var rule: String
    public var message: String
    /// Path of the file; empty for a finding about the target as a whole.
    public var path: String
    public var severity: Severity?
    public var confidence: Confidence?
    public var region: Region
    /// The bytes of the region, when it has offsets.
    public var text: String
    /// The bytes that are to be kept secret.
    public var secret: Range<Int>?
    public var secretText: String?
    public var matchKey: [UInt8]
    public var component: String
    public var related: [Region]
    public var properties: JSON?
}

/// A call that did not end well.
public struct TestFailure: Sendable, Equatable {
    public enum Phase: String, Sendable {
        case create
        case listRules = "list_rules"
        case openScan = "open_scan"
        case scanFile = "scan_file"
        case scanTarget = "scan_target"
        case closeScan = "close_scan"
        case destroy
    }

    public var phase: Phase
    public var kind: PluginError.Kind
    public var reason: String

    public init(phase: Phase, kind: PluginError.Kind, reason: String) {
        self.phase = phase
        self.kind = kind
        self.reason = reason
    }
}
