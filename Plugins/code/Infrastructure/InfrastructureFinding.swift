/// A place that a rule complains about.
public struct InfrastructureFinding: Sendable {
    public let ruleID: String
    public let message: String
    /// Of the file's bytes.
    public let range: Range<Int>
    /// What makes it the same finding after its lines moved.
    public let matchKey: [UInt8]
    /// Text that would replace `range`.
    public let fix: String?
    /// What must not be shown of the text in `range`.
    public var secret: String?
}

/// Something of a file that was not understood, so that its findings may be incomplete.
public struct InfrastructureNote: Sendable, Equatable {
    public let message: String
    /// Where it begins, as a byte of the file.
    public let offset: Int
    /// Whether the file is filled in by a program before it is used.
    public var isTemplate = false
}

/// What a scan of one file found.
public struct InfrastructureReport: Sendable {
    /// In order of their places.
    public var findings: [InfrastructureFinding] = []
    public var notes: [InfrastructureNote] = []
}

/// Collects what the checks of one file find. A place is reported once by each rule, however many aliases lead to it.
struct FindingSink {
    static let limit = 2_000

    private struct Place: Hashable {
        let rule: String
        let start: Int
        let end: Int
        let message: String
    }

    private(set) var report = InfrastructureReport()
    private var seen: Set<Place> = []
    private var isFull = false

    /// `key` names the place by what surrounds it: a service, a container, a resource.
    mutating func add(
        _ rule: InfrastructureRule, _ message: String, at range: Range<Int>, key: [String], fix: String? = nil,
        secret: String? = nil
    ) {
        let message = Self.short(message, 400)
        let place = Place(rule: rule.id, start: range.lowerBound, end: range.upperBound, message: message)
        guard !isFull, seen.insert(place).inserted else { return }
        guard report.findings.count < Self.limit else {
            isFull = true
            note("more than \(Self.limit) findings; the others are left out", at: range.lowerBound)
            return
        }
        let matchKey = Array(key.map { Self.short($0, 200) }.joined(separator: "\u{1F}").utf8)
        report.findings.append(
            InfrastructureFinding(
                ruleID: rule.id, message: message, range: range, matchKey: matchKey, fix: fix,
                secret: secret))
    }

    /// Names come from the file and may be of any length.
    private static func short(_ text: String, _ length: Int) -> String {
        text.utf8.count <= length ? text : String(text.prefix(length)) + "…"
    }

    mutating func note(_ message: String, at offset: Int, isTemplate: Bool = false) {
        guard report.notes.count < 50 else { return }
        report.notes.append(
            InfrastructureNote(message: Self.short(message, 400), offset: offset, isTemplate: isTemplate))
    }

    /// The report, with its findings in order of their places.
    func finish() -> InfrastructureReport {
        var report = report
        report.findings.sort { ($0.range.lowerBound, $0.ruleID) < ($1.range.lowerBound, $1.ruleID) }
        return report
    }
}
