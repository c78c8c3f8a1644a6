/// One kind of finding a scanner can report, as it is listed to people and mapped to compliance controls.
public struct RuleDefinition: Sendable, Equatable {
    /// Stable for ever: `[a-z0-9.-]+`, beginning with the plugin's id and a dot.
    public var id: String
    /// One line.
    public var title: String
    public var severity: Severity
    public var confidence: Confidence?
    /// Why it matters and how to fix it, in Markdown.
    public var help: String
    public var helpURI: String
    /// Weakness numbers as in "CWE-798" (the MITRE Common Weakness Enumeration).
    public var cwes: [String]
    /// Words the compliance mapping keys on besides id and CWE.
    public var tags: [String]
    /// True for a rule that is still known but no longer reported.
    public var deprecated = false

    public init(
        id: String, title: String, severity: Severity, confidence: Confidence? = nil, help: String,
        helpURI: String = "", cwes: [String] = [], tags: [String] = []
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.confidence = confidence
        self.help = help
        self.helpURI = helpURI
        self.cwes = cwes
        self.tags = tags
    }
}
