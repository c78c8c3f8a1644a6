import CodeParsing
import CodeSyntax
import Testing

@testable import CodeRules

/// What matching may cost, whatever rules and files are like.
@Suite(.timeLimit(.minutes(2)))
struct MatchingWorkTests {
    private func matches(
        _ body: String, _ code: String, _ language: Language = .python, limits: MatchingLimits = MatchingLimits()
    ) throws -> RuleMatches {
        var loader = RuleLoader()
        let head = "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [\(language.rawValue)]\n  "
        loader.add(Array((head + body).utf8), file: "r.yml")
        loader.finish()
        let compiled = CompiledRules(loader.rules, language, LanguageSet())
        #expect(loader.problems.isEmpty && compiled.problems.isEmpty, "\(loader.problems) \(compiled.problems)")
        return try Array(code.utf8).withUnsafeBufferPointer { bytes in
            let tree = try SourceParser(LanguageSet()).parse(bytes, language, vocabulary: compiled.vocabulary)
            return RuleMatcher(compiled, tree, text: bytes, limits: limits).matches()
        }
    }

    private static let costly =
        "patterns: [{pattern: f($X)}, {metavariable-regex: {metavariable: $X, regex: '(a+)+$'}}]"

    @Test func anExpressionThatGivesUpIsTold() throws {
        let long = String(repeating: "a", count: 40) + "b"
        let found = try matches(Self.costly, "f('aaa')\nf('\(long)')\nf('aa')\n")
        #expect(found.matches.count == 2)
        #expect(found.failedPattern == "(a+)+$")
        #expect(!found.isCut)
        #expect(try matches(Self.costly, "f('aaa')\nf('b')\n").failedPattern == nil)
    }

    @Test func expressionsThatGiveUpHaveABudget() throws {
        let long = String(repeating: "a", count: 40) + "b"
        let found = try matches(Self.costly, String(repeating: "f('\(long)')\n", count: 20_000))
        #expect(found.isCut)
        #expect(found.failedPattern == "(a+)+$")
    }

    /// No search gives up: each place costs a little less than is allowed for one.
    @Test func expressionsThatAreSlowEverywhereEndWithTheTime() throws {
        var limits = MatchingLimits()
        limits.milliseconds = 100
        let line = "# " + String(repeating: "a", count: 100) + "\n"
        let found = try matches(
            "pattern-regex: '[a-z]*[a-z]*[a-z]*[a-z]*[;0-9]'", String(repeating: line, count: 5_000), limits: limits)
        #expect(found.isCut)
    }

    @Test func expressionsThatNeedALotOfRoomAreSearchedToTheEnd() throws {
        let text = "'" + String(repeating: "ab", count: 2_000) + "'"
        #expect(try matches("pattern: 'f(\"=~/^(a|b|ab)*$/\")'", "f(\(text))").matches.count == 1)
    }

    @Test func matchesBeginAnywhereInALongText() throws {
        let code = (0..<400).map { "# line \($0)\n" }.joined() + "x = 1 # mark 1\n"
        #expect(try matches("pattern-regex: 'mark \\d'", code).matches.count == 1)
        #expect(try matches("pattern-regex: '(?<=# )line \\d+$'", code).matches.count == 400)
    }

    @Test func whatWasNotTriedToItsEndIsNoMatch() throws {
        var limits = MatchingLimits()
        limits.steps = 0
        let found = try matches(
            "patterns: [{pattern: f(...)}, {pattern-not: f(1)}]", String(repeating: "f(1)\n", count: 5_000),
            limits: limits)
        #expect(found.isCut)
        #expect(found.matches.isEmpty)
    }
}
