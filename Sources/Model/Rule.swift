/// One thing that a plugin can report.
public struct Rule: Sendable, Equatable {
    /// Stable for ever; `[a-z0-9.-]+`, prefixed with the plugin id and a dot.
    public var id: String
    public var title: String
    public var severity: Severity
    public var confidence: Confidence
    /// In the form `CWE-89`, most specific first.
    public var cwes: [String]
    /// Why it matters and how to fix it, as Markdown that must be treated as untrusted.
    public var help: String
    public var helpURI: String
    public var tags: [String]
    public var deprecated: Bool

    public init(
        id: String, title: String, severity: Severity, confidence: Confidence = .medium, cwes: [String] = [],
        help: String = "", helpURI: String = "", tags: [String] = [], deprecated: Bool = false
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.confidence = confidence
        self.cwes = cwes
        self.help = help
        self.helpURI = helpURI
        self.tags = tags
        self.deprecated = deprecated
    }
}
