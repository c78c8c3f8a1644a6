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
        #expect(book.entries.count >= 600)
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

    /// One scan for all examples of a file of rules: starting the plugin costs more than what it does here.
    @Test(arguments: SecretsFixture.families)
    func findingsOfTheExamplesKeepTheirSecret(family: SecretsFixture.Family) throws {
        var examples: [String: (rule: String, filled: Example.Filled)] = [:]
        for entry in family.entries {
            for (number, example) in entry.positive.enumerated() {
                let filled = example.filled(seed: "\(entry.rule.id) host \(number)")
                examples["\(entry.rule.id)/\(number)/\(example.path)"] = (entry.rule.id, filled)
            }
        }
        let report = try SecretsFixture.host(examples.mapValues(\.filled.text)).scan(SecretsScanner.self)
        #expect(report.violations == [])
        #expect(report.failure == nil)
        let findings = Dictionary(grouping: report.findings, by: \.path)
        for (path, example) in examples {
            let found = findings[path] ?? []
            #expect(
                found.filter { $0.rule == example.rule }.compactMap(\.secret) == example.filled.secrets, "\(path)")
            for secret in example.filled.secrets.map({ String(decoding: example.filled.bytes[$0], as: UTF8.self) }) {
                #expect(!found.contains { $0.shows(secret) }, "\(path) shows a secret")
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

extension TestFinding {
    /// True when a text that is kept or shown holds the secret.
    fileprivate func shows(_ secret: String) -> Bool {
        [message, String(decoding: matchKey, as: UTF8.self), properties?.text].contains {
            $0?.contains(secret) == true
        }
    }
}
