import CodeEngine
import CodeParsing
import CodeRules
import CodeSyntax
import Testing

/// The rules that come with the plugin do what their own examples say.
@Suite(.timeLimit(.minutes(10)))
struct CatalogueTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rule: CodeRule
        let example: CodeRule.Example

        var testDescription: String { "\(rule.id), line \(example.line)" }
    }

    static let cases = CodeFixture.library.rules.flatMap { rule in rule.examples.map { Case(rule: rule, example: $0) } }

    @Test func allRulesAreReadAndCompiled() {
        let library = CodeFixture.library
        #expect(library.problems.isEmpty)
        #expect(library.rules.count >= 100)
        for language in Language.allCases where !library.languages.missing.contains(language) {
            #expect(library.rules(for: language).compiled.problems.isEmpty)
        }
    }

    @Test func everyRuleNamesItsWeakness() {
        for rule in CodeFixture.library.rules { #expect(!rule.cwes.isEmpty && rule.confidence != nil, "\(rule.id)") }
    }

    @Test(arguments: cases)
    func ruleDoesWhatItsExampleSays(_ item: Case) {
        let language = item.example.language ?? item.rule.languages[0]
        let path = item.rule.include.contains("example.py") ? "example.py" : CodeFixture.path(for: language)
        let found = CodeFixture.scan([path: item.example.code]).findings.contains { $0.rule == item.rule.id }
        #expect(found == item.example.isBad, "\(item.example.code)")
    }
}
