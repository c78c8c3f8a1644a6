internal import Compliance
internal import Model
internal import Reports

/// Frameworks and coverage for people at a terminal.
enum ComplianceText {
    static func list(_ frameworks: [Framework]) -> String {
        let width = frameworks.map(\.id.count).max() ?? 0
        return frameworks.map { framework in
            let assessable = framework.controls.count { $0.isAssessable }
            let own = framework.file.map { " (\($0))" } ?? ""
            return padded(framework.id, to: width) + "  \(framework.name) \(framework.version): "
                + "\(framework.controls.count) controls, \(assessable) that a scan can speak to" + safe(own)
        }.joined(separator: "\n")
    }

    static func details(_ framework: Framework, reach: RuleReach) -> String {
        var lines = ["\(framework.name) \(framework.version) (\(framework.id))", "Source: \(framework.source.title), "]
        lines[1] += "\(framework.source.published), \(framework.source.url)"
        lines.append("Licence: \(framework.source.licence)")
        if !framework.scope.note.isEmpty { lines.append("Listed: \(framework.scope.note)") }
        var group = ""
        for control in framework.controls {
            if control.group != group {
                group = control.group
                lines += ["", group]
            }
            let plugins = reach.plugins(for: control.id)
            let by: String =
                if !control.isAssessable {
                    "not assessable: " + Coverage.Reason.otherEvidence.sentence
                } else if plugins.isEmpty {
                    "not assessable: " + Coverage.Reason.noRule.sentence
                } else {
                    "\(reach.ruleCount(for: control.id)) rules of \(plugins.joined(separator: ", "))"
                }
            lines.append("  \(control.id)  \(control.title)  [\(by)]")
        }
        return lines.map(safe).joined(separator: "\n")
    }

    static func coverage(_ coverage: Coverage, _ scan: Scan) -> String {
        var lines = ["Scan \(scan.id) of \(scan.request.targetPath), \(scan.status.rawValue)"]
        for section in coverage.sections {
            let (violated, clear) = (section.violated, section.clear)
            lines += [
                "",
                "\(section.framework.name) \(section.framework.version): \(violated.count) violated, "
                    + "\(clear.count) without a finding (checked), \(section.notAssessable.count) not assessable",
            ]
            for entry in violated {
                guard case .violated(let findings, let worst) = entry.state else { continue }
                let count = findings == 1 ? "1 finding" : "\(findings) findings"
                lines.append(
                    "  violated  \(entry.control.id)  \(entry.control.title): \(count), worst \(worst.rawValue)")
            }
            for entry in clear { lines.append("  clear     \(entry.control.id)  \(entry.control.title)") }
            lines += reasons(section.notAssessable)
        }
        return lines.map(safe).joined(separator: "\n") + "\n"
    }

    /// Grouped, because there are many.
    private static func reasons(_ entries: [Coverage.Entry]) -> [String] {
        Coverage.Reason.allCases.compactMap { reason in
            let ids = entries.filter { $0.state == .notAssessable(reason) }.map(\.control.id)
            guard !ids.isEmpty else { return nil }
            return "  not assessable (\(reason.sentence)): " + ids.joined(separator: " ")
        }
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func safe(_ text: String) -> String { TerminalText.safe(text) }
}
