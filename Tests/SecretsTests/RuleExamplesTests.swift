import Foundation
import PluginSDK
import PluginTestKit
import SecretsAuthoring
import SecretsEngine
import Testing

@Suite(.timeLimit(.minutes(10)))
struct RuleExamplesTests {
    @Test func rulesAreReadable() throws {
        let book = try SecretsFixture.loaded.get().book
        #expect(book.entries.count >= 60)
    }

    /// docs/rules.md begins with what `secrets-rules --catalogue Plugins/secrets/Rules` prints; `make rules-doc` writes
    /// it.
    @Test func catalogueIsUpToDate() throws {
        let page = SecretsFixture.folder + "/../../../docs/rules.md"
        let text = try String(contentsOfFile: page, encoding: .utf8)
        #expect(text.hasPrefix(try SecretsFixture.loaded.get().book.catalogue + "\n## code\n"))
    }

    @Test(arguments: SecretsFixture.entries)
    func ruleDoesWhatItsExamplesSay(entry: RuleBook.Entry) throws {
        #expect(try entry.failures(try SecretsFixture.loaded.get().detector) == [])
    }

    @Test(arguments: SecretsFixture.entries)
    func findingsOfTheExamplesKeepTheirSecret(entry: RuleBook.Entry) throws {
        for (number, example) in entry.positive.enumerated() {
            let filled = example.filled(seed: "\(entry.rule.id) host \(number)")
            let report = try SecretsFixture.host([example.path: filled.text]).scan(SecretsScanner.self)
            #expect(report.violations == [])
            #expect(report.failure == nil)
            let findings = report.findings.filter { $0.rule == entry.rule.id }
            #expect(findings.compactMap(\.secret) == filled.secrets)
            for finding in report.findings {
                let shown = [
                    finding.message, String(decoding: finding.matchKey, as: UTF8.self), finding.properties?.text,
                ]
                for secret in filled.secrets.map({ String(decoding: filled.bytes[$0], as: UTF8.self) }) {
                    #expect(!shown.contains { $0?.contains(secret) == true }, "\(entry.rule.id) shows a secret")
                }
            }
        }
    }

    @Test func everyRuleIsListedWithHelpAndWeakness() throws {
        let report = try SecretsFixture.host([:]).scan(SecretsScanner.self)
        #expect(report.violations == [])
        #expect(report.rules.count == SecretsFixture.entries.count)
        for rule in report.rules {
            #expect(rule.help.contains("**Revoke it:**") && rule.help.contains("**Instead:**"))
            #expect(!rule.cwes.isEmpty && rule.tags.contains("secret"))
        }
    }
}
