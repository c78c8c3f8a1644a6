import Advisories
import Packages
import Testing

@Suite(.timeLimit(.minutes(10)))
struct DatabaseTests {
    private static var full: Advisory {
        var advisory = Advisory(
            "PYSEC-1", .pypi, "Foo.Bar", ranges: "introduced 0,fixed 1.2;introduced 2.0,last 2.4",
            versions: ["1.0", "1.1", "weird one"], aliases: ["CVE-2021-44228", "GHSA-x"])
        advisory.summary = "Größe"
        advisory.details = String(repeating: "lang ", count: 100)
        advisory.vectors = ["CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"]
        advisory.stated = Advisory.Stated(tenths: 55, severity: .medium)
        advisory.cwes = ["CWE-79", "CWE-20"]
        advisory.references = [
            Advisory.Reference(kind: "FIX", url: "https://example.org/1"),
            Advisory.Reference(kind: "WEB", url: "https://example.org/2"),
        ]
        advisory.published = -62_135_596_800
        advisory.modified = 1_700_000_001
        advisory.affected.append(AffectedPackage(.npm, "foo", ranges: [AffectedRange([.init(.introduced, "1.0.0")])]))
        return advisory
    }

    @Test func advisoryComesBackAsItWasWritten() throws {
        let sample = try SampleDatabase([DatabaseTests.full, Advisory("A-0", ranges: "introduced 0")])
        #expect(sample.database.count == 2)
        #expect(sample.database.packageCount == 3)
        var read = try #require(sample.database.advisory(1))
        // By package, as the packages lie in the file.
        read.affected.sort { $0.ecosystem.rawValue < $1.ecosystem.rawValue }
        #expect(read == DatabaseTests.full)
        #expect(sample.database.advisory(1, packages: false)?.affected == [])
        #expect(sample.database.severity(1) == Advisory.Stated(tenths: 98, severity: .critical))
        #expect(sample.database.severity(0) == nil)
        #expect(sample.database.advisory(2) == nil)
        #expect(sample.database.advisory(-1) == nil)
    }

    @Test func statedSeverityCountsWithoutAVector() throws {
        var advisory = DatabaseTests.full
        advisory.vectors = ["odd"]
        let sample = try SampleDatabase([advisory])
        #expect(sample.database.severity(0) == Advisory.Stated(tenths: 55, severity: .medium))
        #expect(advisory.severity == .medium)
        #expect(advisory.score == 5.5)
    }

    @Test func contentsSurviveBeingReadAndWritten() throws {
        var contents = DatabaseContents()
        contents.replace(Feed(name: "npm", source: "n", importedAt: 5, records: 1), with: [Advisory("A-1")])
        contents.replace(
            Feed(name: "PyPI", source: "p", importedAt: 6, newest: 4, records: 2, refused: 1, entityTag: "\"x\""),
            with: [DatabaseTests.full, Advisory("A-1")])
        contents.exploitation[try #require(CVEID("CVE-2021-44228"))] = Exploitation(
            probability: 975_000, percentile: 999_990, isKnown: true, isRansomware: true)
        let first = try DatabaseWriter.bytes(contents)
        let read = try SampleDatabase(bytes: first).database.contents()
        #expect(read.feeds == contents.feeds)
        #expect(read.exploitation == contents.exploitation)
        #expect(read.entries["A-1"]?.feeds == ["PyPI", "npm"])
        #expect(try DatabaseWriter.bytes(read) == first)
    }

    @Test func sameAdvisoriesGiveTheSameBytesInAnyOrder() throws {
        let advisories = (0..<50).map { number in
            Advisory(
                "A-\(number)", .pypi, "p\(number % 7)", ranges: "introduced 0,fixed 1.\(number)",
                aliases: ["CVE-2020-\(number / 2)"])
        }
        let feed = SampleDatabase.feed
        var (forth, back) = (DatabaseContents(), DatabaseContents())
        forth.replace(feed, with: advisories)
        back.replace(feed, with: advisories.reversed())
        #expect(try DatabaseWriter.bytes(forth) == DatabaseWriter.bytes(back))
    }

    @Test func importingAFeedAgainReplacesWhatItBrought() throws {
        let (npm, pypi) = (Feed(name: "npm", source: "", importedAt: 1), Feed(name: "PyPI", source: "", importedAt: 1))
        var old = Advisory("B")
        old.modified = 10
        var new = old
        new.modified = 20
        new.summary = "new"
        var contents = DatabaseContents()
        contents.replace(npm, with: [Advisory("A"), new])
        contents.replace(pypi, with: [old, Advisory("C")])
        #expect(contents.entries["B"]?.advisory.summary == "new")
        contents.replace(npm, with: [Advisory("D")])
        #expect(contents.entries.keys.sorted() == ["B", "C", "D"])
        #expect(contents.entries["B"]?.feeds == ["PyPI"])
        contents.add(pypi, [Advisory("E")])
        #expect(contents.entries.keys.sorted() == ["B", "C", "D", "E"])
    }

    @Test func connectedAliasesAreOneGroupWithTheBestIDFirst() throws {
        var withdrawn = Advisory("W-1", ranges: "introduced 0", aliases: ["CVE-2020-1000", "Q-1"])
        withdrawn.withdrawn = 1
        let sample = try SampleDatabase([
            Advisory("GO-1", .go, "a", ranges: "introduced 0", aliases: ["GHSA-b", "CVE-2020-10000"]),
            Advisory("PY-1", .go, "a", ranges: "introduced 0", aliases: ["CVE-2020-9999", "GHSA-b"]),
            Advisory("Q-1", .go, "a", ranges: "introduced 0"), withdrawn,
            Advisory("R-1", .go, "a", ranges: "introduced 0", aliases: ["CVE-2020-1000"]),
        ])
        let groups = sample.database.matches(.go, name: "a", version: "v1.0.0").map {
            sample.database.ids(ofGroup: $0.group)
        }
        #expect(
            groups == [
                ["CVE-2020-9999", "CVE-2020-10000", "GHSA-b", "GO-1", "PY-1"], ["Q-1"], ["CVE-2020-1000", "R-1"],
            ])
    }

    @Test func exploitationIsFoundByCVE() throws {
        var contents = DatabaseContents()
        for number in 1000..<1500 {
            let cve = try #require(CVEID("CVE-2020-\(number)"))
            contents.exploitation[cve] = Exploitation(probability: number, isKnown: number == 1234)
        }
        let database = try SampleDatabase(contents)
        #expect(database.database.exploitation(of: ["CVE-2020-1499"]) == Exploitation(probability: 1499))
        #expect(database.database.exploitation(of: ["x", "CVE-2020-1400", "CVE-2020-1234"])?.isKnown == true)
        #expect(database.database.exploitation(of: ["CVE-2020-1500", "GHSA-1"]) == nil)
    }

    @Test(
        arguments: [
            ("CVE-2021-44228", "CVE-2021-44228"), ("cve-1999-0001", "CVE-1999-0001"),
            ("CVE-2021-1234567", "CVE-2021-1234567"),
            ("CVE-2021-1", nil), ("CVE-21-1234", nil), ("CVE-2021-12a4", nil), ("CVE-2021", nil), ("", nil),
            ("CVE-2021-1234-5", nil), ("CVE-2021-1234567890123", nil),
        ] as [(String, String?)])
    func cveIDsAreReadAsNumbers(text: String, expected: String?) { #expect(CVEID(text)?.text == expected) }

    @Test func whatWasImportedIsKnown() throws {
        let feed = Feed(name: "PyPI", source: "https://x", importedAt: 9, newest: 8, records: 1, entityTag: "\"t\"")
        let sample = try SampleDatabase([Advisory("A", .pypi, "x")], feed: feed)
        #expect(sample.database.feeds == [feed])
        #expect(sample.database.feed(of: .pypi) == feed)
        #expect(sample.database.feed(of: .npm) == nil)
    }

    @Test func tooManyFeedsAreRefused() {
        var contents = DatabaseContents()
        for number in 0...64 { contents.note(Feed(name: "\(number)", source: "", importedAt: 0)) }
        #expect(throws: AdvisoryError.self) { try DatabaseWriter.bytes(contents) }
    }
}
