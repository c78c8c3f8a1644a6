/// How many findings of a scan one rule has, as far as they are alike to the mapping.
public struct RuleTally: Sendable, Equatable {
    /// Id of the plugin.
    public var scanner: String
    public var rule: String
    public var severity: Severity
    /// That the findings carry.
    public var tags: [String]
    public var count: Int

    public init(scanner: String, rule: String, severity: Severity, tags: [String], count: Int) {
        self.scanner = scanner
        self.rule = rule
        self.severity = severity
        self.tags = tags
        self.count = count
    }

    /// One for each finding.
    public init(_ finding: Finding) {
        self.init(
            scanner: finding.scanner, rule: finding.ruleID, severity: finding.severity, tags: finding.complianceTags,
            count: 1)
    }
}
