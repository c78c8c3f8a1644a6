import CodeParsing
import CodeRules
import CodeSyntax
import Testing

/// Rule files that do not come with the plugin.
struct TeamRulesTests {
    private func load(_ own: String = "rules: []\n", teams: String...) -> RuleLoader {
        var loader = RuleLoader()
        loader.add(Array(own.utf8), file: "own.yml")
        for (number, text) in teams.enumerated() {
            loader.add(Array(text.utf8), file: "t\(number).yml", isOfTeam: true)
        }
        loader.finish()
        return loader
    }

    private func rule(_ id: String, _ body: String = "pattern: f(...)") -> String {
        "- id: \(id)\n  message: m\n  severity: LOW\n  languages: [python]\n  \(body)\n"
    }

    @Test func idsOfTeamsTakeNoPlaceOfOthers() {
        let loader = load("rules:\n" + rule("python.eval"), teams: "rules:\n" + rule("python.eval"))
        #expect(loader.rules.map(\.id) == ["python.eval", "team.python.eval"])
        #expect(loader.rules.map(\.isOfTeam) == [false, true])
        #expect(loader.problems.isEmpty)
    }

    @Test func idsBecomeWhatFindingsMayHave() {
        let loader = load(teams: "rules:\n" + rule("Acme.No_Eval"))
        #expect(loader.rules.map(\.id) == ["team.acme.no-eval"])
        #expect(loader.rules.first?.teamName == "Acme.No_Eval")
    }

    @Test func idsThatBecomeTheSameAreRefusedByTheirOwnName() {
        let loader = load(teams: "rules:\n" + rule("no-eval"), "rules:\n" + rule("no_eval"))
        #expect(loader.rules.map(\.id) == ["team.no-eval"])
        #expect(loader.problems.map(\.description) == ["t1.yml:2: no_eval: another rule has this id"])
        #expect(loader.problems.allSatisfy { $0.isOfTeam })
    }

    @Test func librariesCanBeUsedAndNotReplaced() {
        let own = "libraries:\n  input: [{pattern: read()}]\nrules: []\n"
        let use = "mode: taint\n  pattern-sources: [{use: input}]\n  pattern-sinks: [{pattern: run($X)}]"
        let loader = load(own, teams: "libraries:\n  input: [{pattern: nothing()}]\nrules:\n" + rule("a", use))
        #expect(loader.rules.map(\.id) == ["team.a"])
        #expect(loader.problems.map(\.description) == ["t0.yml:2: another library is called input"])
    }

    @Test func thereAreOnlySoManyRules() {
        let many = (0...TeamRules.most).map { rule("r\($0)") }.joined()
        let loader = load("rules:\n" + rule("own"), teams: "rules:\n" + many)
        #expect(loader.rules.count == TeamRules.most + 1)
        #expect(loader.problems.map(\.rule) == ["r\(TeamRules.most)"])
    }

    /// Few lines, each alias a hundred times the one before.
    @Test(.timeLimit(.minutes(1))) func patternsThatMultiplyAreBounded() {
        let hundred = { (name: String) in "[" + Array(repeating: name, count: 100).joined(separator: ", ") + "]" }
        let text = """
            libraries:
              a: &a \(hundred("{pattern: f($X)}"))
            rules:
            - id: bomb
              message: m
              severity: LOW
              languages: [python]
              mode: taint
              pattern-sources: \(hundred("{use: a}"))
              pattern-sinks: [{pattern: g($X)}]
            """
        let loader = load(teams: text + "\n" + rule("after"))
        #expect(loader.rules.map(\.id) == ["team.after"])
        #expect(loader.problems.contains { $0.rule == "bomb" && $0.reason.contains("too many") })
        #expect(loader.problems.count <= 100)
    }

    @Test func numbersOfWeaknessesAreThoseOfTheList() {
        let loader = load(
            teams: "rules:\n" + rule("a", "pattern: f()\n  metadata: {cwe: [CWE-12345678, CWE-79]}")
                + rule("b", "pattern: f()\n  metadata: {cwe: CWE-٣}")
                + rule("c", "pattern: f()\n  metadata: {cwe: 'CWE-79: Cross-site scripting'}"))
        #expect(loader.rules.map(\.cwes) == [["CWE-79"]])
        #expect(loader.problems.map(\.rule) == ["a", "b"])
    }

    @Test(.timeLimit(.minutes(1))) func patternsOfBracketsCostLittle() {
        let nested = String(repeating: "f(", count: 3000) + String(repeating: ")", count: 3000)
        let rules = (0..<20).map { rule("r\($0)", "pattern: \(nested)") }.joined()
        let compiled = CompiledRules(load(teams: "rules:\n" + rules).rules, .python, LanguageSet())
        #expect(compiled.rules.count + compiled.problems.count == 20)
    }
}
