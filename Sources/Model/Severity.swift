/// How bad a finding is, worst last in the ordering (`info < critical`).
public enum Severity: String, Sendable, CaseIterable, Comparable, Codable {
    case info, low, medium, high, critical

    /// 0 for `info` up to 4 for `critical`; the number under which a severity is stored and sorted.
    public var rank: Int {
        switch self {
        case .info: 0
        case .low: 1
        case .medium: 2
        case .high: 3
        case .critical: 4
        }
    }

    public init?(rank: Int) {
        guard let match = Severity.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = match
    }

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// How sure the scanner is that a finding is real.
public enum Confidence: String, Sendable, CaseIterable, Comparable, Codable {
    case low, medium, high

    /// 0 for `low` up to 2 for `high`.
    public var rank: Int {
        switch self {
        case .low: 0
        case .medium: 1
        case .high: 2
        }
    }

    public init?(rank: Int) {
        guard let match = Confidence.allCases.first(where: { $0.rank == rank }) else { return nil }
        self = match
    }

    public static func < (a: Confidence, b: Confidence) -> Bool { a.rank < b.rank }
}

/// Number of findings by severity.
public struct SeverityCounts: Sendable, Equatable, Codable {
    public var critical = 0
    public var high = 0
    public var medium = 0
    public var low = 0
    public var info = 0

    public init() {}

    public var total: Int { critical + high + medium + low + info }

    public mutating func add(_ severity: Severity, count: Int = 1) {
        switch severity {
        case .critical: critical += count
        case .high: high += count
        case .medium: medium += count
        case .low: low += count
        case .info: info += count
        }
    }

    public subscript(severity: Severity) -> Int {
        switch severity {
        case .critical: critical
        case .high: high
        case .medium: medium
        case .low: low
        case .info: info
        }
    }
}
