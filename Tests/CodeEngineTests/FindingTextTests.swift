import CodeEngine
import Testing

/// What findings say: messages and replacements with metavariables.
struct FindingTextTests {
    private func findings(_ body: String, _ code: String) -> [CodeFinding] {
        let head = "rules:\n- id: a\n  severity: LOW\n  languages: [python]\n"
        let library = RuleLibrary([("a.yml", Array((head + body).utf8))])
        #expect(library.problems.isEmpty)
        return CodeFixture.scan(["a.py": code], library: library).findings
    }

    @Test(arguments: [
        ("f(1, b, last=3)", "g(1, b, last=3)"), ("f(last=3)", "g(last=3)"),
        ("f('$L', last='$...ARGS')", "g('$L', last='$...ARGS')"),
    ])
    func replacementIsFilledOnce(code: String, fix: String) {
        let found = findings("  message: m\n  pattern: f($...ARGS, last=$L)\n  fix: g($...ARGS, last=$L)\n", code)
        #expect(found.map(\.fix) == [fix])
    }

    @Test func whatMatchedNothingStays() {
        let found = findings("  message: $X of $XY and $...ARGS for 3$\n  pattern: f($X)\n", "f(1)")
        #expect(found.map(\.message) == ["1 of $XY and $...ARGS for 3$"])
    }

    @Test func ellipsisAtTheEndTakesItsCommaAlong() {
        let found = findings("  message: m\n  pattern: f($X, $...ARGS)\n  fix: g($X, $...ARGS)\n", "f(1)\nf(1, 2)")
        #expect(found.map(\.fix) == ["g(1)", "g(1, 2)"])
    }

    @Test func messageOfAFlowNamesWhatTheSinkMatched() {
        let rule = """
              message: $Y gets into $OBJECT
              mode: taint
              pattern-sources: [{pattern: source()}]
              pattern-sinks: [{patterns: [{pattern: "$OBJECT.sink($Y)"}, {focus-metavariable: $Y}]}]

            """
        #expect(findings(rule, "x = source()\ndb.sink(x)\n").map(\.message) == ["x gets into db"])
    }
}
