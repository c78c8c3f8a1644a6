internal import Model

/// A scan as Markdown: what was found in numbers, then every finding.
final class MarkdownReport: ReportWriter {
    let passes: [ReportPass] = [.canonical, .suppressed]
    private var output = ReportBytes()
    private var heading = ""
    private var isSuppressed = false

    init(_ subject: ReportSubject) { output.raw(MarkdownSummary(subject).text(level: "#")) }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }
    func begin(_ pass: ReportPass) { isSuppressed = pass == .suppressed }

    func add(_ item: FindingWithState) {
        let finding = item.finding
        let heading = isSuppressed ? "Passed over" : finding.severity.title
        if heading != self.heading { output.raw("\n## \(heading)\n\n") }
        self.heading = heading
        output.raw("- " + MarkdownSummary.line(finding))
        if let verdict = item.verdict {
            output.raw(" _\(verdict.kind.replacing("_", with: " "))_")
            if !verdict.reason.isEmpty { output.raw(": " + MarkdownText.inline(verdict.reason)) }
        }
        output.raw("\n")
        if finding.flaw == nil, !finding.description.isEmpty {
            output.raw("  " + MarkdownText.paragraph(finding.description) + "\n")
        }
        if let snippet = finding.snippet {
            let code = MarkdownText.code(snippet)
            if !code.isEmpty { output.raw("\n  \(code)\n\n") }
        }
        for (number, step) in finding.flow.prefix(ReportLimits.flowSteps).enumerated() {
            let place = MarkdownText.code("\(step.path)\(step.line.map { ":\($0)" } ?? "")")
            output.raw("  \(number + 1). \(place) \(MarkdownText.inline(step.note))\n")
        }
    }
}

/// What every Markdown report begins with.
struct MarkdownSummary {
    private let subject: ReportSubject

    init(_ subject: ReportSubject) { self.subject = subject }

    /// - Parameter level: the marks of its heading.
    func text(level: String) -> String {
        let scan = subject.scan
        var text = "\(level) SecureScan: \(MarkdownText.inline(subject.name))\n\n"
        text += MarkdownText.inline(scan.summary ?? "The scan ended as \(scan.status.rawValue).")
        text += " Risk score \(scan.riskScore) of 100.\n\n"
        text += "| Critical | High | Medium | Low | Info |\n|---:|---:|---:|---:|---:|\n|"
        for severity in Severity.allCases.reversed() { text += " \(scan.severityCounts[severity]) |" }
        text += "\n\n"
        if let commit = scan.target?.commit { text += "Commit \(MarkdownText.code(String(commit.prefix(12)))). " }
        text += "Scanned \(scan.target?.files ?? 0) files with "
        text +=
            scan.scannersRun.isEmpty
            ? "no scanner"
            : scan.scannersRun.map { MarkdownText.inline($0) }
                .joined(separator: ", ")
        text += ".\n"
        let gaps = subject.gaps
        if !gaps.isEmpty {
            text += "\n**This result is not whole:**\n\n"
            for gap in gaps { text += "- \(MarkdownText.inline(gap))\n" }
        }
        if let leftOut = subject.leftOut { text += "\n\(MarkdownText.inline(leftOut))\n" }
        for note in scan.notes {
            text += "\n_\(MarkdownText.inline(note.scanner))_: \(MarkdownText.inline(note.message))\n"
        }
        return text
    }

    /// A finding in one line.
    static func line(_ finding: Finding) -> String {
        var text = "**\(MarkdownText.inline(finding.title))**"
        if let flaw = finding.flaw {
            text = "**\(MarkdownText.inline("\(flaw.package) \(flaw.version)"))** \(MarkdownText.inline(flaw.advisory))"
            text += flaw.fixedVersion.map { ", fixed in \(MarkdownText.inline($0))" } ?? ", no fixed version known"
            if flaw.isExploited { text += ", known to be exploited" }
        }
        let place = MarkdownText.code(finding.place)
        if !place.isEmpty { text += " in \(place)" }
        text += " (\(MarkdownText.code(finding.ruleID))"
        if let weakness = finding.cwe { text += ", \(MarkdownText.inline(weakness))" }
        return text + ")"
    }
}

extension Severity {
    /// Begins a sentence.
    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
