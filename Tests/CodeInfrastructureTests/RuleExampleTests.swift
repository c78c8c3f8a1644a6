import CodeInfrastructure
import Testing

struct RuleExampleTests {
    @Test(arguments: InfrastructureScanner.rules.map(\.id))
    func findsItsBadExampleAndNotItsGoodOne(id: String) throws {
        let rule = try #require(InfrastructureScanner.rules.first { $0.id == id })
        let bad = Scanning.report(rule.badExample, rule.format)
        #expect(bad.findings.contains { $0.ruleID == id }, "bad example of \(id): \(bad)")
        #expect(bad.notes.isEmpty, "\(bad.notes)")
        let good = Scanning.report(rule.goodExample, rule.format)
        #expect(!good.findings.contains { $0.ruleID == id }, "good example of \(id)")
        #expect(good.notes.isEmpty, "\(good.notes)")
    }

    @Test(arguments: MoreExamples.all.indices)
    func findsMoreBadExamplesAndNoGoodOnes(index: Int) throws {
        let example = MoreExamples.all[index]
        let rule = try #require(
            InfrastructureScanner.rules.first { $0.id == "code." + example.rule }, "\(example.rule)")
        let bad = Scanning.report(example.bad, rule.format)
        #expect(bad.findings.contains { $0.ruleID == rule.id }, "bad example of \(rule.id): \(bad)")
        let good = Scanning.report(example.good, rule.format)
        #expect(!good.findings.contains { $0.ruleID == rule.id }, "good example of \(rule.id): \(good)")
        #expect(bad.notes.isEmpty && good.notes.isEmpty, "\(rule.id): \(bad.notes + good.notes)")
    }

    @Test func everyRuleHasMoreExamplesThanItShows() {
        let rules = Set(InfrastructureScanner.rules.map { String($0.id.dropFirst("code.".count)) })
        #expect(rules.subtracting(MoreExamples.all.map(\.rule)) == [])
    }

    @Test func rulesAreComplete() {
        let rules = InfrastructureScanner.rules
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(
                rule.id.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || ".-".contains($0)) }, "\(rule.id)")
            #expect(rule.id.hasPrefix("code."))
            #expect(!rule.title.isEmpty && !rule.title.hasSuffix("."))
            #expect(!rule.cwes.isEmpty && rule.cwes.allSatisfy { $0.hasPrefix("CWE-") }, "\(rule.id)")
            #expect(rule.references.allSatisfy { $0.hasPrefix("https://") } && !rule.references.isEmpty, "\(rule.id)")
            #expect(rule.help.contains(rule.badExample) && rule.help.contains("**How to fix:**"))
        }
    }
}
