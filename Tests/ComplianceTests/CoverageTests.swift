import Model
import Testing

@testable import Compliance

struct CoverageTests {
    private static let set = FrameworkSet.builtIn

    static let plugins = [
        PluginInfo(
            id: "code", name: "Code", version: "1", scanTypes: ["code"], state: .loaded,
            rules: [
                Rule(id: "code.sql", title: "SQL", severity: .high, cwes: ["CWE-89"]),
                Rule(id: "code.log", title: "Log", severity: .low, cwes: ["CWE-532"]),
            ]),
        PluginInfo(
            id: "secrets", name: "Secrets", version: "1", scanTypes: ["secrets"], state: .loaded,
            rules: [Rule(id: "secrets.aws", title: "Key", severity: .critical, cwes: ["CWE-798"])]),
        PluginInfo(
            id: "gone", name: "Gone", version: "1", state: .disabled,
            rules: [Rule(id: "gone.ssrf", title: "SSRF", severity: .high, cwes: ["CWE-918"])]),
    ]

    static func tally(_ rule: String, tags: [String], severity: Severity = .high, count: Int = 1) -> RuleTally {
        RuleTally(scanner: "code", rule: rule, severity: severity, tags: tags, count: count)
    }

    static func coverage(_ tallies: [RuleTally], finished: [String] = ["code"]) -> Coverage {
        Coverage(set, tallies: tallies, finished: finished, plugins: plugins)
    }

    private static func state(_ control: String, in coverage: Coverage) -> Coverage.State? {
        coverage.sections.flatMap(\.entries).first { $0.control.id == control }?.state
    }

    @Test func theStatesAreKeptApart() {
        let coverage = Self.coverage([
            Self.tally("code.sql", tags: ["OWASP-A03"], severity: .high, count: 2),
            Self.tally("code.sql", tags: ["OWASP-A03"], severity: .critical),
        ])
        #expect(Self.state("OWASP-A03", in: coverage) == .violated(findings: 3, worst: .critical))
        #expect(Self.state("OWASP-A09", in: coverage) == .clear)
        #expect(Self.state("OWASP-A07", in: coverage) == .notAssessable(.notRun), "secrets did not finish")
        #expect(Self.state("OWASP-A10", in: coverage) == .notAssessable(.noRule), "the plugin is not loaded")
        #expect(Self.state("SOC2-CC1.1", in: coverage) == .notAssessable(.otherEvidence))
    }

    @Test func withoutAScannerThatFinishedNothingIsClear() {
        let coverage = Self.coverage([], finished: [])
        #expect(coverage.sections.allSatisfy { $0.clear.isEmpty && $0.violated.isEmpty && $0.percentage == 0 })
    }

    @Test func everyControlHasOneState() {
        let coverage = Self.coverage([Self.tally("code.sql", tags: ["OWASP-A03"])])
        for section in coverage.sections {
            let count = section.violated.count + section.clear.count + section.notAssessable.count
            #expect(count == section.framework.controls.count)
        }
    }

    @Test func aFrameworkThatCameLaterIsNotTakenForMet() {
        let coverage = Self.coverage([Self.tally("code.sql", tags: [])])
        #expect(Self.state("OWASP-A03", in: coverage) == .violated(findings: 1, worst: .high))
    }

    @Test func theTagsOfAPluginThatIsGoneStillCount() {
        let gone = RuleTally(scanner: "nobody", rule: "x", severity: .low, tags: ["OWASP-A10"], count: 1)
        #expect(Self.state("OWASP-A10", in: Self.coverage([gone])) == .violated(findings: 1, worst: .low))
    }

    @Test func bothReadingsAreWritten() throws {
        let coverage = Self.coverage([Self.tally("code.sql", tags: ["OWASP-A03"])])
        var json = JSONWriter()
        coverage.write(to: &json)
        guard case .object(let members) = try JSONReader.read(json.take()),
            case .array(let sections)? = members["coverage"], case .object(let first)? = sections.first,
            case .object(let brief)? = members["frameworks"], case .object(let top)? = brief["OWASP Top 10"]
        else { return #expect(Bool(false), "another shape") }
        #expect(Set(members.keys) == ["coverage", "frameworks"])
        #expect(first["framework"] == "OWASP Top 10" && first["framework_id"] == "owasp-top10-2021")
        #expect(first["version"] == "2021" && first["total_controls"] == 10)
        #expect(first["controls_violated"] == ["OWASP-A03"] && first["controls_clear"] == ["OWASP-A09"])
        #expect(first["coverage_percentage"] == 20.0)
        #expect(
            first["violated_details"] == [
                ["id": "OWASP-A03", "name": "Injection", "findings_count": 1, "max_severity": "high"]
            ])
        #expect(top["observed"] == ["OWASP-A03"] && top["coverage_pct"] == 10.0)
        #expect(brief.count == Self.set.frameworks.count && brief["OWASP Top 10 2025"] != nil)
    }
}
