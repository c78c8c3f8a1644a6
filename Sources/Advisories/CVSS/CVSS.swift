/// Scores of the Common Vulnerability Scoring System (FIRST), computed from the vectors that advisories carry.
///
/// Versions 2, 3.0 and 3.1 give the base score and leave temporal and environmental metrics aside; version 4.0 has one
/// formula, and all metrics that the vector states count.
public enum CVSS {
    /// Longest vector that is read, in bytes; one with every metric of version 4.0 has about 200.
    public static let vectorLimit = 400

    /// Which specification a vector is written for; later ones are preferred.
    public enum Revision: Int, Sendable, Comparable {
        case v2 = 2
        case v3 = 3
        case v4 = 4

        public static func < (a: Revision, b: Revision) -> Bool { a.rawValue < b.rawValue }
    }

    public struct Score: Sendable, Equatable {
        /// Ten times the score: 0 to 100.
        public var tenths: Int
        public var revision: Revision

        public init(tenths: Int, revision: Revision) {
            self.tenths = tenths
            self.revision = revision
        }

        /// From 0.0 to 10.0.
        public var value: Double { Double(tenths) / 10 }
        public var severity: AdvisorySeverity { AdvisorySeverity(tenths: tenths) }
    }

    /// The score of a vector such as `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H` or, in version 2, which has no
    /// prefix, `AV:N/AC:L/Au:N/C:P/I:P/A:P`. Nil when a mandatory metric is missing, a metric is unknown or comes
    /// twice, or a value is not one of its metric's.
    public static func score(of vector: String) -> Score? {
        guard vector.utf8.count <= vectorLimit else { return nil }
        for prefix in ["CVSS:3.1/", "CVSS:3.0/"] where vector.hasPrefix(prefix) {
            guard let metrics = CVSSMetrics(vector.dropFirst(prefix.count), allowed: CVSS3.metrics) else { return nil }
            return CVSS3.tenths(metrics).map { Score(tenths: $0, revision: .v3) }
        }
        if vector.hasPrefix("CVSS:4.0/") {
            guard let metrics = CVSSMetrics(vector.dropFirst(9), allowed: CVSS4.metrics) else { return nil }
            return CVSS4.tenths(metrics).map { Score(tenths: $0, revision: .v4) }
        }
        // Version 2 is often quoted in the parentheses that its specification prints around it.
        let isBare = vector.hasPrefix("(") && vector.hasSuffix(")")
        guard let metrics = CVSSMetrics(isBare ? vector.dropFirst().dropLast() : vector[...], allowed: CVSS2.metrics)
        else { return nil }
        return CVSS2.tenths(metrics).map { Score(tenths: $0, revision: .v2) }
    }

    /// The score of the latest revision among the vectors; the worst of several in that revision.
    public static func score(ofAny vectors: [String]) -> Score? {
        vectors.lazy.compactMap(score(of:)).max { ($0.revision, $0.tenths) < ($1.revision, $1.tenths) }
    }
}

/// The words for ranges of scores (CVSS v3.1, section 5; v4.0, section 6).
public enum AdvisorySeverity: Int, Sendable, Comparable, CaseIterable {
    case none = 0
    case low, medium, high, critical

    public init(tenths: Int) {
        self =
            switch tenths {
            case ..<1: .none
            case ..<40: .low
            case ..<70: .medium
            case ..<90: .high
            default: .critical
            }
    }

    /// Reads the words that databases use, in any case; GitHub says `MODERATE`.
    public init?(word: String) {
        switch word.lowercased() {
        case "none": self = .none
        case "low": self = .low
        case "medium", "moderate": self = .medium
        case "high", "important": self = .high
        case "critical": self = .critical
        default: return nil
        }
    }

    public var word: String {
        switch self {
        case .none: "none"
        case .low: "low"
        case .medium: "medium"
        case .high: "high"
        case .critical: "critical"
        }
    }

    public static func < (a: AdvisorySeverity, b: AdvisorySeverity) -> Bool { a.rawValue < b.rawValue }
}
