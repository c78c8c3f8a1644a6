internal import Model

/// Markdown for a comment on a pull or merge request: the marker by which it is found again and replaced, the numbers,
/// and the worst findings as far as a comment has room. What was decided to be no matter is left out.
final class CommentReport: ReportWriter {
    /// The first line; it never changes.
    static let marker = "<!-- securescan:report -->"

    let passes: [ReportPass] = [.canonical]
    private(set) var isFull = false
    private var output = ReportBytes()
    private let total: Int
    private let limit: Int
    private var (shown, decided) = (0, 0)

    /// For the sentence at the end.
    private static let reserve = 400

    init(_ subject: ReportSubject, limit: Int = ReportLimits.commentBytes) {
        self.limit = limit
        total = subject.scan.findingsCount
        var head = CommentReport.marker + "\n" + MarkdownSummary(subject).text(level: "##")
        if head.utf8.count > limit / 2 { head = CommentReport.cut(head, to: limit / 2) }
        output.raw(head)
    }

    var pending: Int { 0 }
    func take() -> [UInt8] { output.take() }

    func add(_ item: FindingWithState) {
        guard item.verdict == nil else { return decided += 1 }
        var row = shown == 0 ? "\n| Severity | Finding |\n|---|---|\n" : ""
        row += "| \(item.finding.severity.title) | \(MarkdownSummary.line(item.finding)) |\n"
        guard output.count + row.utf8.count + CommentReport.reserve <= limit else { return isFull = true }
        output.raw(row)
        shown += 1
    }

    func finish() {
        let rest = total - shown - decided
        if isFull, rest > 0 {
            output.raw("\n\(rest) more are not shown here, since a comment has no room for them.\n")
        }
        if decided > 0 { output.raw("\n\(decided) of the findings were decided to be no matter.\n") }
    }

    /// Whole lines.
    private static func cut(_ text: String, to limit: Int) -> String {
        var kept = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard kept.utf8.count + line.utf8.count < limit - 40 else { return kept + "\n(more was left out here)\n" }
            kept += line + "\n"
        }
        return kept
    }
}
