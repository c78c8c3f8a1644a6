import Model
import Reports
import Testing

struct ComparisonReportTests {
    private func finding(_ fingerprint: String, _ title: String) -> Finding {
        Finding(
            id: fingerprint, scanID: "s", scanner: "code", scanType: "code", severity: .high, title: title,
            description: "", filePath: "a.py", lineStart: 3, ruleID: "code.x", fingerprint: fingerprint)
    }

    private var report: ComparisonReport {
        ComparisonReport(
            FindingComparison(
                base: [finding("1", "Old"), finding("2", "Same")],
                head: [finding("2", "Same"), finding("3", "New\u{1B}[31m\nline")]),
            base: .init(name: "main", commit: String(repeating: "a", count: 40)), head: .init(name: "work tree"))
    }

    @Test func textMarksWhatIsNewAndFixedAndHidesControls() {
        #expect(
            report.text == """
                + HIGH     a.py:3  New\u{FFFD}[31m line  [code.x]
                - HIGH     a.py:3  Old  [code.x]

                1 new, 1 fixed, 1 unchanged; main (aaaaaaaaaaaa) → work tree.

                """)
    }

    @Test func jsonHasTheFindingsOfEachPart() throws {
        guard case .object(let members) = try JSONReader.read(report.json) else {
            Issue.record("no object")
            return
        }
        let counts = ["new", "fixed", "unchanged", "passed_over"].map { name in
            if case .array(let items)? = members[name] { items.count } else { -1 }
        }
        #expect(counts == [1, 1, 1, 0])
        #expect(members["head"] == ["name": "work tree", "commit": nil])
    }
}
