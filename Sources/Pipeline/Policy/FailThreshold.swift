public import Model

/// From which severity on a scan counts as failed: `high`, or `high:new` for what is new alone.
public struct FailThreshold: Sendable, Equatable, Codable, CustomStringConvertible {
    public var severity: Severity
    /// Findings that the base has as well do not count.
    public var countsNewAlone: Bool

    public init(_ severity: Severity, countsNewAlone: Bool = false) {
        self.severity = severity
        self.countsNewAlone = countsNewAlone
    }

    /// `SEVERITY` or `SEVERITY:new`, in any case; nil for anything else.
    public init?(_ text: String) {
        let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
        guard let first = parts.first, let severity = Severity(rawValue: String(first)), parts.count <= 2,
            parts.count == 1 || parts[1] == "new"
        else { return nil }
        self.init(severity, countsNewAlone: parts.count == 2)
    }

    public var description: String { severity.rawValue + (countsNewAlone ? ":new" : "") }

    /// All that can be said.
    public static var allowedTexts: [String] {
        Severity.allCases.map(\.rawValue) + Severity.allCases.map { $0.rawValue + ":new" }
    }

    /// Ends the sentence "it must be …".
    public static let allowed =
        "one of " + Severity.allCases.map(\.rawValue).joined(separator: ", ") + ", or one of them with ':new' behind it"

    public func isReached(by findings: some Sequence<Finding>) -> Bool {
        findings.contains { !$0.isSuppressed && $0.severity >= severity }
    }
}
