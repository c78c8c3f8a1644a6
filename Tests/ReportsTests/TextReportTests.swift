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

    private func text(
        _ findings: [Finding], suppressed: [Finding] = [], lists: Bool = false,
        _ change: (inout Scan) -> Void = { _ in }
    ) -> String {
        var scan = Scan(id: "s", request: ScanRequest(targetPath: "/", scanTypes: ["x"]), createdAt: .now())
        scan.status = .completed
        scan.scannersRun = ["secrets"]
        scan.target = TargetSummary(kind: .directory, files: 12, bytes: 1_234_567, skipped: ["binary": 2])
        change(&scan)
        var text = ""
        TextReport(scan, findings, suppressed: suppressed, listsSuppressed: lists, styled: false).render { text += $0 }
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

    @Test func theWayOfAFlowStandsBelowItsFinding() {
        var flow = finding(.high)
        flow.metadata = ["related": [step("a.py", 1, "comes from outside here"), step("b\u{1B}.py", 9, "used here")]]
        #expect(
            text([flow]).hasPrefix(
                """
                HIGH     a.py:3:7  Title  [secrets.rule]
                         d
                           a.py:1:5  comes from outside here
                           b\u{FFFD}.py:9:5  used here

                """))
    }

    @Test func aLongWayIsShownByItsBeginningAndItsEnd() {
        var flow = finding(.high)
        flow.metadata = ["related": .array((1...500).map { step("a.py", $0, "step \($0)") })]
        let text = text([flow])
        #expect(text.contains("a.py:10:5  step 10\n           …  480 more\n           a.py:491:5  step 491\n"))
        #expect(text.contains("step 1\n") && text.contains("step 500\n"))
    }

    private func step(_ path: String, _ line: Int, _ note: String) -> JSONValue {
        [
            "path": .string(path), "line_start": .int(Int64(line)), "line_end": .int(Int64(line)), "column_start": 5,
            "note": .string(note),
        ]
    }

    @Test func suppressedFindingsAreCountedAndListedOnRequest() {
        var passed = finding(.critical, path: "passed.py")
        passed.metadata[Finding.suppression] = [
            "kind": "comment", "reason": "checked above", "path": "passed.py", "line": 2,
        ]
        let counted = text([finding(.low)], suppressed: [passed])
        #expect(!counted.contains("passed.py"))
        #expect(counted.contains("Not counted: 1 finding that somebody gave a reason to pass over; --sh"))
        let listed = text([finding(.low)], suppressed: [passed, passed], lists: true)
        #expect(
            listed.contains(
                """
                CRITICAL passed.py:3:7  Title  [secrets.rule]
                         x
                         Suppressed in passed.py:2: checked above

                """))
        #expect(listed.contains("Not counted: 2 findings that somebody gave a reason to pass over.\n"))
        #expect(!text([finding(.low)]).contains("Not counted"))
    }

    @Test func progressIsPartOfAWhole() {
        let line = ProgressLine.text(ScanProgress(filesDone: 5, filesTotal: 10), findings: 1)
        #expect(
            line == String(repeating: "█", count: 15) + String(repeating: "░", count: 15) + " 5/10 files, 1 findings")
        #expect(ProgressLine.text(ScanProgress(), findings: 0).contains("0/0"))
    }
}

/// Findings about packages, and what a terminal makes of long texts.
struct PackageReportTests {
    private func flaw(
        _ number: Int, _ severity: Severity, of package: String = "left", line: Int = 4,
        _ more: [String: JSONValue] = [:]
    ) -> Finding {
        let metadata: [String: JSONValue] = [
            "package": .string(package), "ecosystem": "npm", "component_ref": .string("pkg:npm/\(package)@1.0"),
            "component": ["version": "1.0"], "advisory": .string("CVE-\(number)"), "fixed_version": "1.2",
            "summary": "Bad things happen",
        ]
        return Finding(
            id: "\(number)", scanID: "s", scanner: "dependency", scanType: "dependency", severity: severity,
            title: "Dependency with a known vulnerability", description: "d", filePath: "package-lock.json",
            lineStart: line, ruleID: "dependency.vulnerable", metadata: metadata.merging(more) { _, new in new },
            fingerprint: "\(number)")
    }

    private func text(_ findings: [Finding], notes: [ScanNote] = [], columns: Int? = nil) -> String {
        var scan = Scan(id: "s", request: ScanRequest(targetPath: "/", scanTypes: ["x"]), createdAt: .now())
        for note in notes { scan.add(note) }
        var text = ""
        TextReport(scan, findings, styled: false, columns: columns).render { text += $0 }
        return text
    }

    @Test func flawsOfAPackageAreOneBlockWhereItsWorstOneStands() {
        let path: [String: JSONValue] = ["dependency_path": ["a@1", "b@2", "left@1.0"], "scope": "development"]
        let text = text([
            flaw(3, .high, of: "right", line: 9), flaw(1, .critical, path),
            flaw(2, .low, path.merging(["fixed_version": .null]) { $1 }),
        ])
        #expect(
            text.hasPrefix(
                """
                CRITICAL package-lock.json:4  left 1.0 (npm)  [dependency.vulnerable]
                         Used for development, through a@1 > b@2.
                         critical CVE-1, fixed in 1.2: Bad things happen
                         low CVE-2, no fixed version known: Bad things happen
                HIGH     package-lock.json:9  right 1.0 (npm)  [dependency.vulnerable]
                         high CVE-3, fixed in 1.2: Bad things happen

                """))
    }

    @Test func anotherMajorVersionAndExploitationAreTold() {
        let text = text([flaw(1, .high, ["fixed_version_next_major": "2.0", "known_exploited": true])])
        #expect(text.contains("high CVE-1, fixed in 1.2 and 2.0, known to be exploited: Bad things happen\n"))
    }

    @Test(arguments: [40, 60, 80]) func sentencesEndWithTheTerminal(columns: Int) {
        let long = String(repeating: "word ", count: 60)
        let text = text(
            [flaw(1, .high, ["summary": .string(long)])], notes: [ScanNote(scanner: "dependency", message: long)],
            columns: columns)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= columns })
        #expect(text.split { " \n".contains($0) }.count { $0 == "word" } == 120)
    }

    @Test func withoutATerminalEachSentenceHasALine() {
        let long = String(repeating: "word ", count: 60)
        #expect(text([flaw(1, .high, ["summary": .string(long)])]).contains(long))
    }

    @Test func namesOfPackagesCannotSpeakToTheTerminal() {
        let evil: JSONValue = "\u{1B}[2J\u{202E}\n"
        let text = text([flaw(1, .high, ["package": evil, "summary": evil, "advisory": evil, "fixed_version": evil])])
        #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
        #expect(text.split(separator: "\n").count == 3)
    }
}
