public import Model

/// A scan for people at a terminal: findings worst first, then what was and was not looked at.
public struct TextReport {
    private let scan: Scan
    private let findings: [Finding]
    private let styled: Bool

    /// - Parameter styled: with colours (ECMA-48), for a terminal.
    public init(_ scan: Scan, _ findings: [Finding], styled: Bool) {
        self.scan = scan
        self.findings = findings
        self.styled = styled
    }

    public func render(to write: (String) throws -> Void) rethrows {
        for severity in Severity.allCases.reversed() {
            for finding in findings where finding.severity == severity { try write(block(finding)) }
        }
        try write(footer)
    }

    private func block(_ finding: Finding) -> String {
        let label = TextReport.padded(finding.severity.rawValue.uppercased(), 9)
        var place = TextReport.printable(finding.filePath)
        if let line = finding.lineStart { place += ":\(line):\(finding.columnStart ?? 1)" }
        var text = styled ? "\u{1B}[\(TextReport.colour(finding.severity))m\(label)\u{1B}[0m" : label
        text += "\(place)  \(TextReport.printable(finding.title))  [\(finding.ruleID)]\n"
        if case .string(let snippet)? = finding.metadata["snippet"] {
            text += "         " + TextReport.printable(snippet).trimmingPrefix(while: { $0 == " " }) + "\n"
        } else if !finding.description.isEmpty {
            text += "         " + TextReport.printable(finding.description) + "\n"
        }
        if case .string(let commit)? = finding.metadata["commit"] {
            text += "         first in commit \(commit.prefix(12))\n"
        }
        return text
    }

    private var footer: String {
        var text = findings.isEmpty ? "" : "\n"
        text += "\(scan.summary ?? scan.status.rawValue) Risk score \(scan.riskScore).\n"
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
        for note in scan.notes { text += "Note: \(note.scanner): \(TextReport.printable(note.message))\n" }
        if let error = scan.error { text += "Error: \(TextReport.printable(error))\n" }
        return text
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
