import Foundation
import Model
import Testing

@testable import Compliance

/// The structure that NIST's schema of OSCAL 1.1.3 demands, checked member by member.
struct OSCALTests {
    private static let scan: Scan = {
        var scan = Scan(
            id: "8d2c1d3e-7f0a-4b77-9d5e-0a0b0c0d0e0f",
            request: ScanRequest(targetPath: "/srv/<b>shop</b>", scanTypes: ["code"]), createdAt: .now())
        scan.status = .completed
        scan.startedAt = scan.createdAt
        scan.completedAt = scan.createdAt
        scan.scannersRun = ["code"]
        return scan
    }()

    private static func finding(_ number: Int, tags: [String] = ["OWASP-A03"]) -> Finding {
        Finding(
            id: "f\(number)", scanID: scan.id, scanner: "code", scanType: "code", severity: .high,
            title: "A\n title \u{1B}[31m", description: "<script>*x*</script>", filePath: "a.py", lineStart: number,
            ruleID: "code.sql", cwe: "CWE-89", complianceTags: tags, fingerprint: String(repeating: "0", count: 64))
    }

    private static func document(_ findings: [Finding], finished: [String] = ["code"]) throws -> (Data, [String: Any]) {
        let coverage = Coverage(
            .builtIn, tallies: findings.map(RuleTally.init), finished: finished, plugins: CoverageTests.plugins)
        var bytes: [UInt8] = []
        var report = OSCALReport(coverage, of: scan, version: "1.2.3")
        bytes += report.begin()
        for finding in findings { bytes += report.add(finding) }
        report.end { bytes += $0 }
        let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        return (Data(bytes), try #require(object?["assessment-results"] as? [String: Any]))
    }

    private static func isUUID(_ text: Any?) -> Bool {
        (text as? String)?.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
            != nil
    }

    private static func isToken(_ text: Any?) -> Bool {
        (text as? String)?.wholeMatch(of: /[_A-Za-z][_A-Za-z0-9.\-]*/) != nil
    }

    @Test func aDocumentHasWhatTheSchemaDemands() throws {
        let (_, results) = try Self.document([Self.finding(1), Self.finding(2)])
        #expect(Set(results.keys) == ["uuid", "metadata", "import-ap", "results", "back-matter"])
        #expect(Self.isUUID(results["uuid"]))
        let metadata = try #require(results["metadata"] as? [String: Any])
        #expect(Set(metadata.keys) == ["title", "last-modified", "version", "oscal-version"])
        let result = try #require((results["results"] as? [[String: Any]])?.first)
        #expect(
            Set(result.keys) == [
                "uuid", "title", "description", "start", "end", "local-definitions", "reviewed-controls",
                "observations", "findings", "remarks",
            ])
        let observations = try #require(result["observations"] as? [[String: Any]])
        #expect(observations.count == 2)
        for observation in observations {
            #expect(Self.isUUID(observation["uuid"]) && observation["methods"] as? [String] == ["TEST"])
            #expect(observation["title"] as? String == "A title [31m")
            #expect(observation["description"] as? String == #"&lt;script&gt;\*x\*&lt;/script&gt;"#)
            #expect(observation["collected"] != nil)
        }
        let findings = try #require(result["findings"] as? [[String: Any]])
        let known = Set(observations.compactMap { $0["uuid"] as? String })
        let injection = try #require(findings.first { ($0["title"] as? String) == "A03:2021 Injection" })
        let target = try #require(injection["target"] as? [String: Any])
        #expect(target["type"] as? String == "objective-id" && target["target-id"] as? String == "OWASP-A03")
        #expect((target["status"] as? [String: Any])?["state"] as? String == "not-satisfied")
        let related = (injection["related-observations"] as? [[String: Any]])?.compactMap {
            $0["observation-uuid"] as? String
        }
        #expect(Set(related ?? []) == known)
    }

    @Test func whatIsClearIsReviewedAndNotSaidToBeSatisfied() throws {
        let (data, results) = try Self.document([])
        let result = try #require((results["results"] as? [[String: Any]])?.first)
        #expect(result["observations"] == nil && result["findings"] == nil, "OSCAL knows no empty lists")
        let reviewed = try #require(result["reviewed-controls"] as? [String: Any])
        let ids = (reviewed["control-selections"] as? [[String: Any]])?.flatMap {
            ($0["include-controls"] as? [[String: Any]])?.compactMap { $0["control-id"] as? String } ?? []
        }
        #expect(ids?.contains("OWASP-A03") == true && ids?.contains("OWASP-A10") == false)
        #expect(ids?.allSatisfy { Self.isToken($0) } == true)
        #expect(!String(decoding: data, as: UTF8.self).contains(#""state":"satisfied""#))
    }

    @Test func aScanThatSaysNothingStillMakesADocument() throws {
        let (_, results) = try Self.document([], finished: [])
        let result = try #require((results["results"] as? [[String: Any]])?.first)
        let reviewed = result["reviewed-controls"] as? [String: Any]
        #expect((reviewed?["control-selections"] as? [[String: Any]])?.count == 1)
    }

    @Test func equalScansGiveEqualBytes() throws {
        let findings = [Self.finding(1), Self.finding(2, tags: [])]
        #expect(try Self.document(findings).0 == Self.document(findings).0)
    }

    @Test(arguments: [("GDPR-32(1)(a)", "GDPR-32_1__a_"), ("1.2", "_1.2"), ("A b", "A_b"), ("", "_")])
    func identifiersAreMadeToFit(text: String, token: String) {
        #expect(OSCALText.token(text) == token && Self.isToken(token))
    }

    /// An observation names its tool, which must be there: also one that failed after it found something.
    @Test func everyToolOfAnObservationIsDefined() throws {
        var scan = Self.scan
        scan.scannersRun = []
        scan.scannersFailed = [FailedScanner(name: "code", error: "crashed")]
        scan.target = TargetSummary(kind: .directory, files: 1, bytes: 1, skipped: ["too_large": 2])
        let coverage = Coverage(.builtIn, tallies: [], finished: [], plugins: [])
        var bytes: [UInt8] = []
        var report = OSCALReport(coverage, of: scan, version: "1")
        bytes += report.begin() + report.add(Self.finding(1))
        report.end { bytes += $0 }
        let text = String(decoding: bytes, as: UTF8.self)
        let actor = try #require(text.firstMatch(of: /"actor-uuid":"([^"]*)"/)?.output.1)
        #expect(text.contains(#"{"uuid":"\#(actor)","type":"software","title":"code""#))
        #expect(text.contains("Left out: 2 too"))
    }

    @Test func aTextOfAnyLengthIsCut() {
        let long = String(repeating: "ä", count: 100_000)
        #expect(OSCALText.line(long).utf8.count < 16_400 && OSCALText.line(long).hasSuffix("…"))
        #expect(OSCALText.block(long).utf8.count < 16_400)
    }

    @Test func aLineIsNeverEmpty() {
        #expect(OSCALText.line(" \n\u{7}") == "-" && OSCALText.block("") == "-")
    }
}
