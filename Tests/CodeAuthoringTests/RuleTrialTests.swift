import CodeAuthoring
import Foundation
import TestSupport
import Testing

/// `rules test` and `rules validate`, without the program around them.
struct RuleTrialTests {
    private let bench = RuleWorkbench(catalogue: [])

    private func rule(_ id: String, _ more: String = "") -> String {
        """
        rules:
          - id: \(id)
            message: m
            severity: HIGH
            languages: [python, javascript]
            patterns:
              - pattern: danger($X)
              - pattern-not: danger("...")
        \(more)
        """
    }

    /// Failures and notes with paths as seen from the folder.
    private func tried(_ files: [String: String]) throws -> (failures: [String], notes: [String], summary: String) {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(name, text) }
        let trial = try bench.trial(try RuleFileFinder.ruleFiles([folder.path]))
        func short(_ lines: [String]) -> [String] { lines.map { $0.replacing(folder.path + "/", with: "") } }
        return (short(trial.failures), short(trial.notes), trial.summary)
    }

    @Test func whatIsAsTheCommentsSayPasses() throws {
        let trial = try tried([
            "x.yml": rule("house.danger"),
            "x.py": "# ruleid: house.danger\ndanger(a)\n# ok: house.danger\ndanger('fixed')\n",
            "x.test.js": "// ruleid: house.danger\ndanger(a)\n", "y.py": "danger(other)\n", "x.fixed.py": "danger(z)\n",
        ])
        #expect(trial.failures == [] && trial.notes == [])
        #expect(
            trial.summary
                == "1 rule tried on 2 files, 3 annotated lines and 0 examples: 0 missed, 0 unexpected, 0 known gaps")
    }

    @Test func missedAndUnexpectedLinesAreNamed() throws {
        let trial = try tried([
            "x.yml": rule("Danger_1"),
            "x.py": "# ruleid: Danger_1\nsafe(a)\n# ok: Danger_1\ndanger(a)\ndanger(b)\n# ruleid: other\nx\n",
        ])
        #expect(
            trial.failures == [
                "x.py:6: no rule beside this file is called other",
                "x.py:2: missed: Danger_1 does not find this line",
                "x.py:4: unexpected: Danger_1 finds this line, which is said to be ok",
                "x.py:5: unexpected: Danger_1 finds this line, and no comment says so",
            ])
        #expect(trial.summary.hasSuffix("1 missed, 2 unexpected, 0 known gaps"))
    }

    @Test func knownGapsAreCountedAndClosedOnesTold() throws {
        let trial = try tried([
            "x.yml": rule("d"),
            "x.py": """
            # todoruleid: d
            hidden(a)
            # todook: d
            danger(a)
            # todoruleid: d
            danger(b)
            # todook: d
            safe(a)

            """,
        ])
        #expect(trial.failures == [])
        #expect(trial.summary.hasSuffix("0 missed, 0 unexpected, 2 known gaps"))
        #expect(
            trial.notes == [
                "x.py:6: d finds this line by now; say ruleid", "x.py:8: d passes this line over by now; say ok",
            ])
    }

    @Test func examplesAreTried() throws {
        let trial = try tried([
            "x.yml": rule(
                "d", "    examples:\n      bad: ['danger(a)', 'safe(a)']\n      good: [\"danger('x')\", 'danger(b)']\n")
        ])
        #expect(
            trial.failures == [
                "x.yml:10: missed: d finds nothing in this bad example",
                "x.yml:11: unexpected: d finds line 1 of this good example",
            ])
        #expect(trial.summary.contains("and 4 examples"))
    }

    @Test func aRuleThatNothingTriesIsTold() throws {
        #expect(try tried(["x.yml": rule("d")]).notes == ["x.yml:2: d has neither an example nor a test"])
    }

    @Test func pathsOfRulesDoNotMatterInTests() throws {
        let trial = try tried([
            "x.yml": rule("d", "    paths: {include: [src/**]}\n"), "x.py": "# ruleid: d\ndanger(a)\n",
        ])
        #expect(trial.failures == [])
    }

    @Test func aFileThatIsOfNoLanguageFails() throws {
        let trial = try tried(["x.yml": rule("d"), "x.cobol": "* ruleid: d\n"])
        #expect(trial.failures == ["x.cobol: was not tested: its name is that of no language"])
    }

    /// Also those that show only when the patterns are compiled.
    @Test func allProblemsAreGivenWithTheirPlace() throws {
        let file = TextFile(
            path: "x.yml",
            bytes: Array(
                """
                rules:
                  - id: one
                    message: m
                    severity: LOW
                    languages: [cobol]
                    colour: red
                    pattern: f()
                  - id: Two_2
                    message: m
                    severity: LOW
                    languages: [python]
                    pattern: "f("
                """.utf8))
        let problems = bench.problems([file])
        #expect(
            problems.map { $0.split(separator: ";")[0].description } == [
                "x.yml:5:5: one: the language cobol is not supported",
                "x.yml:6:5: one: the key colour is not supported here",
                "x.yml:12:5: Two_2: the pattern cannot be parsed as Python: f(",
            ])
    }

    @Test func aFileThatScansWouldLeaveOutIsAProblem() {
        let text = rule("d") + String(repeating: "# blah\n", count: 40_000)
        #expect(bench.problems([TextFile(path: "x.yml", bytes: Array(text.utf8))]).count == 1)
    }

    @Test func pathsThatDoNotExistAndFoldersWithoutRulesAreErrors() throws {
        let folder = try TemporaryFolder()
        #expect(throws: FileFailure.self) { try RuleFileFinder.ruleFiles([folder.path]) }
        #expect(throws: FileFailure.self) { try RuleFileFinder.ruleFiles([folder.path + "/nowhere.yml"]) }
    }
}
