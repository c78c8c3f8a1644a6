import Testing

@testable import CodeEngine

struct SuppressionTests {
    private func suppression(_ line: String, before: String = "") -> Suppression? {
        let text = "import os\n\(before)\n\(line)\n"
        return CodeFixture.scan(["a.py": text]).findings.first { $0.rule == "python.audit-shell-call" }?.suppression
    }

    @Test func commentNamesTheRuleAndGivesAReason() {
        let found = suppression(
            "os.system(x)  # securescan: ignore python.audit-shell-call, python.audit-exec only for tests")
        #expect(found == Suppression(kind: "comment", reason: "only for tests", line: 3))
    }

    @Test func ruleMayBeNamedByItsLastWords() {
        #expect(suppression("os.system(x)  # securescan: ignore audit-shell-call fine") != nil)
        #expect(suppression("os.system(x)  # securescan: ignore code.python.audit-shell-call fine") != nil)
    }

    @Test func otherRulesAreStillReported() {
        #expect(suppression("os.system(x)  # securescan: ignore python.audit-eval fine") == nil)
        #expect(suppression("os.system(x)  # securescan: ignore") == nil)
    }

    @Test func commentOfTheLineBeforeCounts() {
        #expect(suppression("os.system(x)", before: "# securescan: ignore-next-line audit-shell-call fine") != nil)
        #expect(suppression("os.system(x)", before: "y = 1  # securescan: ignore audit-shell-call fine") == nil)
    }

    @Test func commentsOfOtherToolsAreRead() {
        #expect(suppression("os.system(x)  # nosec B605")?.kind == "nosec")
        #expect(suppression("os.system(x)  # nosemgrep: some.rule -- why not")?.kind == "nosemgrep")
        #expect(suppression("os.system(x)", before: "# nosemgrep")?.kind == "nosemgrep")
        #expect(suppression("os.system(x)  # nosecret") == nil)
    }

    @Test func checksOfBanditAreKnownByNumberAndName() {
        #expect(suppression("os.system(x)  # nosec B101, B605") != nil)
        #expect(suppression("os.system(x)  # nosec start_process_with_a_shell") != nil)
        #expect(suppression("os.system(x)  # nosec B101 # B605") == nil)
        #expect(suppression("os.system(x)  # nosec (seen by the team)") != nil)
    }

    @Test func checkOfBanditPassesOverNothingElse() {
        let text = "import os\nfrom flask import request\ndef f():\n    os.system(request.args['x'])  # nosec "
        let isSuppressed = { (check: String) in
            CodeFixture.scan(["a.py": text + check + "\n"]).findings.first { $0.rule == "python.command-injection" }?
                .suppression != nil
        }
        #expect(isSuppressed("B605") && isSuppressed(""))
        #expect(!isSuppressed("B101"))
        #expect(CodeFixture.scan(["a.py": text + "B101\n"]).findings.contains { $0.rule == "python.command-injection" })
    }

    /// What depends on values is matched once more after they are known, where the rule was tried and not where it
    /// points.
    @Test func matchThatDependsOnAValueIsConfirmedWhereItPoints() {
        let text = "def f(obj):\n    name = obj.password\n    return obj.password == 'secret'\n"
        let found = CodeFixture.scan(["a.py": text]).findings.filter { $0.rule == "python.hardcoded-password" }
        #expect(found.count == 1)
    }
}
