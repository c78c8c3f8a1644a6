/// How bad it is when a rule is right.
public enum InfrastructureSeverity: Sendable { case info, low, medium, high, critical }

/// How sure a rule is of what it says.
public enum InfrastructureConfidence: Sendable { case low, medium, high }

/// A check of an infrastructure file, as users see it.
public struct InfrastructureRule: Sendable {
    /// Stable, of `a-z`, `0-9`, `.` and `-`: `code.docker.run-as-root`.
    public let id: String
    /// One line without a full stop.
    public let title: String
    public let severity: InfrastructureSeverity
    public let confidence: InfrastructureConfidence
    /// `CWE-250`.
    public let cwes: [String]
    public let tags: [String]
    /// Markdown: why it matters, what to do, an example of each kind.
    public let help: String
    public let references: [String]
    /// A file the rule complains about, and the same one without the flaw.
    public let badExample: String
    public let goodExample: String
    public let format: InfrastructureFormat

    /// `why` and `fix` are Markdown paragraphs.
    init(
        _ id: String, _ title: String, _ severity: InfrastructureSeverity, _ confidence: InfrastructureConfidence,
        cwes: [String], tags: [String] = [], why: String, fix: String, bad: String, good: String,
        references: [String]
    ) {
        self.id = "code." + id
        self.title = title
        self.severity = severity
        self.confidence = confidence
        self.cwes = cwes
        format = InfrastructureFormat(ofRule: id)
        self.tags = ["infrastructure", format.tag] + tags
        self.references = references
        badExample = bad
        goodExample = good
        let fence = "```" + format.fence
        help = """
            \(why)

            **How to fix:** \(fix)

            Bad:

            \(fence)
            \(bad)
            ```

            Good:

            \(fence)
            \(good)
            ```
            """
    }
}
