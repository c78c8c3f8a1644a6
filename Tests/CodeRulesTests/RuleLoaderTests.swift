import CodeRules
import Testing

/// Rule files: what is refused, and how that is said.
struct RuleLoaderTests {
    private func load(_ text: String) -> RuleLoader {
        var loader = RuleLoader()
        loader.add(Array(text.utf8), file: "r.yml")
        loader.finish()
        return loader
    }

    private func rule(_ body: String) -> String {
        "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [python]\n" + body + "\n"
    }

    @Test func goodRuleIsRead() throws {
        let loader = load(rule("  pattern: f(...)\n  metadata: {cwe: ['CWE-78: Command'], confidence: HIGH}"))
        let rule = try #require(loader.rules.first)
        #expect(loader.problems.isEmpty)
        #expect(rule.cwes == ["CWE-78"] && rule.confidence == .high && rule.severity == .low)
    }

    @Test(arguments: [
        ("  pattern: f(...)\n  join: {}", "the key join is not supported here"),
        ("  patterns: [{pattern: f()}, {pattern-where-python: x}]", "pattern-where-python is not supported"),
        ("  pattern: f()\n  mode: join", "the mode join is not supported"),
        ("  pattern: f()\n  pattern-regex: x", "a rule has exactly one of"),
        ("  patterns: [{pattern-not: f()}]", "what is only forbidden matches nothing"),
        ("  pattern-regex: '('", "the regular expression is wrong"),
        ("  mode: taint\n  pattern-sources: [{pattern: f()}]", "pattern-sinks is missing"),
        (
            "  mode: taint\n  pattern-sources: [{pattern: f(), label: A}]\n  pattern-sinks: [{pattern: g()}]",
            "label is not supported"
        ),
        (
            "  mode: taint\n  pattern-sources: [{use: nowhere}]\n  pattern-sinks: [{pattern: g()}]",
            "no library is called nowhere"
        ),
        ("  patterns: [{pattern: f($X)}, {metavariable-comparison: {comparison: '$X ** 2'}}]", "the comparison"),
        ("", "a rule has exactly one of"),
        ("  pattern: " + String(repeating: "f", count: 10_001), "a pattern has at most 10000 bytes"),
    ])
    func unsupportedIsRefusedByName(body: String, reason: String) {
        let loader = load(rule(body))
        #expect(loader.rules.isEmpty)
        #expect(
            loader.problems.contains { $0.reason.contains(reason) && $0.rule == "a" && $0.line > 0 },
            "\(loader.problems)")
    }

    @Test func badRuleDoesNotHideTheOthers() {
        let loader = load(
            rule("  pattern: f()\n  nonsense: 1")
                + "- id: b\n  message: m\n  severity: LOW\n  languages: [go]\n  pattern: g()\n")
        #expect(loader.rules.map(\.id) == ["b"])
        #expect(loader.problems.count == 1)
    }

    @Test func unknownLanguageIsRefused() {
        let loader = load("rules: [{id: a, message: m, severity: LOW, languages: [cobol], pattern: f()}]")
        #expect(loader.problems.contains { $0.reason.contains("the language cobol is not supported") })
    }

    @Test func secondRuleOfAnIDIsRefused() {
        let one = "{id: a, message: m, severity: LOW, languages: [python], pattern: f()}"
        let loader = load("rules: [\(one), \(one)]")
        #expect(loader.rules.count == 1)
        #expect(loader.problems.contains { $0.reason.contains("another rule has this id") })
    }

    @Test func aliasesCannotMultiplyWithoutBound() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "a\(level): &a\(level) [" + [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(load(text).problems.contains { $0.reason.contains("values, those of aliases included") })
    }

    @Test(arguments: ["", "[", "rules: 1", "- a", "x: 1"])
    func whatIsNoRuleFileIsRefused(text: String) {
        #expect(!load(text).problems.isEmpty)
    }

    @Test func deepNestingIsRefused() {
        let text = "rules: " + String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(load(text).problems.contains { $0.reason.contains("nested deeper") })
    }
}
