/// One flaw at one place, as clients see it. Never holds a secret in clear: see `metadata["secret"]`.
public struct Finding: Sendable, Equatable {
    public var id: String
    public var scanID: String
    /// Id of the plugin that reported it.
    public var scanner: String
    public var scanType: String
    public var severity: Severity
    public var title: String
    public var description: String
    /// Relative to the target, parts joined by `/`; empty when the finding is about the target as a whole.
    public var filePath: String
    public var lineStart: Int?
    public var lineEnd: Int?
    /// 1-based, in bytes of the line.
    public var columnStart: Int?
    public var columnEnd: Int?
    public var ruleID: String
    /// The most specific weakness, in the form `CWE-89`.
    public var cwe: String?
    public var remediation: String?
    public var confidence: Confidence
    public var metadata: [String: JSONValue]
    /// Sorted.
    public var complianceTags: [String]
    /// 64 hexadecimal digits; the same finding keeps it from scan to scan while its code stays the same.
    public var fingerprint: String

    public init(
        id: String, scanID: String, scanner: String, scanType: String, severity: Severity, title: String,
        description: String, filePath: String, lineStart: Int? = nil, lineEnd: Int? = nil, columnStart: Int? = nil,
        columnEnd: Int? = nil, ruleID: String, cwe: String? = nil, remediation: String? = nil,
        confidence: Confidence = .medium, metadata: [String: JSONValue] = [:], complianceTags: [String] = [],
        fingerprint: String
    ) {
        self.id = id
        self.scanID = scanID
        self.scanner = scanner
        self.scanType = scanType
        self.severity = severity
        self.title = title
        self.description = description
        self.filePath = filePath
        self.lineStart = lineStart
        self.lineEnd = lineEnd
        self.columnStart = columnStart
        self.columnEnd = columnEnd
        self.ruleID = ruleID
        self.cwe = cwe
        self.remediation = remediation
        self.confidence = confidence
        self.metadata = metadata
        self.complianceTags = complianceTags
        self.fingerprint = fingerprint
    }

    /// Somebody gave a reason why it does not count; `metadata["suppressed_by"]` holds it. It is kept, but stands in no
    /// listing that does not ask for it, and in no count.
    public var isSuppressed: Bool {
        if case .object? = metadata[Finding.suppression] { true } else { false }
    }

    /// The member of the metadata for the reason: an object with `kind`, `reason`, and where it stands.
    public static let suppression = "suppressed_by"

    /// Canonical order: severity descending, then file, line, rule, title; the id breaks what ties remain.
    public static func canonicalOrder(_ a: Finding, _ b: Finding) -> Bool {
        if a.severity != b.severity { return a.severity > b.severity }
        if a.filePath != b.filePath { return a.filePath.utf8.lexicographicallyPrecedes(b.filePath.utf8) }
        if a.lineStart != b.lineStart { return (a.lineStart ?? 0) < (b.lineStart ?? 0) }
        if a.ruleID != b.ruleID { return a.ruleID < b.ruleID }
        if a.title != b.title { return a.title < b.title }
        return a.id < b.id
    }
}

/// What people decided about a fingerprint. It outlives the scans that found it.
public struct FindingState: Sendable, Equatable {
    public enum Status: String, Sendable, CaseIterable {
        /// Those that take a finding off the list of what is to be done.
        public static let settingAside: [Status] = [.falsePositive, .acceptedRisk, .wontFix]

        case new, triaged, falsePositive = "false_positive", acceptedRisk = "accepted_risk", fixed
        case wontFix = "wont_fix"
    }

    public var fingerprint: String
    public var status: Status
    public var note: String?
    public var updatedAt: Timestamp
    public var updatedBy: String?

    public init(fingerprint: String, status: Status, note: String?, updatedAt: Timestamp, updatedBy: String?) {
        self.fingerprint = fingerprint
        self.status = status
        self.note = note
        self.updatedAt = updatedAt
        self.updatedBy = updatedBy
    }
}

/// A finding together with what was decided about it.
public struct FindingWithState: Sendable, Equatable {
    public var finding: Finding
    public var state: FindingState?
    /// It was decided to be fixed, and a scan of the same target that began later found it again.
    public var isRegressed: Bool

    public init(finding: Finding, state: FindingState? = nil, isRegressed: Bool = false) {
        self.finding = finding
        self.state = state
        self.isRegressed = isRegressed
    }
}

/// What somebody said about a fingerprint. It outlives the scans that found it.
public struct FindingComment: Sendable, Equatable {
    public var id: String
    public var fingerprint: String
    public var text: String
    public var author: String?
    public var createdAt: Timestamp

    public init(id: String, fingerprint: String, text: String, author: String?, createdAt: Timestamp) {
        self.id = id
        self.fingerprint = fingerprint
        self.text = text
        self.author = author
        self.createdAt = createdAt
    }
}
