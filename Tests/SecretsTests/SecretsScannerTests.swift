import PluginSDK
import PluginTestKit
import SecretsEngine
import Testing

@Suite(.timeLimit(.minutes(10)))
struct SecretsScannerTests {
    private let text = SecretsFixture.text("A = \"glpat-{{base62:20}}\"\nB = \"ghp_{{base62:36}}\"\n")

    @Test func findingSaysWhatAndWhereButNotTheSecret() throws {
        let report = try SecretsFixture.host(["a.py": text]).scan(SecretsScanner.self)
        let finding = try #require(report.findings.first)
        #expect(finding.rule == "secrets.gitlab.personal-token")
        #expect(finding.message == "GitLab personal access token in clear text as the value of `A`.")
        #expect(finding.text.hasPrefix("glpat-"))
        #expect(finding.secretText == String(finding.text.dropFirst(6)))
        #expect(finding.matchKey == Array("A".utf8))
        #expect(finding.properties?["vendor"] == "gitlab")
        #expect(report.findings.last?.properties?["checksum"] == "mismatch")
    }

    @Test func matchKeySurvivesMovedLines() throws {
        let moved = "import os\n\n\n    " + text.split(separator: "\n").reversed().joined(separator: "\n    ")
        let before = try SecretsFixture.host(["a.py": text]).scan(SecretsScanner.self).findings
        let after = try SecretsFixture.host(["a.py": moved]).scan(SecretsScanner.self).findings
        #expect(before.count == 2)
        func keys(_ findings: [TestFinding]) -> Set<[UInt8]> { Set(findings.map { Array($0.rule.utf8) + $0.matchKey }) }
        #expect(keys(before) == keys(after))
        #expect(keys(before).count == 2)
    }

    @Test(arguments: [
        (#"{"disabled_rules": ["secrets.github.token"]}"#, ["secrets.gitlab.personal-token"]),
        (#"{"minimum_confidence": "high"}"#, ["secrets.gitlab.personal-token"]),
        ("{}", ["secrets.gitlab.personal-token", "secrets.github.token"]),
    ])
    func configurationDecidesWhatIsReported(configuration: String, rules: [String]) throws {
        let report = try SecretsFixture.host(["a.py": text]).scan(SecretsScanner.self, configuration: configuration)
        #expect(report.findings.map(\.rule) == rules)
    }

    @Test func allowedValueIsNotReported() throws {
        let part = text.split(separator: "glpat-")[1].prefix(10).uppercased()
        let configuration = #"{"allowed_values": ["\#(part)"]}"#
        let report = try SecretsFixture.host(["a.py": text]).scan(SecretsScanner.self, configuration: configuration)
        #expect(report.findings.map(\.rule) == ["secrets.github.token"])
    }

    @Test(arguments: [
        (#"{"disabled_rules": ["secrets.nothing"]}"#, "disabled_rules: there is no rule \"secrets.nothing\""),
        (#"{"minimum_confidence": "sure"}"#, "the configuration cannot be used: minimum_confidence: "),
        (#"{"allowed_values": "x"}"#, "the configuration cannot be used: allowed_values: an array is expected"),
    ])
    func unusableConfigurationIsRefused(configuration: String, reason: String) throws {
        let report = try SecretsFixture.host([:]).scan(SecretsScanner.self, configuration: configuration)
        #expect(report.failure?.kind == .configuration)
        #expect(report.failure?.reason.hasPrefix(reason) == true, "\(report.failure?.reason ?? "")")
    }

    @Test(arguments: [[UInt8]?.none, [1, 2, 3], []])
    func unusableDatabaseIsCompiledAnewWithAWarning(database: [UInt8]?) throws {
        var host = try SecretsFixture.host(["a.py": text])
        host.data?["rules.hsdb"] = database
        let report = host.scan(SecretsScanner.self)
        #expect(report.findings.count == 2)
        #expect(
            report.logs.contains { $0.message.hasPrefix("rules.hsdb cannot be used, the patterns are compiled now") })
        #expect(report.violations == [])
    }

    @Test func databaseOfAnotherVersionIsCompiledAnew() throws {
        var host = try SecretsFixture.host(["a.py": text])
        // Bytes 4 to 7 of a serialised database are the version of the library.
        host.data?["rules.hsdb"]?[4] ^= 1
        let report = host.scan(SecretsScanner.self)
        #expect(report.findings.count == 2)
        #expect(report.logs.contains { $0.message.hasSuffix("it was made by another version of Vectorscan") })
    }

    @Test func usableDatabaseIsNotCompiled() throws {
        #expect(try SecretsFixture.host(["a.py": text]).scan(SecretsScanner.self).logs == [])
    }

    @Test func pluginWithoutItsRulesRefusesToStart() throws {
        let missing = TestHost(files: [:], data: [:]).scan(SecretsScanner.self)
        #expect(missing.failure?.phase == .create)
        #expect(missing.failure?.reason.contains("rules.json") == true)
        let ungranted = TestHost(files: [:]).scan(SecretsScanner.self)
        #expect(ungranted.failure?.reason == "the host grants no data files, rules.json is needed")
        let broken = TestHost(files: [:], data: ["rules.json": Array(#"{"format":9,"rules":[]}"#.utf8)])
        #expect(broken.scan(SecretsScanner.self).failure?.reason == "rules.json has format 9, this engine reads 1")
    }
}
