import Advisories
import Model
import Packages
import Testing

@testable import AdvisoryFeeds

@Suite(.timeLimit(.minutes(10)))
struct OSVRecordTests {
    private func record(_ text: String) throws -> OSVRecord { try OSVRecord(try JSONReader.read(Array(text.utf8))) }

    private func withAffected(_ affected: String) throws -> OSVRecord {
        try record(#"{"id": "A", "affected": \#(affected)}"#)
    }

    @Test func everythingThatMattersIsRead() throws {
        let record = try record(
            """
            {"schema_version": "1.7.0", "id": "GHSA-1", "aliases": ["CVE-2024-1234", "GHSA-1", "CVE-2024-1234"],
             "summary": "s", "details": "d", "published": "2024-01-02T03:04:05Z", "modified": \
             "2024-01-02T03:04:06.5+01:00",
             "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "database_specific": {"severity": "MODERATE", "cwe_ids": ["CWE-79", "CWE-79", "cwe-20", "x", 5]},
             "references": [{"type": "FIX", "url": "https://e.org/a"}, {"url": "javascript:alert(1)"}, {"url": 5}, 7],
             "affected": [{"package": {"ecosystem": "PyPI", "name": "Foo"}, "versions": ["1.0", "1.1"],
               "ranges": [{"type": "GIT", "repo": "https://e.org/r", "events": [{"introduced": "0"}, {"fixed": "abc"}]},
                          {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]},
                          {"type": "SEMVER", "events": [{"introduced": "3.0.0"}, {"last_affected": "3.1.0"}, \
                          {"limit": "4"}]}]},
              {"package": {"ecosystem": "Debian:12", "name": "foo"}, "ranges": []}], "new_member": {"a": [1, null]}}
            """)
        let advisory = record.advisory
        #expect(record.remarks == [])
        #expect(advisory.aliases == ["CVE-2024-1234"])
        #expect(advisory.published == 1_704_164_645)
        #expect(advisory.modified == 1_704_161_046)
        #expect(advisory.score == 9.8)
        #expect(advisory.stated == Advisory.Stated(tenths: nil, severity: .medium))
        #expect(advisory.cwes == ["CWE-79", "CWE-20"])
        #expect(advisory.references == [Advisory.Reference(kind: "FIX", url: "https://e.org/a")])
        #expect(advisory.affected.map(\.ecosystem) == [.pypi, .debian])
        #expect(advisory.affected.map(\.release) == ["", "12"])
        #expect(advisory.affected[0].versions == ["1.0", "1.1"])
        #expect(
            advisory.affected[0].ranges == [
                AffectedRange([.init(.introduced, "0"), .init(.fixed, "2.0")]),
                AffectedRange([.init(.introduced, "3.0.0"), .init(.lastAffected, "3.1.0"), .init(.limit, "4")]),
            ])
    }

    @Test(arguments: [
        "[]", "5", "null", "{}", #"{"id": ""}"#, #"{"id": 5}"#, #"{"id": "a b"}"#, #"{"id": "A\nB"}"#,
        #"{"id": "A"}"#, #"{"id": "A", "affected": {}}"#, #"{"id": "A", "affected": [{}, 5, null]}"#,
        #"{"id": "A", "affected": [{"package": {"ecosystem": "Nowhere", "name": "x"}}]}"#,
        #"{"id": "A", "affected": [{"package": {"ecosystem": "npm"}}, {"package": {"name": "x"}}, {"package": 5}]}"#,
        #"{"id": "\#(String(repeating: "A", count: 200))", "affected": []}"#,
    ])
    func recordsThatSayNothingAreRefused(text: String) throws {
        #expect(throws: FeedError.self) { try record(text) }
    }

    @Test func oddPartsCostOnlyThemselvesAndAreNamed() throws {
        let odd = try withAffected(
            """
            [{"package": {"ecosystem": "Nowhere", "name": "x"}}, {"package": {"ecosystem": "npm", "name": "y"},
              "versions": ["1.0.0", 5, ""], "ranges": [5, {"events": 5},
              {"type": "SEMVER", "events": [5, {"introduced": 0}, {"introduced": "1.0.0"}, {"removed": "2"}]}]}]
            """)
        #expect(odd.advisory.affected.count == 1)
        #expect(odd.advisory.affected[0].versions == ["1.0.0"])
        #expect(odd.advisory.affected[0].ranges == [AffectedRange([.init(.introduced, "1.0.0")])])
        #expect(odd.remarks.count == 5)
    }

    @Test func aRangeThatBeginsNowhereBeginsWithTheFirstVersion() throws {
        let record = try withAffected(
            #"[{"package": {"ecosystem": "npm", "name": "y"}, "ranges": [{"type": "SEMVER", "events": [{"fixed": "#
                + #""2.0.0"}]}]}]"#
        )
        #expect(record.advisory.affected[0].ranges[0].events.first == .init(.introduced, "0"))
        #expect(record.remarks.count == 1)
    }

    @Test(
        arguments: [
            (#"{"severity": "HIGH"}"#, nil, AdvisorySeverity.high), (#"{"cvss_v3_score": 8.8}"#, 88, .high),
            (#"{"cvss_score": 11}"#, nil, nil), (#"{"severity": 3, "cvss_v3_score": "x"}"#, nil, nil),
            (#"{"severity": "critical", "cvss_v2_score": 10}"#, 100, .critical),
        ] as [(String, Int?, AdvisorySeverity?)])
    func statedSeverityIsTakenWhereThereIsNoVector(specific: String, tenths: Int?, severity: AdvisorySeverity?) throws {
        let record = try record(
            #"{"id": "A", "withdrawn": "2024-01-01T00:00:00Z", "database_specific": \#(specific)}"#)
        #expect(record.advisory.severity == severity)
        #expect(record.advisory.stated?.tenths == tenths)
    }

    @Test func vectorsOfPackagesCountToo() throws {
        let record = try withAffected(
            """
            [{"package": {"ecosystem": "npm", "name": "y"}, "severity": [{"type": "CVSS_V2",
              "score": "AV:N/AC:L/Au:N/C:P/I:P/A:P"}, {"score": 7}], "database_specific": {"cwes": [{"cweId": \
              "CWE-22"}, "CWE-23"]}}]
            """)
        #expect(record.advisory.score == 7.5)
        #expect(record.advisory.cwes == ["CWE-22", "CWE-23"])
    }

    @Test func withdrawalCountsEvenWithAnOddDate() throws {
        let record = try record(#"{"id": "A", "withdrawn": "yesterday"}"#)
        #expect(record.advisory.withdrawn == 0)
        #expect(record.remarks == ["the date of withdrawal cannot be read"])
    }

    @Test func longTextsAreCutBetweenCharacters() throws {
        let long = String(repeating: "é€", count: 10_000)
        let aliases = (0..<300).map { "\"CVE-2020-1\($0)\"" }.joined(separator: ",")
        let links = (0..<300).map { #"{"url": "https://e.org/\#($0)"}"# }.joined(separator: ",")
        let record = try record(
            """
            {"id": "A", "withdrawn": "2024-01-01T00:00:00Z", "summary": "\(long)", "details": "\(long)",
             "aliases": [\(aliases)], "references": [\(links)]}
            """)
        #expect(record.advisory.summary.utf8.count <= AdvisoryLimits.summary)
        #expect(record.advisory.details.utf8.count <= AdvisoryLimits.details)
        #expect(!record.advisory.details.contains("\u{FFFD}"))
        #expect(record.advisory.aliases.count == AdvisoryLimits.aliases)
        #expect(record.advisory.references.count == AdvisoryLimits.references)
        #expect(record.remarks == ["more than 100 aliases"])
    }

    @Test func tooManyVersionsRefuseTheRecord() throws {
        let versions = JSONValue.array(Array(repeating: "1", count: AdvisoryLimits.boundaries + 1))
        let package: JSONValue = ["package": ["ecosystem": "npm", "name": "y"], "versions": versions]
        #expect(throws: FeedError.self) { try OSVRecord(["id": "A", "affected": [package]]) }
    }
}
