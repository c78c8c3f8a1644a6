internal import Model

/// The top of a page: what was scanned, how it stands, and what is not known.
struct HTMLSummary {
    private let subject: ReportSubject
    private let overview: HTMLOverview

    init(_ subject: ReportSubject, _ overview: HTMLOverview) {
        self.subject = subject
        self.overview = overview
    }

    func write(to output: inout ReportBytes) {
        output.raw("<header>\n<h1>Security report: ")
        output.markup(subject.name)
        output.raw("</h1>\n")
        writeFacts(to: &output)
        output.raw("</header>\n<main>\n<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n")
        output.raw("<p class=\"verdict\">")
        output.markup(SafeText.line(subject.scan.summary ?? "The scan ended as \(subject.scan.status.rawValue)."))
        output.raw("</p>\n")
        writeNotices(to: &output)
        writeTiles(to: &output)
        writeAside(to: &output)
        HTMLCharts(subject).write(to: &output)
        output.raw("</section>\n")
    }

    private func writeFacts(to output: inout ReportBytes) {
        let (scan, target) = (subject.scan, subject.scan.target)
        var facts: [(String, String)] = [
            ("Scanned", subject.time.iso8601.prefix(16).replacing("T", with: " ") + " UTC")
        ]
        if let commit = target?.commit {
            facts.append(("Commit", commit.prefix(12) + (target?.dirty == true ? " with changes" : "")))
        }
        if let branch = target?.branch { facts.append(("Branch", branch)) }
        if let ref = scan.request.ref { facts.append(("Ref", ref)) }
        if let base = scan.request.baseRef { facts.append(("Only what is new since", base)) }
        if scan.request.history { facts.append(("History", "every version of every file")) }
        if let target { facts.append(("Files", "\(target.files)")) }
        facts.append(("Scanners", scan.scannersRun.isEmpty ? "none" : scan.scannersRun.joined(separator: ", ")))
        output.raw("<ul class=\"facts\">\n")
        for (name, value) in facts {
            output.raw("<li><span>\(name):</span> ")
            output.markup(SafeText.line(value, limit: 300))
            output.raw("</li>\n")
        }
        output.raw("</ul>\n")
    }

    private func writeNotices(to output: inout ReportBytes) {
        list(subject.gaps, "This result is not whole", "notice", to: &output)
        var notes = subject.scan.notes.map { SafeText.line("\($0.scanner): \($0.message)") }
        if let leftOut = subject.leftOut { notes.append(SafeText.line(leftOut)) }
        list(notes, "Good to know", "notice note", to: &output)
    }

    private func list(_ items: [String], _ title: StaticString, _ kind: StaticString, to output: inout ReportBytes) {
        guard !items.isEmpty else { return }
        output.raw("<div class=\"")
        output.raw(kind)
        output.raw("\"><p><b>")
        output.raw(title)
        output.raw("</b></p><ul>")
        for item in items {
            output.raw("<li>")
            output.markup(item)
            output.raw("</li>")
        }
        output.raw("</ul></div>\n")
    }

    private func writeTiles(to output: inout ReportBytes) {
        output.raw("<ul class=\"tiles\">\n<li><b>\(subject.scan.riskScore)</b>risk score of 100</li>\n")
        for severity in Severity.allCases.reversed() {
            let count = subject.scan.severityCounts[severity]
            output.raw("<li class=\"\(severity.rawValue)\"><b>\(count)</b>\(severity.rawValue)</li>\n")
        }
        output.raw("</ul>\n")
    }

    private func writeAside(to output: inout ReportBytes) {
        var texts: [String] = []
        if overview.decided > 0 {
            texts.append("\(overview.decided) of them were decided to be false positives or acceptable.")
        }
        if overview.suppressed > 0 {
            texts.append(
                "\(overview.suppressed) more were passed over by a comment, a rule or a statement of the project; they "
                    + "are in no number here, and listed in the formats sarif, csv, md and jsonl.")
        }
        if !texts.isEmpty { output.raw("<p>\(texts.joined(separator: " "))</p>\n") }
    }
}
