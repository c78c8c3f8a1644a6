import Compliance
import Model
import PluginHost
import Testing

@testable import Pipeline

struct ScanPolicyTests {
    private func finding(_ rule: String, _ path: String = "a.py", severity: Severity = .high) -> Finding {
        Finding(
            id: rule + path, scanID: "", scanner: "s", scanType: "code", severity: severity, title: "t",
            description: "", filePath: path, ruleID: rule, fingerprint: rule + path)
    }

    private func policy(_ config: String, prefix: String = "") -> ScanPolicy {
        var policy = ScanPolicy()
        policy.config = TargetConfig.read(Array(config.utf8)).config
        policy.configPath = ".securescan.yml"
        policy.prefix = Array(prefix.utf8)
        let entry = Baseline.Entry(
            fingerprint: "code.aa.py", rule: "", path: "", severity: "", date: "2026-01-31", reason: "known")
        policy.baseline = ["code.aa.py": entry]
        policy.baselinePath = ".securescan-baseline.json"
        return policy
    }

    private func kind(_ finding: Finding?) -> JSONValue? {
        guard case .object(let reason)? = finding?.metadata[Finding.suppression] else { return nil }
        return reason["kind"]
    }

    @Test func aCommentGoesBeforeTheConfigurationAndThatBeforeTheBaseline() {
        let ignoring = policy("ignored_rules: [{rule: code.a, reason: r}]")
        var commented = finding("code.a")
        commented.metadata[Finding.suppression] = ["kind": "comment", "reason": "fixed above"]
        #expect(kind(ignoring.recognised([ignoring.judged(commented)]).first) == "comment")
        let configured = ignoring.recognised([ignoring.judged(finding("code.a"))]).first
        #expect(
            configured?.metadata[Finding.suppression]
                == ["kind": "config", "reason": "r", "path": ".securescan.yml", "line": 1])
        let silent = policy("fail_on: low")
        #expect(
            silent.recognised([silent.judged(finding("code.a"))]).first?.metadata[Finding.suppression]
                == [
                    "kind": "baseline", "reason": "known", "path": ".securescan-baseline.json", "date": "2026-01-31",
                ])
        #expect(kind(silent.recognised([silent.judged(finding("code.b"))]).first) == nil)
    }

    @Test func anotherSeverityKeepsTheOriginal() {
        let policy = policy("severity_overrides: {code.a: info, code.b: high}")
        let lowered = policy.judged(finding("code.a"))
        #expect(lowered.severity == .info && lowered.metadata["original_severity"] == "high")
        let same = policy.judged(finding("code.b"))
        #expect(same.severity == .high && same.metadata["original_severity"] == nil)
    }

    /// The target may be a folder below that of the configuration.
    @Test func pathsAreThoseOfTheConfiguration() {
        let policy = policy("ignored_rules: [{rule: '*', reason: r, paths: [/app/tests/]}]", prefix: "app/")
        #expect(kind(policy.judged(finding("code.x", "tests/a.py"))) == "config")
        #expect(kind(policy.judged(finding("code.x", "src/a.py"))) == nil)
    }

    @Test func whatItDidIsSummedUp() {
        let policy = policy("ignored_rules: [{rule: code.c, reason: r}]\nseverity_overrides: {code.d: low}")
        #expect(policy.summary == nil)
        _ = policy.recognised(["code.a", "code.c", "code.d", "code.e"].map { policy.judged(finding($0)) })
        #expect(
            policy.summary
                == "Findings: 1 passed over by ignored_rules of .securescan.yml, 1 known to the baseline "
                + ".securescan-baseline.json, 1 with another severity by .securescan.yml.")
    }

    /// Two scanners found one flaw; that one of them is not to be heard does not silence the other.
    @Test func aFindingThatDoesNotCountTakesNoOtherAlong() throws {
        let text = Array("eval(x)\n".utf8)
        var builder = FindingBuilder(redaction: Redaction(key: [1]), compliance: { _ in .none })
        builder.policy = policy("ignored_rules: [{rule: a.eval, reason: r}]")
        let sources = ["a", "b"].map { id in
            FindingSource(
                scanID: "s", scanner: id, scanType: "code",
                rules: [
                    id + ".eval": Rule(
                        id: id + ".eval", title: "Eval", severity: id == "a" ? .critical : .low,
                        confidence: id == "a" ? .high : .low, cwes: ["CWE-95"])
                ])
        }
        let findings = text.withUnsafeBytes { bytes in
            let entry = FileEntry(path: Array("f.py".utf8), size: Int64(bytes.count))
            var found = FileFindings()
            for source in sources {
                let region = RawRegion(byteOffset: 0, byteLength: 4)
                found.add(RawFinding(ruleID: source.scanner + ".eval", message: "", primary: region), from: source)
            }
            return found.finish(in: FileContent(entry: entry, bytes: bytes, lines: nil), with: builder, showsCode: true)
        }
        #expect(findings.map(\.ruleID) == ["b.eval"])
        #expect(findings.first?.isSuppressed == false)
    }
}

struct BaselineTests {
    private let one = String(repeating: "1", count: 64)
    private let two = String(repeating: "2", count: 64)

    private func entry(_ fingerprint: String, _ path: String) -> Baseline.Entry {
        Baseline.Entry(
            fingerprint: fingerprint, rule: "r", path: path, severity: "high", date: "2026-01-31", reason: "known")
    }

    @Test func theFileIsSortedAndHasAnEntryInEachLine() throws {
        let baseline = Baseline(keyID: "ab", entries: [entry(two, "b"), entry(one, "b"), entry(two, "a")])
        let text = String(decoding: baseline.render(), as: UTF8.self)
        #expect(text.split(separator: "\n").count == 9)
        #expect(baseline.entries.map(\.path) == ["a", "b", "b"])
        #expect(baseline.entries.map(\.fingerprint) == [two, one, two])
        #expect(try Baseline(reading: Array(text.utf8), named: "x") == baseline)
        #expect(Baseline(keyID: "ab", entries: baseline.entries.reversed()).render() == baseline.render())
    }

    @Test func anEmptyOneIsReadAgain() throws {
        let empty = Baseline(keyID: "ab", entries: [])
        #expect(try Baseline(reading: empty.render(), named: "x") == empty)
    }

    @Test(arguments: [
        ("[]", "is no baseline"), ("{", "is no JSON"), (#"{"securescan_baseline":2,"entries":[]}"#, "is no baseline"),
        (#"{"securescan_baseline":1,"entries":[{"fingerprint":"12","reason":"r"}]}"#, "x: entry 1 must have"),
        (
            #"{"securescan_baseline":1,"entries":[{"fingerprint":"\#(String(repeating: "1", count: 64))"}]}"#,
            "x: entry 1 must have"
        ),
    ])
    func whatIsNoBaselineIsRefused(text: String, reason: String) {
        #expect { try Baseline(reading: Array(text.utf8), named: "x") } throws: { error in
            String(describing: error).contains(reason)
        }
    }

    @Test func theKeyIsNamedAndNotShown() {
        #expect(Baseline.keyID(of: [1, 2, 3]) != Baseline.keyID(of: [1, 2, 4]))
        #expect(Baseline.keyID(of: [1, 2, 3]).utf8.count == 16)
    }
}
