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
        (
            "  patterns: [{pattern: f($X)}, {metavariable-comparison: {comparison: '$X == \"a'}}]", "a quote is missing"
        ),
        ("", "a rule has exactly one of"),
        ("  pattern: f()\n  options: {symbolic_propagation: true}", "the option symbolic_propagation: true is not"),
        ("  pattern: f()\n  options: {constant_propagation: false}", "the option constant_propagation: false is not"),
        ("  pattern: f()\n  paths: {includes: [a]}", "includes is not supported here; allowed: exclude, include"),
        ("  pattern: f()\n  examples: {wrong: [a]}", "wrong is not supported here; allowed: bad, good"),
        ("  pattern: f()\n  metadata: {confidence: hihg}", "confidence must be one of"),
        ("  pattern: f()\n  metadata: {cwe: '79'}", "cwe is a text such as CWE-79"),
        (
            "  mode: taint\n  pattern-sources: [{pattern: f(), patterns: [{pattern: h()}]}]\n"
                + "  pattern-sinks: [{pattern: g()}]",
            "only one of pattern, patterns may be given here"
        ),
        (
            "  patterns: [{pattern: f($X)}, {metavariable-pattern: {metavariable: $X, pattern: a, pattern-regex: b}}]",
            "only one of pattern, pattern-regex may be given here"
        ),
        (
            "  patterns: [{pattern: f()}, {pattern-inside: {pattern-regex: a}}]",
            "pattern-regex is not supported as a surrounding"
        ),
        (
            "  patterns: [{pattern: f($X)}, {metavariable-comparison: {comparison: $X > 1, base: 8}}]",
            "base and strip need the key metavariable"
        ),
        (
            "  patterns: [{pattern: f($X)}, "
                + "{metavariable-comparison: {metavariable: $X, comparison: $X > 1, base: 1}}]",
            "base is a number from 2 to 36"
        ),
        ("  pattern: " + String(repeating: "f", count: 10_001), "a pattern has at most 10000 bytes"),
    ])
    func unsupportedIsRefusedByName(body: String, reason: String) {
        let loader = load(rule(body))
        #expect(loader.rules.isEmpty)
        #expect(
            loader.problems.contains { $0.reason.contains(reason) && $0.rule == "a" && $0.line > 0 },
            "\(loader.problems)")
    }

    @Test(arguments: [
        "  patterns: [{pattern: f($X)}, {focus-metavariable: $Y}]",
        "  patterns: [{pattern: f($X)}, {metavariable-regex: {metavariable: $Y, regex: a}}]",
        "  patterns: [{pattern: f($X)}, {metavariable-pattern: {metavariable: $Y, pattern: a}}]",
        "  patterns: [{pattern: f($X)}, {metavariable-comparison: {comparison: $Y > 1}}]",
        "  pattern-either: [{patterns: [{pattern: f($...Y)}, {focus-metavariable: $Y}]}, {pattern: g($Y)}]",
        "  mode: taint\n  pattern-sources: [{pattern: f()}]\n  pattern-sinks: [{pattern: g()}]\n"
            + "  pattern-propagators: [{pattern: $X.h($Z), from: $Y, to: $X}]",
    ])
    func metavariableThatNothingBindsIsRefused(body: String) {
        let problems = load(rule(body)).problems
        #expect(problems.contains { $0.reason == "the metavariable $Y is in no pattern that could bind it" })
    }

    @Test(arguments: [
        "  patterns: [{pattern-inside: 'def $F(...): ...'}, {pattern: f()}, {focus-metavariable: $F}]",
        "  patterns: [{pattern: f($X)}, {metavariable-pattern: {metavariable: $X, pattern: g($Y)}}, "
            + "{focus-metavariable: $Y}]",
        "  patterns: [{pattern-either: [{pattern: f($X)}, {pattern: g($X)}]}, {metavariable-regex: "
            + "{metavariable: $X, regex: a}}]",
        "  patterns: [{pattern: f($X)}, {pattern-not: {patterns: [{pattern: f($Y)}, {metavariable-regex: "
            + "{metavariable: $X, regex: a}}]}}]",
    ])
    func metavariablesAreBoundByWhatIsAroundAndInside(body: String) {
        #expect(load(rule(body)).problems.isEmpty, "\(load(rule(body)).problems)")
    }

    @Test(arguments: ["-", "(", "not ", "1+"]) func deepComparisonIsRefused(piece: String) {
        for count in [900, 300_000] {
            let comparison = String(repeating: piece, count: count) + "1 > $X"
            let body = "  patterns: [{pattern: f($X)}, {metavariable-comparison: {comparison: '\(comparison)'}}]"
            let problems = load(rule(body)).problems
            #expect(count < 1000 || problems.contains { $0.reason.contains("more than 2000 bytes") })
        }
    }

    @Test func secondDocumentIsRefused() {
        let problems = load(rule("  pattern: f()") + "---\n" + rule("  pattern: g()")).problems
        #expect(problems.contains { $0.reason.contains("a second document begins here") && $0.line == 7 })
    }

    @Test func manyKeysCostLinearTime() {
        let keys = (0..<100_000).map { "k\($0): 1\n" }.joined()
        let start = ContinuousClock.now
        #expect(!load(keys).problems.isEmpty)
        #expect(ContinuousClock.now - start < .seconds(20))
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
