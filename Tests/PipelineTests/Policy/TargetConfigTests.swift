import Model
import Targets
import Testing

@testable import Pipeline

struct TargetConfigTests {
    private func read(_ text: String) -> (config: TargetConfig, faults: [ConfigFault]) {
        TargetConfig.read(Array(text.utf8))
    }

    @Test func everyPartIsRead() {
        let (config, faults) = read(
            """
            scan_types: [code, secrets]
            ignored_rules:
              - rule: code.python.*
                reason: not shipped
                paths: [tools/]
              - {rule: secrets.generic.config-value, reason: examples}
            severity_overrides:
              - rule: code.js.xss
                severity: LOW
                paths: ["*.test.js"]
            fail_on: high:new
            paths:
              include: [src/**]
              exclude: [vendor/, "*.min.js"]
            dependency:
              ignore: &anything [{package: a}, *anything]
            """)
        #expect(faults == [])
        #expect(config.scanTypes == ["code", "secrets"])
        #expect(config.ignoredRules.map(\.rule.text) == ["code.python.*", "secrets.generic.config-value"])
        #expect(config.ignoredRules.map(\.line) == [3, 6] && config.ignoredRules.map(\.reason)[0] == "not shipped")
        #expect(config.overrides.map(\.severity) == [.low])
        #expect(config.failOn == FailThreshold(.high, countsNewAlone: true))
        #expect(config.include.map(\.text) == ["src/**"] && config.exclude.count == 2)
    }

    @Test func overridesCanBeShort() {
        let (config, faults) = read("severity_overrides:\n  code.a: info\n  code.*: critical\n")
        #expect(faults == [])
        let severity = { (rule: String) in config.override(rule: rule, path: [])?.severity }
        #expect(severity("code.a") == .info && severity("code.b") == .critical && severity("x") == nil)
    }

    @Test(arguments: ["", "\n# only a comment\n", "dependency: {}\n", "~\n"])
    func aFileThatSaysNothingIsNoMistake(text: String) {
        #expect(read(text).config == TargetConfig())
        #expect(read(text).faults == [])
    }

    @Test(arguments: [
        ("a: 1", 1, "'a' is unknown; there are scan_types"), ("- a", 1, "must consist of keys"),
        ("scan_types: code", 1, "scan_types must be a list, and is a single value"),
        ("scan_types: []", 1, "scan_types is empty"),
        ("fail_on: hgih", 1, "fail_on is 'hgih'; it must be one of info, low, medium, high, critical"),
        ("fail_on: high:old", 1, "fail_on is 'high:old'"), ("fail_on: [high]", 1, "fail_on is a list"),
        ("ignored_rules:\n- rule: a", 2, "has no 'reason'"),
        ("ignored_rules:\n- rule: a\n  reason: ' '", 2, "'reason'"),
        ("ignored_rules:\n- reason: a", 2, "has no 'rule'"),
        ("ignored_rules: [a]", 1, "ignored_rules must have mappings"),
        ("ignored_rules:\n- {rule: a, reason: b, until: c}", 2, "'until' is unknown in ignored_rules"),
        ("ignored_rules:\n- {rule: '[', reason: b}", 2, "'[' is no pattern"),
        ("severity_overrides:\n  a: b", 2, "a severity is 'b'; it must be one of info"),
        ("severity_overrides:\n- rule: a", 2, "needs 'rule' and 'severity'"),
        ("paths:\n  exclude: a", 2, "exclude must be a list"), ("paths:\n  skip: []", 2, "'skip' is unknown in paths"),
        ("fail_on: high\nfail_on: low", 2, "'fail_on' is there twice"), ("a: [", 2, "not YAML"),
        ("fail_on: &x high\npaths: *x", 2, "aliases"), ("fail_on: high\n---\nfail_on: low", 2, "a second document"),
    ])
    func aMistakeIsNamedWithItsLine(text: String, line: Int, reason: String) {
        let (_, faults) = read(text)
        #expect(faults.contains { $0.line == line && $0.reason.contains(reason) }, "\(faults)")
    }

    @Test func whatIsMeantToDoHarmIsBounded() {
        #expect(read(String(repeating: "[", count: 100_000)).faults.count == 1)
        #expect(read(String(repeating: "- ", count: 100_000)).faults.count == 1)
        #expect(read("dependency: " + String(repeating: "[", count: 100_000)).faults.count == 1)
        #expect(read("paths: {exclude: [" + String(repeating: "a,", count: 200_000) + "]}").faults.count == 1)
        let rules = (0..<5000).map { "- {rule: r\($0), reason: x}\n" }.joined()
        #expect(read("ignored_rules:\n" + rules).faults.map(\.reason) == ["ignored_rules has more than 1000 entries"])
        let many = (0..<3).map { key in
            "- {rule: r\(key), reason: x, paths: [\((0..<900).map { "p\($0)" }.joined(separator: ","))]}\n"
        }.joined()
        #expect(read("ignored_rules:\n" + many).faults.map(\.reason) == ["more than 2000 patterns in one file"])
        #expect(TargetConfig.read([0x61, 0x3A, 0x20, 0xFF]).faults.first?.reason == "the file is not UTF-8")
        #expect(read(String(repeating: " ", count: TargetConfig.byteLimit + 1)).faults.count == 1)
    }

    @Test func pathsDecideWhatIsScannedAndNeverAboutTheFileItself() {
        let (config, _) = read("paths: {include: [src/], exclude: ['*.gen.py']}")
        let covers = { (path: String) in config.covers(Array(path.utf8)) }
        #expect(covers("src/a.py") && !covers("src/a.gen.py") && !covers("other/a.py"))
        #expect(covers(".securescan.yml"))
    }
}

struct FailThresholdTests {
    @Test func itIsASeverityAndWhetherNewAloneCounts() {
        #expect(FailThreshold("high") == FailThreshold(.high))
        #expect(FailThreshold("Low:NEW") == FailThreshold(.low, countsNewAlone: true))
        for text in ["", "hig", "high:", "high:new:new", ":new", "high:old"] { #expect(FailThreshold(text) == nil) }
        #expect(FailThreshold.allowedTexts.allSatisfy { FailThreshold($0)?.description == $0 })
    }

    @Test func whatIsSuppressedDoesNotReachIt() {
        var finding = Finding(
            id: "1", scanID: "", scanner: "s", scanType: "t", severity: .high, title: "t", description: "",
            filePath: "f", ruleID: "r", fingerprint: "x")
        #expect(FailThreshold(.high).isReached(by: [finding]) && !FailThreshold(.critical).isReached(by: [finding]))
        finding.metadata[Finding.suppression] = ["kind": "baseline"]
        #expect(!FailThreshold(.info).isReached(by: [finding]))
    }
}
