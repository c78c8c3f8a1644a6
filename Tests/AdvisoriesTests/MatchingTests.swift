import Advisories
import Packages
import Testing

@Suite(.timeLimit(.minutes(10)))
struct MatchingTests {
    /// The version, and whether it is affected.
    @Test(arguments: [
        ("introduced 0,fixed 1.2.3", "0.0.1", true), ("introduced 0,fixed 1.2.3", "1.2.2", true),
        ("introduced 0,fixed 1.2.3", "1.2.3-rc.1", true), ("introduced 0,fixed 1.2.3", "1.2.3", false),
        ("introduced 0,fixed 1.2.3", "2.0.0", false), ("introduced 1.0.0", "0.9.9", false),
        ("introduced 1.0.0", "1.0.0", true), ("introduced 1.0.0", "99.0.0", true),
        ("introduced 1.0.0,last 1.5.0", "1.5.0", true), ("introduced 1.0.0,last 1.5.0", "1.5.1", false),
        ("introduced 1.0.0,last 1.5.0", "1.5.1-alpha", false),
        // Events in any order, several in one range.
        ("fixed 3.1.0,introduced 3.0.0,fixed 1.2.0,introduced 1.0.0", "2.0.0", false),
        ("fixed 3.1.0,introduced 3.0.0,fixed 1.2.0,introduced 1.0.0", "3.0.5", true),
        ("fixed 3.1.0,introduced 3.0.0,fixed 1.2.0,introduced 1.0.0", "1.1.0", true),
        // Several ranges.
        ("introduced 1.0.0,fixed 1.1.0;introduced 2.0.0,fixed 2.1.0", "1.5.0", false),
        ("introduced 1.0.0,fixed 1.1.0;introduced 2.0.0,fixed 2.1.0", "2.0.1", true),
        // At one version the order of the record decides.
        ("introduced 0,fixed 1.0.0,introduced 1.0.0,fixed 2.0.0", "1.0.0", true),
        ("introduced 1.0.0,fixed 1.0.0", "1.0.0", false), ("introduced 1.0.0,fixed 1.0.0", "1.0.1", false),
        ("introduced 1.0.0,last 1.0.0", "1.0.0", true), ("introduced 1.0.0,last 1.0.0", "1.0.1", false),
        // A limit says up to where the range speaks; one of several is enough, and * is none.
        ("introduced 1.0.0,limit 2.0.0", "1.9.0", true), ("introduced 1.0.0,limit 2.0.0", "2.0.0", false),
        ("introduced 1.0.0,limit 2.0.0,limit 3.0.0", "2.5.0", true), ("introduced 1.0.0,limit *", "9.0.0", true),
        ("introduced 0.0.0-0,fixed 1.0.0", "0.0.0", true), ("introduced 0,fixed 1.0.0", "0.0.0-0", true),
    ])
    func rangesAreEvaluatedAsOSVSays(ranges: String, version: String, isAffected: Bool) throws {
        let sample = try SampleDatabase([Advisory("A-1", ranges: ranges)])
        #expect(sample.ids(.npm, "left", version) == (isAffected ? ["A-1"] : []))
    }

    @Test func listedVersionsAreComparedAsVersions() throws {
        let sample = try SampleDatabase([
            Advisory("A-1", .pypi, "left", versions: ["1.0", "1.1", "1.2", "2.0rc1"]),
            Advisory("A-2", .pypi, "left", ranges: "introduced 3.0", versions: ["1.1"]),
        ])
        #expect(sample.ids(.pypi, "left", "1.0.0") == ["A-1"])
        #expect(sample.ids(.pypi, "left", "1.1") == ["A-1", "A-2"])
        #expect(sample.ids(.pypi, "left", "1.1.5") == [])
        #expect(sample.ids(.pypi, "left", "2.0.rc1") == ["A-1"])
        #expect(sample.ids(.pypi, "left", "2.0") == [])
        #expect(sample.ids(.pypi, "left", "3.5") == ["A-2"])
    }

    @Test func whatCannotBeComparedIsSaid() throws {
        let sample = try SampleDatabase([
            Advisory("A-1", .pypi, "left", ranges: "introduced 0,fixed 2.0"),
            Advisory("A-2", .pypi, "left", versions: ["1.0", "not a version"]),
            Advisory("A-3", .pypi, "left", ranges: "introduced 0,fixed ??"),
            Advisory("A-4", .pypi, "left"),
        ])
        #expect(sample.ids(.pypi, "left", "???") == ["?A-1", "?A-2", "?A-3"])
        #expect(sample.ids(.pypi, "left", "") == ["?A-1", "?A-2", "?A-3"])
        #expect(sample.ids(.pypi, "left", "not a version") == ["?A-1", "?A-3", "A-2"])
        #expect(sample.ids(.pypi, "left", "3.0") == ["?A-3"])
        let reasons = sample.database.matches(.pypi, name: "left", version: "").map(\.outcome)
        #expect(reasons.first == .couldNotCompare("the version is not known"))
    }

    @Test func aClearListDecidesBesideARangeThatCannotBeOrdered() throws {
        let sample = try SampleDatabase([
            Advisory("A-1", .pypi, "left", ranges: "introduced 0,fixed ??", versions: ["1.0"])
        ])
        #expect(sample.ids(.pypi, "left", "1.0") == ["A-1"])
        #expect(sample.ids(.pypi, "left", "1.1") == ["?A-1"])
    }

    @Test func withdrawnAdvisoriesNeverMatch() throws {
        var withdrawn = Advisory("A-1", ranges: "introduced 0")
        withdrawn.withdrawn = 1_600_000_000
        let sample = try SampleDatabase([withdrawn])
        #expect(sample.ids(.npm, "left", "1.0.0") == [])
        #expect(sample.ids(.npm, "left", "???") == [])
        #expect(sample.database.names(.npm, "left"))
    }

    @Test func namesAreComparedInTheNormalFormOfTheirEcosystem() throws {
        let sample = try SampleDatabase([
            Advisory("A-1", .pypi, "Foo_Bar.Baz", ranges: "introduced 0"),
            Advisory("A-2", .npm, "foo", ranges: "introduced 0"),
        ])
        #expect(sample.ids(.pypi, "foo-bar-baz", "1") == ["A-1"])
        #expect(sample.ids(.pypi, "FOO.bar_baz", "1") == ["A-1"])
        #expect(sample.ids(.pypi, "foobarbaz", "1") == [])
        #expect(sample.ids(.pypi, "foo", "1") == [])
        #expect(sample.ids(.npm, "fo", "1.0.0") == [])
        #expect(sample.ids(.npm, "fooo", "1.0.0") == [])
        #expect(sample.ids(.npm, "", "1.0.0") == [])
        #expect(sample.ids(.maven, "foo", "1.0.0") == [])
    }

    @Test func releasesOfADistributionAreKeptApart() throws {
        let sample = try SampleDatabase([
            Advisory("A-1", .debian, "curl", ranges: "introduced 0,fixed 7.2-1", release: "11"),
            Advisory("A-2", .debian, "curl", ranges: "introduced 0,fixed 7.9-1", release: "12"),
            Advisory("A-3", .debian, "curl", ranges: "introduced 0"),
        ])
        #expect(sample.ids(.debian, "curl", "7.1-1", release: "12") == ["A-2", "A-3"])
        #expect(sample.ids(.debian, "curl", "7.1-1", release: "10") == ["A-3"])
        #expect(sample.ids(.debian, "curl", "7.1-1") == ["A-1", "A-2", "A-3"])
    }

    @Test(
        arguments: [
            // The same major first, the smallest of all beside it.
            ("introduced 0,fixed 1.8.4;introduced 2.0.0,fixed 2.3.1", "1.2.0", "1.8.4", "1.8.4"),
            ("introduced 0,fixed 1.8.4;introduced 2.0.0,fixed 2.3.1", "2.1.0", "2.3.1", "2.3.1"),
            ("introduced 0,fixed 3.0.0", "1.2.0", nil, "3.0.0"),
            ("introduced 0,fixed 0.9.0,introduced 1.0.0,fixed 1.4.0", "0.1.0", "0.9.0", "0.9.0"),
            // One fix that lies in another range is none.
            ("introduced 0,fixed 1.5.0;introduced 1.4.0,fixed 1.6.0", "1.0.0", "1.6.0", "1.6.0"),
            ("introduced 0,fixed 1.5.0;introduced 1.0.0", "1.0.0", nil, nil),
            ("introduced 0,last 1.5.0", "1.0.0", nil, nil), ("introduced 0", "1.0.0", nil, nil),
            ("introduced 0,fixed 10.0.0;introduced 0,fixed 9.0.0", "9.0.0", nil, "10.0.0"),
        ] as [(String, String, String?, String?)])
    func fixedVersionIsTheSmallestThatLeavesAllRanges(
        ranges: String, version: String, sameMajor: String?, smallest: String?
    ) throws {
        let sample = try SampleDatabase([Advisory("A-1", ranges: ranges)])
        #expect(sample.fixed(.npm, "left", version) == [FixedVersions(sameMajor: sameMajor, smallest: smallest)])
    }

    @Test func fixedVersionIsFreeOfWhatAliasesSay() throws {
        let sample = try SampleDatabase([
            Advisory("GHSA-1", ranges: "introduced 0,fixed 1.2.0", aliases: ["CVE-2020-1"]),
            Advisory("X-1", ranges: "introduced 0,fixed 1.3.0", versions: ["1.3.0"], aliases: ["CVE-2020-1"]),
            Advisory("Y-1", ranges: "introduced 1.2.5,fixed 2.0.0", aliases: ["X-1"]),
            Advisory("Z-1", ranges: "introduced 1.0.0,fixed 5.0.0"),
        ])
        let matches = sample.database.matches(.npm, name: "left", version: "1.0.0")
        #expect(matches.count == 2)
        // 1.2.0 is affected by X-1, and 1.3.0 by its list.
        #expect(matches[0].fixed == FixedVersions(sameMajor: nil, smallest: "2.0.0"))
        #expect(matches[0].advisories.count == 2)
        #expect(matches[1].fixed.best == "5.0.0")
        #expect(sample.database.ids(ofGroup: matches[0].group) == ["CVE-2020-1", "GHSA-1", "X-1", "Y-1"])
        // The one that is affected speaks for the group.
        #expect(sample.ids(.npm, "left", "1.9.0") == ["Y-1", "Z-1"])
    }

    @Test(arguments: [
        ("v1.2.3", "v1.9.0", "v2.0.0", Ecosystem.go), ("01.2", "1.9", "2.0", .pypi), ("1!1.0", "1!1.9", "1!2.0", .pypi),
    ])
    func firstNumberIsFoundBehindLettersAndEpochs(
        version: String, same: String, other: String, ecosystem: Ecosystem
    ) throws {
        let ranges = "introduced 0,fixed \(same);introduced 0,fixed \(other)"
        let sample = try SampleDatabase([Advisory("A-1", ecosystem, "left", ranges: ranges, versions: [same])])
        #expect(sample.fixed(ecosystem, "left", version) == [FixedVersions(sameMajor: nil, smallest: other)])
        let plain = try SampleDatabase([Advisory("A-1", ecosystem, "left", ranges: "introduced 0,fixed \(same)")])
        #expect(plain.fixed(ecosystem, "left", version) == [FixedVersions(sameMajor: same, smallest: same)])
    }
}
