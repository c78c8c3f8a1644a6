import Model
import Synchronization
import Testing

@testable import Pipeline

struct RunSecretsTests {
    private func secrets(_ values: String..., limits: RunSecrets.Limits = RunSecrets.Limits()) -> RunSecrets {
        let secrets = RunSecrets(limits: limits)
        for value in values { learn(value, secrets) }
        return secrets
    }

    private func learn(_ value: String, _ secrets: RunSecrets) {
        Array(value.utf8).withUnsafeBytes { secrets.learn($0) }
    }

    @Test(arguments: [
        ("saw hunter2hunter2", "saw [redacted]"),
        ("hunter2hunter2hunter2hunter2.", "[redacted]."),
        ("hunter2hunter2 hunter2hunter2", "[redacted]"),
        ("hunter2hunter2, correcthorse", "[redacted], [redacted]"),
        ("cut: hunter2hun", "cut: [redacted]"),
        ("cut: hunter2hun…", "cut: [redacted]…"),
        ("hunter2hun is not all of it", "hunter2hun is not all of it"),
        ("correcthorsebatterystaple", "[redacted]"),
        ("correcthorse battery", "[redacted] battery"),
        ("nothing", "nothing"), ("", ""), ("hunter2", "hunter2"),
    ])
    func aTextShowsNoSecret(text: String, shown: String) {
        let secrets = secrets("hunter2hunter2", "correcthorse", "correcthorsebatterystaple", "horsebattery")
        #expect(secrets.scrub(text) == shown)
    }

    @Test func overlappingSecretsAreHiddenWhole() {
        #expect(secrets("abcdefghij", "ghijklmnop").scrub("x abcdefghijklmnop y") == "x [redacted] y")
    }

    @Test func aSecretOfManyLinesIsHiddenLineByLine() {
        let secrets = secrets("-----BEGIN-----\r\nMIIEpAIBAAKCAQEA\r\n-----END-----")
        #expect(secrets.scrub("key:\n-----BEGIN-----\nMIIEpAIBAAKCAQEA\n-----END-----\n") == "key:\n[redacted]\n")
        #expect(secrets.scrub("-----BEGIN----- MIIEpAIBAAKCAQEA -----END-----") == "[redacted]")
        #expect(secrets.scrub("line 2: MIIEpAIBAAKCAQEA") == "line 2: [redacted]")
    }

    @Test func aLongSecretIsHiddenToItsEnd() {
        let value = (0..<1003).map { String(UnicodeScalar(UInt8(97 + $0 * 7 % 26))) }.joined()
        #expect(secrets(value).scrub("<\(value)>") == "<[redacted]>")
    }

    @Test func whatIsNoUTF8IsHiddenAsItIsShown() {
        let value: [UInt8] = Array("hunter2".utf8) + [0xFF] + Array("hunter2".utf8)
        let secrets = RunSecrets()
        value.withUnsafeBytes { secrets.learn($0) }
        #expect(secrets.scrub("saw " + String(decoding: value, as: UTF8.self)) == "saw [redacted]")
    }

    /// Tokens of one kind begin alike, and none of them must be searched for by looking at all the others.
    @Test(.timeLimit(.minutes(10))) func manySecretsOfOneKindAreHidden() {
        let secrets = RunSecrets()
        for number in 0..<100_000 { learn("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\(number * 7919)", secrets) }
        for number in stride(from: 0, to: 100_000, by: 2) {
            let text = "token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.\(number * 7919)"
            if secrets.scrub(text) != "token [redacted]" { Issue.record("\(number)") }
        }
    }

    @Test(arguments: [RunSecrets.Limits(parts: 2), RunSecrets.Limits(bytes: 20)])
    func beyondTheBoundTextsAreWithheldAndThatIsSaidOnce(limits: RunSecrets.Limits) {
        let told = Mutex<[String]>([])
        let secrets = RunSecrets(limits: limits) { text in told.withLock { $0.append(text) } }
        for value in ["hunter2hunter2", "correct!", "another1", "another2"] { learn(value, secrets) }
        #expect(secrets.scrub("nothing that is known") == "[redacted]")
        #expect(secrets.scrub("") == "")
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0[0] }.contains("withheld"))
    }
}

/// Everything a run reports, by the channel that it goes on.
struct ScrubbedSinkTests {
    private static let secret = "hunter2hunter2"

    private final class Received: ScanSink {
        let updates = Mutex<[ScanUpdate]>([])
        func receive(_ update: ScanUpdate) { updates.withLock { $0.append(update) } }
    }

    private static let finding = Finding(
        id: "1", scanID: "s", scanner: "code", scanType: "code", severity: .low, title: "T",
        description: "of \(secret)", filePath: "a", ruleID: "code.r",
        metadata: [
            "secret": ["hash": "hunter2hunter2"], secret: .array([.string(secret)]), "commit": "hunter2hunter2",
            "line": 1,
        ], fingerprint: "f")

    private static let component = Component(
        ref: secret, type: secret, name: secret, version: secret, purl: secret, licenses: secret, hashes: [secret],
        evidence: Region(path: "a", note: secret), scanner: "code")

    @Test(
        arguments: [
            .event(.scannerFailed(scanner: "code", error: "at \(secret)", seconds: 1)),
            .event(.scannerSkipped(SkippedScanner(name: "code", reason: "at \(secret)"))),
            .event(.scanFailed(error: "at \(secret)")), .component(component),
            .relation(ComponentRelation(from: secret, to: secret)),
            .log(scanner: "code", level: 3, message: "at \(secret)"),
        ] as [ScanUpdate])
    func noChannelShowsASecret(update: ScanUpdate) throws {
        let passed = try pass(update)
        #expect(!"\(passed)".contains(Self.secret), "\(passed)")
        #expect("\(passed)".contains("[redacted]"))
    }

    @Test func findingsKeepWhatTheHostSays() throws {
        guard case .findings(let findings) = try pass(.findings([Self.finding])) else { return }
        #expect(findings[0].description == "of [redacted]")
        #expect(
            findings[0].metadata == [
                "secret": ["hash": "hunter2hunter2"], "[redacted]": ["[redacted]"], "commit": "hunter2hunter2",
                "line": 1,
            ])
    }

    /// Cut first, it would end in the beginning of the secret.
    @Test func anErrorIsCutAfterItsSecretIsHidden() throws {
        let error = String(repeating: "x", count: ScanEvent.errorLimit - 6) + Self.secret
        guard case .event(let event) = try pass(.event(.scannerFailed(scanner: "code", error: error, seconds: 1)))
        else { return }
        let payload = event.payload(scanID: "s")
        #expect(payload.contains("x[redac\"") && !payload.contains("hunte"))
    }

    private func pass(_ update: ScanUpdate) throws -> ScanUpdate {
        let received = Received()
        let secrets = RunSecrets()
        Array(Self.secret.utf8).withUnsafeBytes { secrets.learn($0) }
        ScrubbedSink(sink: received, secrets: secrets).receive(update)
        return try #require(received.updates.withLock { $0.first })
    }
}
