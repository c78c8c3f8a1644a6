import Model

@testable import Reports

/// Texts that a target may hold, in every place of a finding that a target fills.
enum HostileText {
    static let texts = [
        "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "]]>&lt;x",
        "\u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m", "=cmd|' /C calc'!A0", " +1+1", "@SUM(A1)", "-2", "\t=1+1", "＝1+1",
        "\u{202E}gnp.exe\u{2066}\u{200B}\u{FEFF}", "a\u{0}b\u{FFFE}\u{FFFF}\u{1}c\u{E0041}", "a\r\nb\rc\nd\u{2028}e",
        "[click](javascript:alert(1)) ![x](http://evil.example/x.png) <!-- securescan:report -->",
        "@everyone #1 http://evil.example www.evil.example `code` ``two`` | cell | \\",
        String(repeating: "long ", count: 20_000), String(repeating: "<", count: 60_000),
    ]

    static let findings: [Finding] = texts.enumerated().map { number, text in
        var metadata: [String: JSONValue] = [
            "fix": .string(text), "commit": .string(text), "summary": .string(text), "data_flow": true,
            "related": [["note": .string(text), "path": .string(text), "line_start": 1]],
        ]
        if number % 2 == 0 {
            for name in ["package", "advisory", "fixed_version", "ecosystem", "component_ref"] {
                metadata[name] = .string(text)
            }
            metadata["component"] = ["version": .string(text), "purl": .string(text)]
            metadata["references"] = [.string(text), .string("javascript:" + text)]
            metadata["dependency_path"] = [.string(text), .string(text)]
        }
        var finding = ReportFixture.finding(number, .high, path: text, snippet: text, with: metadata)
        finding.title = text
        finding.description = text
        finding.remediation = text
        finding.cwe = text
        finding.ruleID = text
        finding.scanner = text
        finding.scanType = number % 3 == 0 ? "secrets" : "code"
        finding.complianceTags = [text]
        return finding
    }

    /// With the texts in every place of the scan as well.
    static let fixture = ReportFixture(findings) { scan in
        let all = texts.joined(separator: " ")
        scan.request.targetPath = "/srv/" + texts[1]
        scan.summary = all
        scan.error = all
        scan.scannersRun = texts
        scan.scannersFailed = texts.map { FailedScanner(name: $0, error: $0) }
        scan.scannersSkipped = texts.map { SkippedScanner(name: $0, reason: $0) }
        for text in texts.prefix(12) { scan.add(ScanNote(scanner: text, message: text)) }
        scan.target = TargetSummary(
            kind: .git, commit: all, branch: all, remote: "https://evil.example/" + texts[1], files: 1, bytes: 1,
            skipped: [texts[0]: 1])
    }

    /// What no document may hold as it is: it moves a cursor, is invisible, or turns the direction of text.
    static func isActive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: scalar != "\n" && scalar != "\r" && scalar != "\t"
        case .format, .lineSeparator, .paragraphSeparator: true
        default: scalar.value & 0xFFFE == 0xFFFE
        }
    }
}
