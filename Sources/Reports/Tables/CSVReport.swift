internal import Model

/// A table (RFC 4180) with one row for each finding, those that were passed over last. Every cell is quoted, and none
/// is a formula to a spreadsheet.
final class CSVReport: ReportWriter {
    let passes: [ReportPass] = [.canonical, .suppressed]
    private var output = ReportBytes()

    static let columns = [
        "severity", "confidence", "scanner", "rule_id", "cwe", "title", "description", "file", "line", "column",
        "package", "version", "advisory", "fixed_version", "status", "reason", "compliance_tags", "commit",
        "fingerprint",
    ]

    /// A byte order mark tells spreadsheets that this is UTF-8.
    init(_ subject: ReportSubject) {
        output.raw("\u{FEFF}")
        row(CSVReport.columns)
        for gap in subject.gaps + [subject.leftOut].compactMap({ $0 }) {
            row(["", "", "", "", "", "Not whole", gap])
        }
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func add(_ item: FindingWithState) {
        let (finding, flaw, verdict) = (item.finding, item.finding.flaw, item.verdict)
        row([
            finding.severity.rawValue, finding.confidence.rawValue, finding.scanner, finding.ruleID, finding.cwe ?? "",
            finding.title, finding.description, finding.filePath, finding.lineStart.map(String.init) ?? "",
            finding.columnStart.map(String.init) ?? "", flaw?.package ?? "", flaw?.version ?? "", flaw?.advisory ?? "",
            flaw?.fixedVersion ?? "", verdict?.kind ?? item.state?.status.rawValue ?? "new",
            verdict?.reason ?? item.state?.note ?? "", finding.complianceTags.joined(separator: " "),
            finding.metadata.text("commit") ?? "", finding.fingerprint,
        ])
    }

    private func row(_ cells: [String]) {
        for index in CSVReport.columns.indices {
            output.raw(index == 0 ? "\"" : ",\"")
            if index < cells.count { cell(cells[index]) }
            output.raw("\"")
        }
        output.raw("\r\n")
    }

    /// A spreadsheet takes what begins with one of these for a formula, also after blanks; an apostrophe before it
    /// makes it a text. A text cell holds 32 767 characters.
    private func cell(_ text: String) {
        let text = SafeText.line(text, limit: 32_000)
        if let first = text.unicodeScalars.first(where: { $0 != " " }), CSVReport.starters.contains(first) {
            output.raw("'")
        }
        output.escaped(text) { $0 == UInt8(ascii: "\"") ? "\"\"" : nil }
    }

    private static let starters: Set<Unicode.Scalar> = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "\u{FFFD}"]
}
