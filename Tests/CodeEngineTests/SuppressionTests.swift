import Testing

@testable import CodeEngine

struct SuppressionTests {
    private func suppression(_ line: String, before: String = "") -> Suppression? {
        let text = "import os\n\(before)\n\(line)\n"
        return CodeFixture.scan(["a.py": text]).findings.first { $0.rule == "python.start-with-shell" }?.suppression
    }

    @Test func commentNamesTheRuleAndGivesAReason() {
        let found = suppression(
            "os.system(x)  # securescan: ignore python.start-with-shell, python.exec only for tests")
        #expect(found == Suppression(kind: "comment", reason: "only for tests", line: 3))
    }

    @Test func ruleMayBeNamedByItsLastWords() {
        #expect(suppression("os.system(x)  # securescan: ignore start-with-shell fine") != nil)
        #expect(suppression("os.system(x)  # securescan: ignore code.python.start-with-shell fine") != nil)
    }

    @Test func otherRulesAreStillReported() {
        #expect(suppression("os.system(x)  # securescan: ignore python.eval fine") == nil)
        #expect(suppression("os.system(x)  # securescan: ignore") == nil)
    }

    @Test func commentOfTheLineBeforeCounts() {
        #expect(suppression("os.system(x)", before: "# securescan: ignore-next-line start-with-shell fine") != nil)
        #expect(suppression("os.system(x)", before: "y = 1  # securescan: ignore start-with-shell fine") == nil)
    }

    @Test func commentsOfOtherToolsAreRead() {
        #expect(suppression("os.system(x)  # nosec B605")?.kind == "nosec")
        #expect(suppression("os.system(x)  # nosemgrep: some.rule -- why not")?.kind == "nosemgrep")
        #expect(suppression("os.system(x)", before: "# nosemgrep")?.kind == "nosemgrep")
        #expect(suppression("os.system(x)  # nosecret") == nil)
    }
}
