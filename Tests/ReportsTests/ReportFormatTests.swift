import Compliance
import Foundation
import Model
import Testing

@testable import Reports

struct ReportFormatTests {
    @Test func namesAndFileEndingsAreUnique() {
        #expect(Set(ReportFixture.formats).count == ReportFixture.formats.count)
        #expect(Set(ReportFormat.all.map(\.fileExtension)).count == ReportFormat.all.count)
        let subject = ReportSubject(ReportFixture([]).scan, version: "1")
        #expect(subject.fileName(ReportFormat.all[0]) == "shop.html")
    }

    @Test(arguments: ReportFixture.formats)
    func anEmptyScanGivesADocument(format: String) async throws {
        #expect(try await !ReportFixture([]).bytes(format).isEmpty)
    }

    /// In the words of each format.
    @Test(arguments: ReportFixture.formats)
    func whatIsNotWholeSaysSo(format: String) async throws {
        let fixture = ReportFixture([]) { $0.scannersFailed = [FailedScanner(name: "code", error: "crashed here")] }
        #expect(try await fixture.text(format).contains("crashed here"))
    }

    @Test func aCommentFitsAndSaysWhatIsMissing() async throws {
        let fixture = ReportFixture((0..<5000).map { ReportFixture.finding($0) })
        let text = try await fixture.text("pr-comment")
        #expect(text.hasPrefix("<!-- securescan:report -->\n") && text.utf8.count < 65_536)
        let rows = text.components(separatedBy: "\n| High |").count - 1
        #expect(rows > 100 && text.contains("\n\(5000 - rows) more are not shown here"))
    }

    @Test func aPageShowsTheWorstAndSaysWhatIsMissing() async throws {
        let count = ReportLimits.pageFindings + 3
        let text = try await ReportFixture((0..<count).map { ReportFixture.finding($0) }).text("html")
        #expect(text.components(separatedBy: "<article").count - 1 == ReportLimits.pageFindings)
        #expect(text.contains("the \(ReportLimits.pageFindings) most severe of \(count) findings"))
    }

    @Test func aPageHasTrendComplianceUpgradesAndFlows() async throws {
        let fixture = ReportFixture([
            ReportFixture.finding(1, with: ReportFixture.flow), ReportFixture.flaw(2),
            ReportFixture.flaw(12, .critical),
        ])
        let bytes = try await fixture.bytes(
            "html",
            compliance: Coverage(
                .builtIn,
                tallies: [RuleTally(scanner: "code", rule: "r", severity: .high, tags: ["OWASP-A03"], count: 7)],
                finished: ["code"], plugins: []),
            history: [.init(at: ReportFixture.time, severities: SeverityCounts(), riskScore: 1)])
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("The last 2 scans") && text.contains("<b>OWASP Top 10 2021</b>"))
        #expect(text.contains("data-control=\"OWASP-A03\">show 7</button>"))
        #expect(text.contains("CVE-2020-12, CVE-2020-2") && text.contains("<b>1.12</b>"), "the version that mends both")
        #expect(text.contains("comes in <code>src/in.py:3</code>"))
        #expect(text.contains("<mark>run</mark>"))
    }

    /// From a finding to its controls, and to the reason for each.
    @Test func aPageTellsWhyAFindingCountsAgainstAControl() async throws {
        let basis: JSONValue = [
            ["by": "cwe", "value": "CWE-89", "tags": ["OWASP-A03"]],
            ["by": "cwe_ancestor", "value": "CWE-74", "of": "CWE-89", "tags": ["NIST-SI-10"]],
        ]
        var finding = ReportFixture.finding(1, with: ["compliance_basis": basis])
        finding.complianceTags = ["NIST-SI-10", "OWASP-A03", "OWN-<1>"]
        let text = try await ReportFixture([finding]).text("html")
        #expect(text.contains("<summary>Evidence against 3 controls</summary>"))
        #expect(text.contains("<li>OWASP-A03: by its weakness CWE-89</li>"))
        #expect(text.contains("<li>NIST-SI-10: by CWE-74, of which its weakness CWE-89 is a kind</li>"))
        #expect(text.contains("<li>OWN-&lt;1&gt;</li>"))
        #expect(text.contains("<option value=\"OWASP-A03\">"))
    }

    @Test func thePolicyOfAPageAllowsItsOwnScriptAlone() async throws {
        let text = try await ReportFixture([]).text("html")
        #expect(text.contains("default-src 'none'") && text.contains(/script-src 'sha256-[A-Za-z0-9+\/]{43}='/))
    }

    @Test func thePageForPaperHasNoScript() async throws {
        let fixture = ReportFixture([ReportFixture.finding(1)])
        var bytes: [UInt8] = []
        try await Report(
            .printedPage, of: ReportSubject(fixture.scan, version: "1"), from: CollectedFindings(fixture.findings)
        ).write { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("script-src 'none'") && !text.contains("<script") && !text.contains("<form"))
        #expect(text.contains("<article") && text.hasSuffix("</html>\n"))
    }

    @Test func junitCountsWhatItHolds() async throws {
        var fixture = ReportFixture([ReportFixture.finding(1), ReportFixture.finding(2, .low)])
        fixture.suppressed = [ReportFixture.finding(3, .low, with: ReportFixture.ignored)]
        let print = fixture.findings[1].fingerprint
        fixture.states[print] = FindingState(
            fingerprint: print, status: .falsePositive, note: nil, updatedAt: ReportFixture.time, updatedBy: nil)
        let text = try await fixture.text("junit")
        #expect(text.contains("tests=\"6\" failures=\"1\" errors=\"0\" skipped=\"2\" time="))
        #expect(text.contains("<testsuite name=\"low\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"1\">"))
        #expect(text.contains("<skipped message=\"comment: only a test\"/>"))
    }

    /// The same document, whether the numbers are known before or the findings are read to know them.
    @Test func junitIsTheSameWithCountsThatAreKnown() async throws {
        var fixture = ReportFixture([
            ReportFixture.finding(1), ReportFixture.finding(2, .low), ReportFixture.finding(4, .low),
        ])
        fixture.suppressed = [ReportFixture.finding(3, .low, with: ReportFixture.ignored)]
        let print = fixture.findings[1].fingerprint
        fixture.states[print] = FindingState(
            fingerprint: print, status: .wontFix, note: nil, updatedAt: ReportFixture.time, updatedBy: nil)
        var decided = SeverityCounts()
        decided.add(.low)
        let read = try await fixture.text("junit")
        fixture.setAside = ReportSubject.SetAside(decided: decided, suppressed: 1)
        #expect(try await fixture.text("junit") == read)
        #expect(JUnitReport(ReportSubject(fixture.scan, version: "1", setAside: fixture.setAside)).passes.count == 2)
    }

    /// Also one that is no flaw of a package, as that nothing could be checked.
    @Test func eachFindingIsInOneOfTheReportsForGitLab() async throws {
        let findings = [
            ReportFixture.finding(1), ReportFixture.flaw(2), ReportFixture.finding(3, scanType: "secrets"),
            ReportFixture.finding(4, scanType: "dependency"),
        ]
        var names: [String] = []
        for format in ["gitlab-sast", "gitlab-secret-detection", "gitlab-dependency-scanning"] {
            let entries = try await ReportFixture(findings).object(format)["vulnerabilities"] as? [[String: Any]]
            names += entries?.compactMap { $0["name"] as? String } ?? []
        }
        #expect(names.sorted() == ["CVE-2020-2 in left", "Title 1", "Title 3", "Title 4"])
    }

    @Test(arguments: ReportFixture.formats)
    func whatWasLeftOutOfTheTargetIsToldOf(format: String) async throws {
        let fixture = ReportFixture([]) { $0.target?.skipped = ["unreadable": 7] }
        let text = try await fixture.text(format)
        #expect(text.contains("7 unreadable") || text.contains("\"unreadable\":7"))
    }

    /// Findings of an older scan do not carry the tag, so the filter of the page has nothing to show.
    @Test func aControlWithoutAFindingInThePageHasNoButton() async throws {
        let coverage = Coverage(
            .builtIn,
            tallies: [RuleTally(scanner: "code", rule: "r", severity: .high, tags: ["PCI-DSS-6.2.4"], count: 7)],
            finished: ["code"], plugins: [])
        let bytes = try await ReportFixture([ReportFixture.finding(1)]).bytes("html", compliance: coverage)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("<td class=\"number\">7</td>") && !text.contains("data-control=\"PCI-DSS-6.2.4\""))
    }

    /// GitHub takes twenty and shows ten: each framework has its turn before one has a second.
    @Test func tagsOfASARIFRuleBeginWithOneOfEachFramework() async throws {
        var finding = ReportFixture.finding(1)
        finding.complianceTags = ["ASVS-5.3.4", "ASVS-5.3.5", "OWASP-A03", "OWN-1", "PCI-DSS-6.2.4"]
        let coverage = Coverage(.builtIn, tallies: [], finished: [], plugins: [])
        let bytes = try await ReportFixture([finding]).bytes("sarif", compliance: coverage)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(
            text.contains(
                #""security","external/cwe/cwe-089","OWASP-A03","ASVS-5.3.4","PCI-DSS-6.2.4","OWN-1","ASVS-5.3.5""#))
    }

    @Test func suppressedFindingsThatAreLeftOutOfSARIFAreToldOf() async throws {
        var fixture = ReportFixture([ReportFixture.finding(1)])
        fixture.setAside = ReportSubject.SetAside(decided: SeverityCounts(), suppressed: 3)
        #expect(try await fixture.text("sarif").contains("3 suppressed findings are left out, too."))
        fixture.setAside = ReportSubject.SetAside(decided: SeverityCounts(), suppressed: 0)
        #expect(try await !fixture.text("sarif").contains("left out, too."))
    }

    @Test func gitLabGetsEachKindInItsReport() async throws {
        let fixture = ReportFixture([
            ReportFixture.finding(1), ReportFixture.flaw(2), ReportFixture.finding(3, scanType: "secrets"),
        ])
        for (format, file, type) in [
            ("gitlab-sast", "src/app.py", "sast"), ("gitlab-secret-detection", "src/app.py", "secret_detection"),
            ("gitlab-dependency-scanning", "package-lock.json", "dependency_scanning"),
        ] {
            let report = try await fixture.object(format)
            let entries = report["vulnerabilities"] as? [[String: Any]] ?? []
            #expect(entries.count == 1 && (entries[0]["location"] as? [String: Any])?["file"] as? String == file)
            #expect(
                (entries[0]["identifiers"] as? [Any])?.isEmpty == false && entries[0]["severity"] as? String == "High")
            #expect((report["scan"] as? [String: Any])?["type"] as? String == type)
        }
        let files = try await fixture.object("gitlab-dependency-scanning")["dependency_files"] as? [[String: Any]]
        #expect(files?.first?["path"] as? String == "package-lock.json")
    }
}
