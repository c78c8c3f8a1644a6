import Compliance
import Model
import PluginHost
import Testing

@testable import Pipeline

struct FingerprintTests {
    private let source = FindingSource(
        scanID: "scan", scanner: "code", scanType: "code",
        rules: ["code.eval": Rule(id: "code.eval", title: "Eval", severity: .high, cwes: ["CWE-95"])])

    /// The fingerprints of every occurrence of `needle`, each found with its own region.
    private func fingerprints(
        _ text: String, finding needle: String = "eval(x)", path: String = "a.py", secret: Bool = false,
        key: [UInt8] = [1]
    ) -> [String] {
        findings(text, finding: needle, path: path, secret: secret, key: key).map(\.fingerprint)
    }

    private func findings(
        _ text: String, finding needle: String, path: String = "a.py", secret: Bool = false, key: [UInt8] = [1]
    ) -> [Finding] {
        let bytes = Array(text.utf8)
        let wanted = Array(needle.utf8)
        var gathered = FileFindings()
        for offset in bytes.indices where bytes[offset...].starts(with: wanted) {
            let region = RawRegion(byteOffset: UInt64(offset), byteLength: UInt64(wanted.count))
            var raw = RawFinding(ruleID: "code.eval", message: "saw \(needle)", primary: region)
            if secret { raw.secret = region }
            gathered.add(raw, from: source)
        }
        let builder = FindingBuilder(redaction: Redaction(key: key), compliance: { _ in .none })
        return bytes.withUnsafeBytes { bytes in
            let entry = FileEntry(path: Array(path.utf8), size: Int64(bytes.count))
            return gathered.finish(in: FileContent(entry: entry, bytes: bytes), with: builder, showsCode: true)
        }
    }

    @Test(arguments: [
        "\n\n\ny = eval(x)", "        y   =\teval(x)", "y = eval(x)  # a comment", "y = eval(x)   \r\n",
        "# before\ny = eval(x)\n# after",
    ])
    func staysTheSameWhenOnlyLayoutOrCommentsChange(changed: String) {
        #expect(fingerprints(changed) == fingerprints("y = eval(x)"))
    }

    @Test(arguments: ["z = eval(x)", "y = eval(x) + 1", "y = eval(x) \"# not a comment\""])
    func changesWithTheCode(changed: String) { #expect(fingerprints(changed) != fingerprints("y = eval(x)")) }

    @Test func changesWithThePath() {
        #expect(fingerprints("y = eval(x)", path: "b.py") != fingerprints("y = eval(x)"))
    }

    @Test func aPluginCannotForgeTheReasonsOfControls() {
        let rule = Rule(id: "code.eval", title: "eval", severity: .high, cwes: ["CWE-95"])
        let source = FindingSource(scanID: "s", scanner: "code", scanType: "code", rules: [rule.id: rule])
        var gathered = FileFindings()
        let forged = #"{"compliance_basis":"approved","kept":1}"#
        gathered.add(RawFinding(ruleID: rule.id, message: "m", propertiesJSON: forged), from: source)
        gathered.add(RawFinding(ruleID: "code.unknown", message: "n", propertiesJSON: forged), from: source)
        let tagger = ControlTagger { FrameworkSet.builtIn.map }
        let builder = FindingBuilder(redaction: Redaction(key: [1]), compliance: { tagger.tags(for: $0) })
        let findings = gathered.finish(in: nil, with: builder, showsCode: false)
        let known = findings.first { $0.ruleID == rule.id }
        #expect(known?.complianceTags.contains("OWASP-A03") == true)
        #expect(known?.complianceTags == known?.complianceTags.sorted())
        guard case .array(let reasons)? = known?.metadata["compliance_basis"] else {
            return #expect(Bool(false), "no reasons")
        }
        #expect(!reasons.isEmpty && known?.metadata["kept"] == 1)
        let unknown = findings.first { $0.ruleID == "code.unknown" }
        #expect(unknown?.complianceTags == [] && unknown?.metadata["compliance_basis"] == nil)
    }

    @Test func equalLinesInOneFileDiffer() {
        let twice = fingerprints("y = eval(x)\ny = eval(x)\n")
        #expect(twice.count == 2 && twice[0] != twice[1])
        #expect(twice[0] == fingerprints("y = eval(x)")[0])
    }

    @Test func commentsAreToldByTheLanguage() {
        #expect(fingerprints("eval(x) // c", path: "a.js") == fingerprints("eval(x)", path: "a.js"))
        #expect(fingerprints("eval(x) /* c */;", path: "a.js") == fingerprints("eval(x) ;", path: "a.js"))
        #expect(fingerprints("eval(x) // c", path: "a.py") != fingerprints("eval(x)", path: "a.py"))
    }

    @Test func whatIsFoundInACommentIsStillToldApart() {
        #expect(fingerprints("# eval(x)") != fingerprints("# other eval(x)"))
    }

    @Test func secretsAreToldApartByTheKeyAndNeverShown() {
        let text = "password = 'hunter2hunter2'"
        let found = findings(text, finding: "hunter2hunter2", secret: true)
        let other = findings("password = 'letmeinletmein'", finding: "letmeinletmein", secret: true)
        #expect(found.map(\.fingerprint) != other.map(\.fingerprint))
        #expect(
            found.map(\.fingerprint)
                != findings(text, finding: "hunter2hunter2", secret: true, key: [2]).map(\.fingerprint))
        var json = JSONWriter()
        for finding in found { finding.write(to: &json) }
        #expect(!json.text.contains("hunter2"))
        #expect(json.text.contains("[redacted]"))
    }
}

struct RedactionTests {
    @Test func aSecretIsHiddenInTheSnippetsOfOtherFindingsToo() {
        let text = Array("login('root', 'tops3cretpass')".utf8)
        var gathered = FileFindings()
        let rules = [
            "a.call": Rule(id: "a.call", title: "Call", severity: .low, cwes: ["CWE-1"]),
            "b.secret": Rule(id: "b.secret", title: "Secret", severity: .high, cwes: ["CWE-798"]),
        ]
        func source(_ name: String) -> FindingSource {
            FindingSource(scanID: "s", scanner: name, scanType: name, rules: rules)
        }
        let whole = RawRegion(byteOffset: 0, byteLength: UInt64(text.count))
        let secret = RawRegion(byteOffset: 15, byteLength: 13)
        gathered.add(
            RawFinding(
                ruleID: "a.call", message: "call with tops3cretpass", primary: whole,
                propertiesJSON: #"{"argument":"tops3cretpass","nested":["x tops3cretpass"]}"#), from: source("a"))
        gathered.add(RawFinding(ruleID: "b.secret", message: "m", primary: secret, secret: secret), from: source("b"))
        let builder = FindingBuilder(redaction: Redaction(key: [7]), compliance: { _ in .none })
        let findings = text.withUnsafeBytes { bytes in
            gathered.finish(
                in: FileContent(entry: FileEntry(path: [0x61], size: Int64(bytes.count)), bytes: bytes), with: builder,
                showsCode: true)
        }
        var json = JSONWriter()
        for finding in findings { finding.write(to: &json) }
        #expect(findings.count == 2)
        #expect(!json.text.contains("tops3cret"))
    }

    /// Nobody without the key can test guesses of a secret against the fingerprint of what stands beside it.
    @Test func aNeighbourOfASecretIsHashedWithoutIt() {
        func fingerprint(key: UInt8, secretIsMarked: Bool) -> String? {
            let rules = ["a.r": Rule(id: "a.r", title: "T", severity: .low, cwes: ["CWE-798"])]
            let source = FindingSource(scanID: "s", scanner: "a", scanType: "a", rules: rules)
            var gathered = FileFindings()
            gathered.add(
                RawFinding(ruleID: "a.r", message: "call", primary: RawRegion(byteOffset: 0, byteLength: 4)),
                from: source)
            let secret = RawRegion(byteOffset: 6, byteLength: 8)
            if secretIsMarked {
                gathered.add(RawFinding(ruleID: "a.r", message: "m", primary: secret, secret: secret), from: source)
            }
            let builder = FindingBuilder(redaction: Redaction(key: [key]), compliance: { _ in .none })
            return Array(#"call("hunter22")"#.utf8).withUnsafeBytes { bytes in
                let content = FileContent(entry: FileEntry(path: [0x61], size: Int64(bytes.count)), bytes: bytes)
                let findings = gathered.finish(in: content, with: builder, showsCode: true)
                return findings.first { $0.description == "call" }?.fingerprint
            }
        }
        #expect(fingerprint(key: 1, secretIsMarked: true) != fingerprint(key: 2, secretIsMarked: true))
        #expect(fingerprint(key: 1, secretIsMarked: false) == fingerprint(key: 2, secretIsMarked: false))
    }

    private func build(_ raw: RawFinding, in text: String) -> String {
        let rules = ["a.r": Rule(id: "a.r", title: "T", severity: .low, cwes: ["CWE-798"])]
        let source = FindingSource(scanID: "s", scanner: "a", scanType: "a", rules: rules)
        let builder = FindingBuilder(redaction: Redaction(key: [7]), compliance: { _ in .none })
        var gathered = FileFindings()
        gathered.add(raw, from: source)
        let part = RawRegion(byteOffset: 0, byteLength: 6)
        gathered.add(RawFinding(ruleID: "a.r", message: "m", primary: part, secret: part), from: source)
        let findings = Array(text.utf8).withUnsafeBytes { bytes in
            gathered.finish(
                in: FileContent(entry: FileEntry(path: [0x61], size: Int64(bytes.count)), bytes: bytes), with: builder,
                showsCode: true)
        }
        var json = JSONWriter()
        for finding in findings { finding.write(to: &json) }
        return json.text
    }

    @Test func aSecretWithinAnotherLeavesNothingBehind() {
        let whole = RawRegion(byteOffset: 0, byteLength: 24)
        let raw = RawFinding(
            ruleID: "a.r", message: "saw abcdefghijklmnopqrstuvwx", primary: whole, secret: whole,
            componentRef: "x-abcdefghijklmnopqrstuvwx")
        #expect(!build(raw, in: "abcdefghijklmnopqrstuvwx").contains("ghijkl"))
    }

    @Test(arguments: [
        RawRegion(), RawRegion(startLine: 99), RawRegion(byteOffset: 0, byteLength: 24, path: [0x62]),
    ])
    func textsAreWithheldWhenTheSecretIsNotWhereItShouldBe(secret: RawRegion) {
        let raw = RawFinding(
            ruleID: "a.r", message: "saw ghijklmnop", primary: RawRegion(startLine: 1), secret: secret,
            propertiesJSON: #"{"x":"ghijklmnop"}"#)
        let text = build(raw, in: "abcdefghijklmnopqrstuvwx")
        #expect(!text.contains("ghijkl"))
        #expect(text.contains(#""description":"[redacted]""#))
    }

    @Test func overlappingSecretsAreReplacedOnce() {
        Array("0123456789".utf8).withUnsafeBytes { bytes in
            let secrets = [SecretRange(bytes: 2..<5), SecretRange(bytes: 4..<7), SecretRange(bytes: 7..<8)]
            let shown = Redaction.replace(FileSecrets(secrets, in: bytes), in: 0..<10, of: bytes, position: 9) { _ in
                Array("*".utf8)
            }
            #expect(String(decoding: shown.bytes, as: UTF8.self) == "01*89")
            #expect(shown.position == 4)
        }
    }

    @Test func aSecretThatIsPartOfTheMarkIsStillReplacedOnce() {
        var index = SecretIndex(minimum: 4, filterBits: 10)
        Array("redacted".utf8).withUnsafeBytes { index.insert($0) }
        #expect(Redaction.scrub("a redacted b", of: index) == "a [redacted] b")
    }
}

struct DuplicateTests {
    private func raw(_ rule: String, line: UInt32) -> RawFinding {
        RawFinding(ruleID: rule, message: "m", primary: RawRegion(startLine: line))
    }

    private func finish(_ gathered: FileFindings) -> [Finding] {
        let builder = FindingBuilder(redaction: Redaction(key: [7]), compliance: { _ in .none })
        return Array("one\ntwo\nthree\n".utf8).withUnsafeBytes { bytes in
            gathered.finish(
                in: FileContent(entry: FileEntry(path: [0x61], size: Int64(bytes.count)), bytes: bytes), with: builder,
                showsCode: true)
        }
    }

    private func source(_ name: String, _ confidence: Confidence, cwe: String = "CWE-798") -> FindingSource {
        let rule = Rule(id: "\(name).r", title: name, severity: .high, confidence: confidence, cwes: [cwe])
        return FindingSource(scanID: "s", scanner: name, scanType: name, rules: [rule.id: rule])
    }

    @Test func theSameFlawSeenByTwoPluginsIsOneFinding() {
        var gathered = FileFindings()
        gathered.add(raw("code.r", line: 2), from: source("code", .medium))
        gathered.add(raw("secrets.r", line: 2), from: source("secrets", .high))
        let findings = finish(gathered)
        #expect(findings.map(\.scanner) == ["secrets"])
        #expect(findings.first?.metadata["also_reported_by"] == ["code"])
    }

    @Test func differentLinesOrWeaknessesStayApart() {
        var gathered = FileFindings()
        gathered.add(raw("code.r", line: 1), from: source("code", .medium))
        gathered.add(raw("secrets.r", line: 2), from: source("secrets", .high))
        gathered.add(raw("other.r", line: 2), from: source("other", .high, cwe: "CWE-89"))
        #expect(finish(gathered).count == 3)
    }

    @Test func onePluginMayReportALineTwice() {
        var gathered = FileFindings()
        gathered.add(raw("code.r", line: 1), from: source("code", .medium))
        gathered.add(raw("code.r", line: 1), from: source("code", .medium))
        let findings = finish(gathered)
        #expect(findings.count == 2 && findings[0].fingerprint != findings[1].fingerprint)
    }

    @Test func shortFormTellsApartWhatDiffersInItsFirstHalf() {
        let text = "0123456789abcdef0123456789abcdef" + String(repeating: "0", count: 32)
        let others = (0..<32).map { place in
            var digits = Array(text)
            digits[place] = digits[place] == "f" ? "e" : "f"
            return String(digits)
        }
        #expect(Set(others.map(ShortFingerprint.init) + [ShortFingerprint(text)]).count == 33)
    }
}
