internal import Compliance
internal import Model

/// What the scan says about the controls of each framework, and a way from a control to its findings.
struct HTMLCompliance {
    private let subject: ReportSubject
    /// That the page can be filtered by.
    private let controls: Set<String>
    private let isPrinted: Bool

    init(_ subject: ReportSubject, controls: Set<String>, isPrinted: Bool) {
        self.subject = subject
        self.controls = controls
        self.isPrinted = isPrinted
    }

    func write(to output: inout ReportBytes) {
        guard let coverage = subject.compliance, !coverage.sections.isEmpty else { return }
        output.raw("<section aria-labelledby=\"compliance\">\n<h2 id=\"compliance\">Compliance</h2>\n")
        output.raw("<p>What static evidence says of the controls of each framework. No finding is not a proof, and ")
        output.raw("what this tool cannot assess has to be looked at otherwise.</p>\n")
        for section in coverage.sections { write(section, to: &output) }
        output.raw("</section>\n")
    }

    private func write(_ section: Coverage.Section, to output: inout ReportBytes) {
        let (violated, clear, open) = (section.violated, section.clear, section.notAssessable)
        output.raw("<details class=\"framework\"\(isPrinted && !violated.isEmpty ? " open" : "")><summary><b>")
        output.markup(SafeText.line("\(section.framework.name) \(section.framework.version)", limit: 300))
        output.raw("</b> <span class=\"\(violated.isEmpty ? "" : "violated")\">\(violated.count) violated</span> ")
        output.raw("<span>\(clear.count) checked, nothing found</span> ")
        output.raw("<span>\(open.count) not assessable</span></summary>\n")
        if !violated.isEmpty { writeViolated(violated, to: &output) }
        writeNames("Checked, nothing found", clear, to: &output)
        for reason in Coverage.Reason.allCases {
            let entries = open.filter { $0.state == .notAssessable(reason) }
            writeNames("Not assessable: \(reason.sentence)", entries, to: &output)
        }
        output.raw("</details>\n")
    }

    private func writeViolated(_ entries: [Coverage.Entry], to output: inout ReportBytes) {
        output.raw("<table>\n<thead><tr><th scope=\"col\">Violated control</th><th scope=\"col\">Worst</th>")
        output.raw("<th scope=\"col\" class=\"number\">Findings</th></tr></thead>\n<tbody>\n")
        for entry in entries {
            guard case .violated(let findings, let worst) = entry.state else { continue }
            output.raw("<tr><th scope=\"row\">")
            writeName(entry.control, to: &output)
            output.raw("</th><td><span class=\"badge \(worst.rawValue)\">\(worst.rawValue)</span></td>")
            output.raw("<td class=\"number\">")
            // Findings of an older scan may lack the tag, and then there is nothing that a button could show.
            if isPrinted || !controls.contains(entry.control.id) {
                output.raw(findings)
            } else {
                output.raw("<button type=\"button\" class=\"show\" data-control=\"")
                output.markup(SafeText.line(entry.control.id, limit: 200))
                output.raw("\">show \(findings)</button>")
            }
            output.raw("</td></tr>\n")
        }
        output.raw("</tbody></table>\n")
    }

    private func writeNames(_ title: String, _ entries: [Coverage.Entry], to output: inout ReportBytes) {
        guard !entries.isEmpty else { return }
        output.raw("<p class=\"line\">\(title) (\(entries.count)):</p>\n<ul class=\"controls\">")
        for entry in entries {
            output.raw("<li>")
            writeName(entry.control, to: &output)
            output.raw("</li>")
        }
        output.raw("</ul>\n")
    }

    private func writeName(_ control: Control, to output: inout ReportBytes) {
        output.raw("<code>")
        output.markup(SafeText.line(control.id, limit: 200))
        output.raw("</code> ")
        output.markup(SafeText.line(control.title, limit: 300))
    }
}

/// The controls that a finding is evidence against, each with the reason for it.
struct HTMLControls {
    private let finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    func write(to output: inout ReportBytes) {
        let tags = finding.complianceTags
        guard !tags.isEmpty else { return }
        output.raw("<details class=\"basis\"><summary>Evidence against \(tags.count) ")
        output.raw(tags.count == 1 ? "control</summary>\n<ul>" : "controls</summary>\n<ul>")
        let reasons = Self.reasons(finding)
        for reason in reasons {
            output.raw("<li>")
            output.markup(SafeText.line(reason.tags.joined(separator: ", "), limit: 2000))
            output.raw(": ")
            output.markup(SafeText.line(reason.text, limit: 500))
            output.raw("</li>")
        }
        let explained = Set(reasons.flatMap(\.tags))
        let others = tags.filter { !explained.contains($0) }
        if !others.isEmpty {
            output.raw("<li>")
            output.markup(SafeText.line(others.joined(separator: ", "), limit: 2000))
            output.raw("</li>")
        }
        output.raw("</ul></details>\n")
    }

    private static func reasons(_ finding: Finding) -> [(tags: [String], text: String)] {
        guard case .array(let entries)? = finding.metadata[ControlTags.member] else { return [] }
        return entries.compactMap { entry in
            guard case .object(let basis) = entry else { return nil }
            let value = basis.text("value") ?? ""
            let text =
                switch basis.text("by") {
                case "cwe": "by its weakness \(value)"
                case "cwe_ancestor": "by \(value), of which its weakness \(basis.text("of") ?? "") is a kind"
                case "cwe_added": "by its weakness \(basis.text("of") ?? ""), added to the standard's list by \(value)"
                case "rule": "by its rule (\(value))"
                case "tag": "by its rule's tag \(value)"
                case "keyword": "by a word in its rule's title (\(value))"
                default: value
                }
            return (basis.texts("tags"), text)
        }
    }
}
