public import Model

/// A scan for people at a terminal: findings worst first, then what was and was not looked at.
public struct TextReport {
    private let scan: Scan
    private let findings: [Finding]
    private let suppressed: [Finding]
    private let listsSuppressed: Bool
    private let styled: Bool
    private let columns: Int?

    /// - Parameters:
    ///   - suppressed: findings that somebody gave a reason against; they are counted.
    ///   - listsSuppressed: they are listed too, with their reasons.
    ///   - styled: with colours (ECMA-48), for a terminal.
    ///   - columns: of the terminal, for sentences to be broken at; nil leaves each on a line of its own, for programs.
    public init(
        _ scan: Scan, _ findings: [Finding], suppressed: [Finding] = [], listsSuppressed: Bool = false, styled: Bool,
        columns: Int? = nil
    ) {
        self.scan = scan
        self.findings = findings
        self.suppressed = suppressed
        self.listsSuppressed = listsSuppressed
        self.styled = styled
        self.columns = columns
    }

    public func render(to write: (String) throws -> Void) rethrows {
        let flaws = FlawedPackage.grouped(findings)
        for severity in Severity.allCases.reversed() {
            for finding in findings where finding.severity == severity {
                guard let package = FlawedPackage(finding) else {
                    try write(block(finding))
                    continue
                }
                // All flaws of a package stand where its worst one does.
                if let own = flaws[package], own.first?.id == finding.id { try write(block(package, own)) }
            }
        }
        if listsSuppressed {
            for finding in suppressed { try write(block(finding) + reason(finding)) }
        }
        try write(footer)
    }

    private func heading(_ severity: Severity, _ text: String) -> String {
        let label = TextReport.padded(severity.rawValue.uppercased(), 9)
        let rest = sentence(text, indent: label.count).dropFirst(label.count)
        return (styled ? "\u{1B}[\(TextReport.colour(severity))m\(label)\u{1B}[0m" : label) + rest
    }

    private func block(_ package: FlawedPackage, _ flaws: [Finding]) -> String {
        guard let worst = flaws.first else { return "" }
        var text = heading(worst.severity, "\(package.place)  \(package.name)  [\(worst.ruleID)]")
        if let way = package.way { text += sentence(way, indent: 9) }
        for flaw in flaws { text += sentence(FlawedPackage.line(flaw), indent: 9, hanging: 2) }
        return text
    }

    private func block(_ finding: Finding) -> String {
        var place = TextReport.printable(finding.filePath)
        if let line = finding.lineStart { place += ":\(line):\(finding.columnStart ?? 1)" }
        if !place.isEmpty { place += "  " }
        var text = heading(finding.severity, "\(place)\(TextReport.printable(finding.title))  [\(finding.ruleID)]")
        if case .string(let snippet)? = finding.metadata["snippet"] {
            text += "         " + TextReport.printable(snippet).trimmingPrefix(while: { $0 == " " }) + "\n"
        } else if !finding.description.isEmpty {
            text += sentence(finding.description, indent: 9)
        }
        if case .string(let commit)? = finding.metadata["commit"] {
            text += "         first in commit \(commit.prefix(12))\n"
        }
        for step in RelatedPlace.all(of: finding) {
            text += sentence("\(step.place)  \(step.note)", indent: 11, hanging: 2)
        }
        return text
    }

    /// Why a finding does not count, and where that is said.
    private func reason(_ finding: Finding) -> String {
        guard case .object(let members)? = finding.metadata[Finding.suppression] else { return "" }
        var text = "Suppressed"
        if case .string(let path)? = members["path"], !path.isEmpty { text += " in \(path)" }
        if case .int(let line)? = members["line"], line > 0 { text += ":\(line)" }
        if case .string(let reason)? = members["reason"], !reason.isEmpty { text += ": \(reason)" }
        return sentence(text, indent: 9, hanging: 2)
    }

    private var footer: String {
        var text = findings.isEmpty && (suppressed.isEmpty || !listsSuppressed) ? "" : "\n"
        text += "\(scan.summary ?? scan.status.rawValue) Risk score \(scan.riskScore).\n"
        if !suppressed.isEmpty {
            let count = suppressed.count == 1 ? "1 finding" : "\(suppressed.count) findings"
            let hint = listsSuppressed ? "" : "; --show-suppressed lists them"
            text += sentence(
                "Not counted: \(count) that somebody gave a reason to pass over\(hint).", indent: 0,
                hanging: 2)
        }
        if let target = scan.target {
            text += "Scanned \(target.files) files, \(TextReport.size(target.bytes))"
            if let commit = target.commit {
                text += ", commit \(commit.prefix(12))\(target.dirty == true ? " with changes" : "")"
            }
            text += " with \(scan.scannersRun.isEmpty ? "no scanner" : scan.scannersRun.joined(separator: ", ")).\n"
            let skipped = target.skipped.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
            if !skipped.isEmpty { text += "Left out: \(skipped.joined(separator: ", ")).\n" }
        }
        for scanner in scan.scannersSkipped {
            text += "Skipped: \(scanner.name): \(TextReport.printable(scanner.reason))\n"
        }
        for scanner in scan.scannersFailed {
            text += "Failed: \(scanner.name): \(TextReport.printable(scanner.error))\n"
        }
        for note in scan.notes { text += sentence("Note: \(note.scanner): \(note.message)", indent: 0, hanging: 6) }
        if let error = scan.error { text += "Error: \(TextReport.printable(error))\n" }
        return text
    }

    /// A text that is made printable and broken where the terminal ends.
    private func sentence(_ text: String, indent: Int, hanging: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        let text = TextReport.printable(text)
        guard let columns, columns > indent + hanging + 20, margin.count + text.count > columns else {
            return margin + text + "\n"
        }
        var (lines, line) = ("", margin)
        for word in text.split(separator: " ") {
            if line.count + word.count >= columns, line.contains(where: { $0 != " " }) {
                lines += line + "\n"
                line = margin + String(repeating: " ", count: hanging)
            } else if line.last.map({ $0 != " " }) ?? false {
                line += " "
            }
            line += word
        }
        return lines + line + "\n"
    }

    private static func colour(_ severity: Severity) -> String {
        switch severity {
        case .critical: "1;31"
        case .high: "31"
        case .medium: "33"
        case .low: "36"
        case .info: "2"
        }
    }

    private static func size(_ bytes: Int64) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var value = Double(bytes)
        var unit = 0
        while value >= 1000, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 ? "\(bytes) B" : "\((value * 10).rounded() / 10) \(units[unit])"
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    /// Text from a repository must not move the cursor or change colours of the reader's terminal.
    static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.isControl ? "\u{FFFD}" : $0 }))
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { generalCategory == .control || generalCategory == .format }
}

extension String {
    fileprivate func trimmingPrefix(while matches: (Character) -> Bool) -> String { String(drop(while: matches)) }
}
