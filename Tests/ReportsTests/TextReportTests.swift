import Model
import Reports
import Testing

struct TextReportTests {
    private func finding(_ severity: Severity, path: String = "a.py", snippet: String = "x") -> Finding {
        Finding(
            id: "i", scanID: "s", scanner: "secrets", scanType: "secrets", severity: severity, title: "Title",
            description: "d", filePath: path, lineStart: 3, columnStart: 7, ruleID: "secrets.rule",
            metadata: ["snippet": .string(snippet)], fingerprint: "f")
    }

    private func text(_ findings: [Finding], _ change: (inout Scan) -> Void = { _ in }) -> String {
        var scan = Scan(id: "s", request: ScanRequest(targetPath: "/", scanTypes: ["x"]), createdAt: .now())
        scan.status = .completed
        scan.scannersRun = ["secrets"]
        scan.target = TargetSummary(kind: .directory, files: 12, bytes: 1_234_567, skipped: ["binary": 2])
        change(&scan)
        var text = ""
        TextReport(scan, findings, styled: false).render { text += $0 }
        return text
    }

    @Test func worstComesFirstWithPlaceRuleAndSnippet() {
        let text = text([finding(.low), finding(.critical, path: "b.py", snippet: "   let a = 1")])
        #expect(text.hasPrefix("CRITICAL b.py:3:7  Title  [secrets.rule]\n         let a = 1\nLOW      a.py:3:7"))
    }

    @Test func theFooterSaysWhatWasAndWasNotLookedAt() {
        let text = text([]) { scan in
            scan.scannersFailed = [FailedScanner(name: "code", error: "crashed with SIGSEGV")]
            scan.scannersSkipped = [SkippedScanner(name: "mine", reason: "digest differs")]
        }
        #expect(text.contains("Scanned 12 files, 1.2 MB with secrets.\n"))
        #expect(text.contains("Left out: 2 binary.\n"))
        #expect(text.contains("Failed: code: crashed with SIGSEGV\n"))
        #expect(text.contains("Skipped: mine: digest differs\n"))
    }

    @Test func namesFromARepositoryCannotSpeakToTheTerminal() {
        let text = text([finding(.high, path: "evil\u{1B}[2J\n.py", snippet: "\u{1B}]0;x\u{7}\u{202E}")])
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
        #expect(text.split(separator: "\n").first?.hasSuffix("[secrets.rule]") == true)
    }

    @Test func progressIsPartOfAWhole() {
        let line = ProgressLine.text(ScanProgress(filesDone: 5, filesTotal: 10), findings: 1)
        #expect(
            line == String(repeating: "█", count: 15) + String(repeating: "░", count: 15) + " 5/10 files, 1 findings")
        #expect(ProgressLine.text(ScanProgress(), findings: 0).contains("0/0"))
    }
}
