public import Model
public import Targets

/// What a project decided about its scans, in `.securescan.yml`. docs/ci.md describes the file; its part `dependency`
/// is read by the plugin of that name.
public struct TargetConfig: Sendable, Equatable {
    /// Findings of some rules do not count.
    public struct IgnoredRule: Sendable, Equatable {
        public var rule: PathPattern
        /// Of the files it is about; empty for all.
        public var paths: [PathPattern] = []
        public var reason: String
        public var line: Int
    }

    /// Findings of some rules are less bad than the rule says, or worse.
    public struct SeverityOverride: Sendable, Equatable {
        public var rule: PathPattern
        public var paths: [PathPattern] = []
        public var severity: Severity
        public var line: Int
    }

    /// The name of the file.
    public static let fileName = ".securescan.yml"
    /// Of the file, in bytes.
    public static let byteLimit = 1 << 20
    /// Of each list in it.
    static let listLimit = 1000
    /// Of all lists together: each finding may have to be compared with each of them.
    static let patternLimit = 2000

    /// Empty for all that plugins offer.
    public var scanTypes: [String] = []
    public var ignoredRules: [IgnoredRule] = []
    public var overrides: [SeverityOverride] = []
    public var failOn: FailThreshold?
    /// Files to look at; empty for all.
    public var include: [PathPattern] = []
    /// Files not to look at, also where they are included.
    public var exclude: [PathPattern] = []

    public init() {}

    /// What it says, counted, for people.
    public var summary: String {
        var parts: [String] = []
        if !scanTypes.isEmpty { parts.append("scan types \(scanTypes.joined(separator: ", "))") }
        if !include.isEmpty { parts.append("\(include.count) included paths") }
        if !exclude.isEmpty { parts.append("\(exclude.count) excluded paths") }
        if !ignoredRules.isEmpty { parts.append("\(ignoredRules.count) ignored rules") }
        if !overrides.isEmpty { parts.append("\(overrides.count) severity overrides") }
        if let failOn { parts.append("fails on \(failOn)") }
        return parts.isEmpty ? "nothing for the scan as a whole" : parts.joined(separator: "; ")
    }

    /// Whether a file is to be scanned; `path` is relative to the folder of the configuration. The file itself always
    /// is: scanners read their own parts of it.
    func covers(_ path: [UInt8]) -> Bool {
        if path.elementsEqual(TargetConfig.fileName.utf8) { return true }
        guard include.isEmpty || include.contains(where: { $0.matches(path) }) else { return false }
        return !exclude.contains { $0.matches(path) }
    }

    /// The first rule that a finding is ignored by.
    func ignoring(rule: String, path: [UInt8]) -> IgnoredRule? {
        ignoredRules.first { $0.rule.matches(Array(rule.utf8)) && $0.paths.cover(path) }
    }

    /// The first override that speaks of a finding.
    func override(rule: String, path: [UInt8]) -> SeverityOverride? {
        overrides.first { $0.rule.matches(Array(rule.utf8)) && $0.paths.cover(path) }
    }
}

/// What is wrong with a configuration, and where.
public struct ConfigFault: Error, Sendable, Equatable {
    /// From 1.
    public let line: Int
    /// What is wrong, and what is allowed.
    public let reason: String

    init(_ line: Int, _ reason: String) {
        self.line = line
        self.reason = reason
    }
}

extension [PathPattern] {
    fileprivate func cover(_ path: [UInt8]) -> Bool { isEmpty || contains { $0.matches(path) } }
}
