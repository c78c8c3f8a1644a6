import Model
import Testing

@testable import Compliance

struct MappingTests {
    private static let set = FrameworkSet.builtIn

    private static func basis(_ control: String, cwes: [String], id: String = "code.x", title: String = "") -> Basis? {
        set.map.assignments(for: RuleFacts(id: id, title: title, cwes: cwes)).first { $0.control == control }?.basis
    }

    private static func categories(_ prefix: String, _ cwes: [String]) -> [String] {
        set.map.assignments(for: RuleFacts(id: "code.x", cwes: cwes)).map(\.control).filter { control in
            guard control.hasPrefix(prefix) else { return false }
            return control.dropFirst(prefix.count).first?.isNumber == true
        }
    }

    @Test(
        arguments: [
            ("CWE-89", "OWASP-A03", "OWASP-2025-A05"), ("CWE-798", "OWASP-A07", "OWASP-2025-A07"),
            ("CWE-22", "OWASP-A01", "OWASP-2025-A01"), ("CWE-918", "OWASP-A10", "OWASP-2025-A01"),
            ("CWE-327", "OWASP-A02", "OWASP-2025-A04"), ("CWE-502", "OWASP-A08", "OWASP-2025-A08"),
            ("CWE-611", "OWASP-A05", "OWASP-2025-A02"), ("CWE-1395", "OWASP-A06", "OWASP-2025-A03"),
            ("CWE-532", "OWASP-A09", "OWASP-2025-A09"), ("CWE-352", "OWASP-A01", "OWASP-2025-A01"),
            ("CWE-295", "OWASP-A07", "OWASP-2025-A07"), ("CWE-476", nil, "OWASP-2025-A10"),
        ] as [(String, String?, String)])
    func aFindingHasOneCategoryOfEachEditionAsTheOfficialListSays(cwe: String, in2021: String?, in2025: String) {
        #expect(Self.categories("OWASP-A", [cwe]) == [in2021].compactMap { $0 })
        #expect(Self.categories("OWASP-2025-A", [cwe]) == [in2025])
    }

    @Test func aListedWeaknessIsTheReason() {
        #expect(Self.basis("OWASP-A03", cwes: ["CWE-89"]) == .weakness(89))
    }

    @Test func aWeaknessBelowAListedOneNamesBoth() {
        #expect(Self.basis("CWE-TOP25-89", cwes: ["CWE-564"]) == .ancestor(89, of: 564))
    }

    @Test func aPillarPullsNothingThatIsBelowIt() {
        // CWE-284 is on the list of A01, and nearly all of authentication is below it.
        #expect(WeaknessList.shared.lineage(of: 287).map(\.id) == [287])
        #expect(Self.categories("OWASP-A", ["CWE-1263"]) == [])
        #expect(Self.basis("CWE-TOP25-284", cwes: ["CWE-284"]) == .weakness(284))
        #expect(Self.basis("CWE-TOP25-284", cwes: ["CWE-798"]) == nil)
    }

    @Test func anExceptionAndWhatIsBelowItAreNotPulled() {
        // CWE-134 is below CWE-668, which A01 lists, and is no matter of access control.
        #expect(Self.categories("OWASP-A", ["CWE-134"]) == ["OWASP-A03"])
        #expect(Self.basis("OWASP-A03", cwes: ["CWE-134"]) == .added(134, of: 134))
    }

    @Test func theFirstWeaknessThatIsListedDecides() {
        #expect(Self.categories("OWASP-A", ["CWE-89", "CWE-798"]) == ["OWASP-A03"])
        #expect(Self.categories("OWASP-A", ["CWE-99999", "CWE-798"]) == ["OWASP-A07"])
        #expect(Self.categories("OWASP-A", ["CWE-1333", "CWE-798"]) == ["OWASP-A07"])
    }

    @Test(arguments: ["", "CWE-", "CWE-0", "CWE-089", "cwe-89", "CWE--1", "CWE-89 ", "CWE-99999999999999999999", "89"])
    func whatIsNoCWEGivesNoTag(text: String) {
        #expect(Self.set.map.assignments(for: RuleFacts(id: "x.y", cwes: [text])) == [])
    }

    @Test func equalReasonsAreToldOnce() {
        let controls = ["A-1", "A-2"].map { id in
            var evidence = Evidence()
            evidence.weaknesses = [89]
            if id == "A-2" { evidence.rules = ["code.*"] }
            return Control(id: id, reference: id, title: id, evidence: evidence)
        }
        let map = ComplianceMap([Self.framework(controls)])
        let tags = ControlTags(map.assignments(for: RuleFacts(id: "code.sql", cwes: ["CWE-89"])))
        #expect(tags.tags == ["A-1", "A-2"])
        #expect(tags.basis == [["by": "cwe", "value": "CWE-89", "tags": ["A-1", "A-2"]]])
    }

    @Test func rulesTagsAndKeywordsAreLookedAtInThisOrder() {
        func control(_ id: String, _ fill: (inout Evidence) -> Void) -> Control {
            var evidence = Evidence()
            fill(&evidence)
            return Control(id: id, reference: id, title: id, evidence: evidence)
        }
        let map = ComplianceMap([
            Self.framework([
                control("X-1") { $0.rules = ["secrets.aws.key"] }, control("X-2") { $0.rules = ["secrets.*"] },
                control("X-3") { $0.tags = ["crypto"] }, control("X-4") { $0.keywords = ["password"] },
            ])
        ])
        func found(_ rule: RuleFacts) -> [Assignment] { map.assignments(for: rule) }
        #expect(
            found(RuleFacts(id: "secrets.aws.key", title: "A password", tags: ["Crypto"])) == [
                Assignment(control: "X-1", basis: .rule("secrets.aws.key")),
                Assignment(control: "X-2", basis: .rule("secrets.*")),
                Assignment(control: "X-3", basis: .tag("crypto")),
            ])
        #expect(
            found(RuleFacts(id: "code.x", title: "Password in a URL")) == [
                Assignment(control: "X-4", basis: .keyword("password"))
            ])
        #expect(found(RuleFacts(id: "code.x", title: "Passwordless login")) == [])
    }

    @Test func theTaggerAsksForFrameworksOnce() {
        let tagger = ControlTagger { FrameworkSet.builtIn.map }
        let rule = RuleFacts(id: "code.x", cwes: ["CWE-89"])
        #expect(tagger.tags(for: rule).tags.contains("OWASP-A03"))
        #expect(tagger.tags(for: rule) == tagger.tags(for: rule))
        #expect(tagger.tags(for: RuleFacts(id: "code.y")) == .none)
        tagger.prepare()
        #expect(tagger.tags(for: rule).basis != nil)
    }

    static func framework(_ controls: [Control]) -> Framework {
        Framework(
            id: "test", name: "Test", version: "1",
            source: Framework.Source(title: "T", published: "2026", url: "https://example.org", licence: "none"),
            scope: Framework.Scope(isComplete: true, note: ""), controls: controls)
    }
}
