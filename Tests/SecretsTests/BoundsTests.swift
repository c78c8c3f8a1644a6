import PluginSDK
import PluginTestKit
import SecretsAuthoring
import SecretsEngine
import Testing

/// Input that was made to be slow. Each of these would take minutes if work were done more than once per byte and rule.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct BoundsTests {
    let detector: Detector

    init() throws {
        detector = try SecretsFixture.loaded.get().detector
    }

    @Test(arguments: SecretsFixture.entries)
    func fileFullOfOneRulesSecretsIsBounded(entry: RuleBook.Entry) throws {
        let example = try #require(entry.positive.first).filled(seed: "flood").bytes + [UInt8(ascii: "\n")]
        var bytes: [UInt8] = []
        while bytes.count < 128 << 10 { bytes += example }
        let detection = try bytes.withUnsafeBytes { try detector.scan($0, path: Array(entry.positive[0].path.utf8)) }
        let count = detection.hits.count { detector.ruleSet.rules[$0.rule].id == entry.rule.id }
        #expect((1...Detector.hitLimit).contains(count))
    }

    @Test(arguments: SecretsFixture.entries)
    func fileFullOfBeginningsOfOneRuleIsBounded(entry: RuleBook.Entry) throws {
        let filled = try #require(entry.positive.first).filled(seed: "flood")
        let secret = try #require(filled.secrets.first)
        let start = max(0, secret.lowerBound - 40)
        let beginning = filled.bytes[start..<min(secret.upperBound, secret.lowerBound + 8)]
        var bytes: [UInt8] = []
        while bytes.count < 128 << 10 { bytes += beginning }
        _ = try bytes.withUnsafeBytes { try detector.scan($0, path: Array(entry.positive[0].path.utf8)) }
    }

    @Test func tenMebibytesWithoutALineBreakAreScannedInOneGo() throws {
        let chunk = SecretsFixture.text("var a={password:b,token:c.d},e=\"{{base64:180}}\";eyJ{{base64url:60}}.eyJ")
        var text = ""
        while text.utf8.count < 10 << 20 { text += chunk }
        let token = SecretsFixture.text("glpat-{{base62:20}}")
        let detection = try detector.scan(text + " " + token, path: "dist/app.js")
        #expect(detection.hits.last?.secret.count == 20)
        #expect(detection.abandoned == 0)
    }

    @Test func hitLimitSilencesTheRuleAndSaysSo() throws {
        let lines = (0..<1200).map { SecretsFixture.text("glpat-{{base62:20}}\n", seed: "\($0)") }
        let detection = try detector.scan(lines.joined())
        #expect(detection.hits.count == Detector.hitLimit)
        let silenced = detection.silenced.map { detector.ruleSet.rules[$0].id }
        #expect(silenced == ["secrets.gitlab.personal-token"])
        let report = try SecretsFixture.host(["a.txt": lines.joined()]).scan(SecretsScanner.self)
        #expect(report.logs.contains { $0.message.contains("secrets.gitlab.personal-token hit more than 1000 times") })
    }

    @Test func cancelledScanStops() throws {
        var host = try SecretsFixture.host(["a.txt": String(repeating: "token = token\n", count: 20_000)])
        host.cancelAfter = 1
        let report = host.scan(SecretsScanner.self)
        #expect(report.failedFiles["a.txt"]?.kind == .cancelled)
    }

    @Test func binaryRubbishIsHarmless() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        _ = try bytes.withUnsafeBytes { try detector.scan($0, path: [0xFF, 0xFE]) }
    }

    @Test func threadsFindTheSameAsOneThread() throws {
        var files: [String: String] = [:]
        for entry in SecretsFixture.entries {
            for (number, example) in entry.positive.enumerated() {
                files["\(entry.rule.id).\(number)/\(example.path)"] = example.filled(seed: "\(number)").text
            }
        }
        var host = try SecretsFixture.host(files)
        let alone = host.scan(SecretsScanner.self)
        host.threads = 8
        let together = host.scan(SecretsScanner.self)
        #expect(alone.findings == together.findings)
        #expect(alone.findings.count >= files.count)
        #expect(together.violations == [])
    }
}
