internal import Model

/// One finding of a page.
struct HTMLFinding {
    private let item: FindingWithState

    init(_ item: FindingWithState) { self.item = item }

    private var finding: Finding { item.finding }

    func write(to output: inout ReportBytes) {
        let severity = finding.severity.rawValue
        output.raw("<article class=\"\(severity)\" data-severity=\"\(severity)\" data-scanner=\"")
        output.markup(SafeText.line(finding.scanner, limit: 200))
        output.raw("\" data-controls=\"")
        output.markup(SafeText.line(finding.complianceTags.joined(separator: " "), limit: 4000))
        output.raw("\" data-state=\"\(item.state?.status.rawValue ?? "new")\">\n<div><span class=\"badge ")
        output.raw("\(finding.severity.rawValue)\">\(finding.severity.rawValue)</span> <h4>")
        output.markup(title)
        output.raw("</h4>")
        writeState(to: &output)
        output.raw("</div>\n")
        writeFacts(to: &output)
        if !finding.description.isEmpty {
            output.raw("<p>")
            HTMLProse.inline(SafeText.line(finding.description), to: &output)
            output.raw("</p>\n")
        }
        HTMLSnippet(finding).write(to: &output)
        writeFlow(to: &output)
        if let fix = finding.metadata.text("fix") {
            output.raw("<p>Suggested instead: <code>")
            output.markup(SafeText.line(fix, limit: 500))
            output.raw("</code></p>\n")
        }
        HTMLControls(finding).write(to: &output)
        output.raw("</article>\n")
    }

    private var title: String {
        let text = finding.flaw.map { "\($0.package) \($0.version): \($0.advisory)" } ?? finding.title
        return SafeText.line(text, limit: 500)
    }

    private func writeState(to output: inout ReportBytes) {
        if let status = item.state?.status, status != .new {
            output.raw(" <span class=\"badge\">\(status.rawValue.replacing("_", with: " "))</span>")
        }
        if item.isRegressed { output.raw(" <span class=\"badge high\">came back</span>") }
        if let note = item.state?.note, !note.isEmpty {
            output.raw(" <span>")
            output.markup(SafeText.line(note, limit: 1000))
            output.raw("</span>")
        }
    }

    private func writeFacts(to output: inout ReportBytes) {
        output.raw("<p class=\"line\">")
        if let line = finding.lineStart {
            output.raw("<span>line \(line)\(finding.columnStart.map { ", column \($0)" } ?? "")</span>")
        }
        output.raw("<span><a href=\"#\(HTMLRules.anchor(finding.ruleID))\">")
        output.markup(SafeText.line(finding.ruleID, limit: 200))
        output.raw("</a></span>")
        for weakness in finding.weaknesses.prefix(5) {
            let number = Finding.weaknessNumber(weakness) ?? ""
            output.raw(
                "<span><a rel=\"noopener noreferrer\" href=\"https://cwe.mitre.org/data/definitions/\(number).html\">")
            output.raw("CWE-\(number)</a></span>")
        }
        output.raw("<span>\(finding.confidence.rawValue) confidence</span>")
        if let commit = finding.metadata.text("commit") {
            output.raw("<span>first in commit ")
            output.markup(SafeText.line(String(commit.prefix(12))))
            output.raw("</span>")
        }
        if let address = finding.flaw?.references.first.flatMap(WebAddress.safe) {
            output.raw("<span><a rel=\"noopener noreferrer\" href=\"")
            output.markup(address)
            output.raw("\">about this flaw</a></span>")
        }
        output.raw("</p>\n")
    }

    private func writeFlow(to output: inout ReportBytes) {
        let steps = finding.flow
        guard !steps.isEmpty else { return }
        let isFlow = finding.metadata["data_flow"] == .bool(true)
        output.raw(isFlow ? "<p>How the value gets there:</p>\n" : "<p>Related places:</p>\n")
        output.raw("<ol class=\"flow\">\n")
        for step in steps.prefix(100) {
            output.raw("<li>")
            HTMLProse.inline(SafeText.line(step.note, limit: 1000), to: &output)
            output.raw(" <code>")
            output.markup(SafeText.line("\(step.path)\(step.line.map { ":\($0)" } ?? "")", limit: 1000))
            output.raw("</code></li>\n")
        }
        output.raw("</ol>\n")
        if steps.count > 100 { output.raw("<p>and \(steps.count - 100) more</p>\n") }
    }
}
