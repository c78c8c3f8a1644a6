import PluginSDK
import SecretsEngine
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DetectorTests {
    let detector: Detector

    init() throws {
        detector = try SecretsFixture.loaded.get().detector
    }

    private func rules(_ detection: Detector.Detection) -> [String] {
        detection.hits.map { detector.ruleSet.rules[$0.rule].id }
    }

    @Test func placeIsExactInBytes() throws {
        let token = SecretsFixture.text("ghp_{{crc62:30}}")
        let before = "größe = 1\r\n# \u{1F511} key\r\nT = '"
        let hit = try #require(try detector.scan(before + token + "'\r\n").hits.first)
        let start = before.utf8.count
        #expect(hit.region == start..<start + 40)
        #expect(hit.secret == start + 4..<start + 40)
        #expect(hit.checksum == true)
        #expect(hit.confidence == .high)
    }

    @Test func secretAtTheEdgesOfTheFileIsFound() throws {
        let token = SecretsFixture.text("ghp_{{crc62:30}}")
        #expect(try detector.scan(token).hits.map(\.secret) == [4..<40])
        #expect(try detector.scan("\n" + token).hits.map(\.secret) == [5..<41])
        #expect(try detector.scan(token + "\n").hits.map(\.secret) == [4..<40])
        #expect(try detector.scan("").hits == [])
    }

    @Test func tokenWithAWrongChecksumIsSaidQuietly() throws {
        let hit = try #require(try detector.scan("T = ghp_" + SecretsFixture.text("{{base62:36}}")).hits.first)
        #expect(hit.checksum == false)
        #expect(hit.confidence == .low)
    }

    @Test func checksumOfAPublishedTokenHolds() {
        // A token that its maker published after it had expired.
        let body = "zQWBuTSOoRi4A9spHc" + "VY5ncnsDkxkJ"
        #expect(String(decoding: Checksum.crc32Base62.checksum(of: body.utf8), as: UTF8.self) == "0mLq17")
        #expect(Checksum.crc32Base62.holds(for: Array((body + "0mLq17").utf8)))
        #expect(!Checksum.crc32Base62.holds(for: Array((body + "0mLq18").utf8)))
        #expect(!Checksum.crc32Base62.holds(for: Array("0mLq17".utf8)))
    }

    @Test func severalSecretsInOneFileAreAllFound() throws {
        let lines = (0..<20).map { SecretsFixture.text("k\($0) = \"glpat-{{base62:20}}\"", seed: "\($0)") }
        let hits = try detector.scan(lines.joined(separator: "\n")).hits
        #expect(hits.count == 20)
        #expect(Set(hits.map(\.secret)).count == 20)
    }

    @Test func secretOfTwoRulesIsReportedOnceByTheSpecificOne() throws {
        let detection = try detector.scan(SecretsFixture.text("github_token = \"ghp_{{crc62:30}}\""))
        #expect(rules(detection) == ["secrets.github.token"])
    }

    @Test func genericRuleTakesOverWhereNoVendorIsKnown() throws {
        let detection = try detector.scan(SecretsFixture.text("acme_token = \"acme-{{base62:30}}\""))
        #expect(rules(detection) == ["secrets.generic.assignment"])
    }

    @Test func nameOfTheValueIsKeptAndNeverAnotherSecret() throws {
        let text = SecretsFixture.text("aws = \"AKIA{{base32:16}},{{base64:40}}\"\nMY_TOKEN: glpat-{{base62:20}}")
        let hits = try detector.scan(text).hits
        let bytes = Array(text.utf8)
        #expect(hits.count == 3)
        #expect(hits.map { $0.key.map { String(decoding: bytes[$0], as: UTF8.self) } } == ["aws", nil, "MY_TOKEN"])
    }

    @Test(arguments: [
        "password = \"SuperSecret123!\"", "password: 'P@ss" + "w0rd123'", "API_KEY = \"ab12cd34ef56gh78\"",
        "secret_key = 'django" + "-insecure-8#kd93jf03kd9f2jd0fk39dkf03kd'",
    ])
    func passwordThatPeopleTypeIsFound(line: String) throws {
        #expect(rules(try detector.scan(line)) == ["secrets.generic.assignment"])
    }

    @Test(arguments: [
        "password = \"password\"", "passwordLabel: \"Password1\"", "token = \"deadbeefdeadbeef1\"",
        "api_key = \"<your-api-key-42>\"", "secret: \"{{ vault_secret_2 }}\"", "token = \"abcdefgh12345678\"",
        "password_hash = \"$2b$12$abcdefghijklmnopqrstuv\"", "csrf_token = \"a8f7e6d5c4b3a291\"",
        "password = \"Contraseña1\"", "secret = \"s3://bucket/key1\"", "secret_key = \"com.acme.key.v2\"",
        "access_token = \"https://acme.dev/token1\"", "auth_token = \"2024-01-02\"",
    ])
    func valueThatIsNoSecretIsLeftAlone(line: String) throws {
        #expect(rules(try detector.scan(line)) == [])
    }

    @Test func lockFilesAreQuiet() throws {
        let line = SecretsFixture.text("\"token\": \"{{base62:40}}\"")
        #expect(rules(try detector.scan(line, path: "package-lock.json")) == [])
        #expect(rules(try detector.scan(line, path: "package.json")) == ["secrets.generic.assignment"])
    }

    @Test func entropyIsMeasuredInBitsPerByte() {
        func bits(_ text: String) -> Double { Array(text.utf8).withUnsafeBytes { shannonEntropy($0) } }
        #expect(bits("") == 0)
        #expect(bits("aaaaaaaa") == 0)
        #expect(bits("abababab") == 1)
        #expect(bits("abcdefgh") == 3)
    }
}
