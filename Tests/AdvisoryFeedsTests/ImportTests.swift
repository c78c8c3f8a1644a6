import Advisories
import Glibc
import Packages
import TestSupport
import Testing

@testable import AdvisoryFeeds

@Suite(.timeLimit(.minutes(10)))
struct ImportTests {
    let folder: TemporaryFolder
    let database: String

    init() throws {
        folder = try TemporaryFolder()
        database = folder.path + "/advisories.db"
    }

    private func load(_ paths: String..., at time: Int64 = 1000) throws -> [FeedReport] {
        try AdvisoryImport(into: database, at: time).run(paths.map { folder.path + "/" + $0 })
    }

    private func ids() throws -> [String] {
        let database = try #require(try DatabaseFile(database).open(verifying: true)).database
        return (0..<database.count).compactMap { database.id($0) }
    }

    private func archive(_ name: String, _ records: [String]) throws {
        try folder.write(name, ZipFixture.bytes(records))
    }

    @Test func foldersOfTheDatabaseAreMadeForItsUserAlone() throws {
        let path = folder.path + "/state/securescan/advisories.db"
        let file = try folder.write("one.json", ZipFixture.record("A"))
        _ = try AdvisoryImport(into: path, at: 1).run([file])
        #expect(try DatabaseFile(path).status()?.advisories == 1)
        var status = stat()
        #expect(stat(folder.path + "/state/securescan", &status) == 0 && status.st_mode & 0o777 == 0o700)
        let error = #expect(throws: FeedError.self) { try AdvisoryImport(into: file + "/x/a.db", at: 1).run([file]) }
        #expect(error?.message.contains("\(file) cannot be made") == true)
    }

    @Test func layoutOfOSVIsReadAndAnEcosystemReplaced() throws {
        try archive("osv/npm/all.zip", [ZipFixture.record("A"), ZipFixture.record("B")])
        try archive("osv/PyPI/all.zip", [ZipFixture.record("C", "PyPI"), "not json", "{}"])
        try folder.write("osv/README.md", "no record")
        let reports = try load("osv")
        #expect(reports.map(\.feed.name) == ["PyPI", "npm"])
        #expect(reports.map(\.feed.records) == [1, 2])
        #expect(reports[0].refused.map(\.record) == ["1.json", "2.json"])
        #expect(reports[0].feed.refused == 2)
        #expect(try ids() == ["A", "B", "C"])

        try archive("osv/npm/all.zip", [ZipFixture.record("D")])
        _ = try load("osv/npm", at: 2000)
        #expect(try ids() == ["C", "D"])
        let status = try #require(try DatabaseFile(database).status())
        #expect(status.feeds.map(\.importedAt) == [1000, 2000])
        #expect(status.feeds.map(\.newest) == [1_714_979_289, 1_714_979_289])
        #expect(status.advisories == 2)
        #expect(status.packages == 2)
    }

    @Test func singleRecordsAreAddedWithoutSpeakingForTheirEcosystem() throws {
        try folder.write("one.json", ZipFixture.record("A", fixed: "1.0.0"))
        try folder.write("many.json", "[\(ZipFixture.record("B")), {}, \(ZipFixture.record("C"))]")
        try folder.write("answer.json", #"{"vulns": [\#(ZipFixture.record("D"))]}"#)
        try folder.write("tree/2024/E.json", ZipFixture.record("E"))
        try folder.write("tree/.git/F.json", ZipFixture.record("F"))
        try folder.write("tree/notes.txt", "x")
        try folder.link("tree/G.json", to: "../one.json")
        _ = try load("one.json", "many.json", "answer.json", "tree")
        #expect(try ids() == ["A", "B", "C", "D", "E"])
        try folder.write("one.json", ZipFixture.record("A", fixed: "3.0.0"))
        _ = try load("one.json")
        let database = try #require(try DatabaseFile(database).open()).database
        #expect(database.matches(.npm, name: "left", version: "2.0.0").count == 1)
        #expect(database.feed(of: .npm) == nil)
        #expect(database.feeds.map(\.name) == [Feed.files])
        #expect(database.feeds.map(\.records) == [5])
    }

    @Test func folderWithTheNameOfAnEcosystemSpeaksForIt() throws {
        try folder.write("x/npm/A.json", ZipFixture.record("A"))
        try folder.write("x/Go/B.json", ZipFixture.record("B", "Go"))
        #expect(try load("x").map(\.feed.name) == ["Go", "npm"])
    }

    @Test func archivesCarryTheNameOfTheirFolderOrTheirOwn() throws {
        try archive("npm.zip", [ZipFixture.record("A")])
        try archive("mirror.zip", [ZipFixture.record("B")])
        #expect(try load("npm.zip", "mirror.zip").map(\.feed.name) == ["npm", Feed.files])
    }

    @Test func ofTwoFeedsTheLaterChangeOfARecordCounts() throws {
        let old = ZipFixture.record("A", fixed: "1.0.0")
        let new = old.replacing("2024-05", with: "2025-05").replacing("1.0.0", with: "2.0.0")
        try archive("npm/all.zip", [new])
        try archive("PyPI/all.zip", [old, ZipFixture.record("B", "PyPI")])
        _ = try load("npm", "PyPI")
        let database = try #require(try DatabaseFile(database).open()).database
        #expect(database.matches(.npm, name: "left", version: "1.5.0").count == 1)
    }

    @Test func damagedArchivesChangeNothing() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        _ = try load("npm")
        let before = try FileAccess.read(database, limit: 1 << 20)
        let good = try ZipFixture.bytes((0..<50).map { ZipFixture.record("B-\($0)") })
        var flipped = good
        flipped[200] ^= 0xFF
        let other = try ZipFixture.bytes([(name: "readme.txt", content: Array("hello".utf8))])
        for bytes in [
            Array(good.prefix(good.count / 2)), Array(good.dropLast(30)), flipped, Array("<html>".utf8), [], other,
        ] {
            try folder.write("npm/all.zip", bytes)
            #expect(throws: FeedError.self) { try load("npm") }
            #expect(try FileAccess.read(database, limit: 1 << 20) == before)
        }
        #expect(throws: FeedError.self) { try load("nothing-there") }
        #expect(throws: FeedError.self) { try load("npm/all.zip/x") }
        #expect(try FileAccess.names(folder.path) == ["advisories.db", "advisories.db.lock", "npm"])
    }

    @Test func bombsAreRefused() throws {
        let zeros = [UInt8](repeating: 0x20, count: 17 << 20)
        try folder.write(
            "npm/all.zip",
            ZipFixture.bytes([
                (name: "big.json", content: zeros), (name: "a.json", content: Array(ZipFixture.record("A").utf8)),
            ]))
        let report = try load("npm")[0]
        #expect(report.refused == [FeedReport.Note(record: "big.json", reason: "the file is too large")])
        #expect(report.feed.records == 1)
        let half = [UInt8](repeating: 0x78, count: 12 << 20)
        try folder.write("npm/all.zip", ZipFixture.bytes((0..<4).map { (name: "\($0).json", content: half) }))
        do {
            _ = try load("npm")
            Issue.record("read")
        } catch {
            #expect((error as? FeedError)?.message.contains("far more") == true)
        }
    }

    @Test func deepAndCrookedRecordsCostOnlyThemselves() throws {
        let deep = String(repeating: "[", count: 100_000)
        try folder.write(
            "npm/all.zip",
            ZipFixture.bytes([
                (name: "a.json", content: Array(deep.utf8)), (name: "b.json", content: [0xFF, 0xFE, 0x00]),
                (name: "c.json", content: []), (name: "../../d.json", content: Array(ZipFixture.record("D").utf8)),
                (name: "e.json", content: Array(ZipFixture.record("E", "npm", "a\\u0000b").utf8)),
            ]))
        let report = try load("npm")[0]
        #expect(report.refused.map(\.record) == ["a.json", "b.json", "c.json"])
        #expect(try ids() == ["D", "E"])
        #expect(!report.refused.contains { $0.reason.isEmpty })
    }

    @Test func aSecondImportIsTurnedAway() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        let lock = try DatabaseLock(for: database)
        do {
            _ = try load("npm")
            Issue.record("imported")
        } catch {
            #expect((error as? FeedError)?.code == .busy)
        }
        withExtendedLifetime(lock) {}
    }

    @Test func anyoneMayReadTheDatabase() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        let mask = umask(0o077)
        defer { umask(mask) }
        _ = try load("npm")
        var facts = stat()
        #expect(stat(database, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o644)
    }

    @Test func damagedDatabaseIsNotWrittenOver() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        try folder.write("advisories.db", "something else")
        do {
            _ = try load("npm")
            Issue.record("imported")
        } catch {
            #expect((error as? FeedError)?.code == .database)
        }
        #expect(try FileAccess.read(database, limit: 100) == Array("something else".utf8))
    }

    @Test func databaseOfAnotherVersionIsBegunAnew() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        _ = try load("npm")
        var bytes = try FileAccess.read(database, limit: 1 << 20)
        bytes[8] = 77
        try folder.write("advisories.db", bytes)
        #expect(throws: FeedError.self) { try DatabaseFile(database).open() }
        try archive("PyPI/all.zip", [ZipFixture.record("B", "PyPI")])
        _ = try load("PyPI")
        #expect(try ids() == ["B"])
    }

    @Test func openDatabaseOutlivesItsReplacement() throws {
        try archive("npm/all.zip", [ZipFixture.record("A")])
        _ = try load("npm")
        let old = try #require(try DatabaseFile(database).open()).database
        try archive("npm/all.zip", [ZipFixture.record("B")])
        _ = try load("npm")
        #expect(old.id(0) == "A")
        #expect(try ids() == ["B"])
        #expect(try DatabaseFile(folder.path + "/none.db").status() == nil)
    }

    @Test func exploitationIsReadFromBothCatalogues() throws {
        try folder.write("npm/A.json", ZipFixture.record("A", more: #", "aliases": ["CVE-2021-44228"]"#))
        try folder.write(
            "epss.csv",
            """
            #model_version:v2025.03.14,score_date:2026-01-31T12:55:00Z
            cve,epss,percentile
            CVE-2021-44228,0.97565,0.99999
            CVE-2020-1111,0.00043,0.1
            bad,1,2
            CVE-2020-1112,7,0.1
            """)
        try folder.write(
            "kev.json",
            """
            {"title": "x", "catalogVersion": "2026.01.30", "dateReleased": "2026-01-30T10:00:00.0000Z", \
            "vulnerabilities": [
             {"cveID": "CVE-2021-44228", "knownRansomwareCampaignUse": "Known"}, {"cveID": "x"},
             {"cveID": "CVE-2019-2222", "knownRansomwareCampaignUse": "Unknown"}]}
            """)
        let reports = try load("npm", "epss.csv", "kev.json")
        #expect(reports.map(\.feed.name) == ["npm", Feed.epss, Feed.kev])
        #expect(reports.map(\.feed.records) == [1, 2, 2])
        #expect(reports.map(\.feed.refused) == [0, 2, 1])
        #expect(reports[1].feed.newest == 1_769_864_100)
        var database = try #require(try DatabaseFile(database).open()).database
        let match = try #require(database.matches(.npm, name: "left", version: "1.0.0").first)
        #expect(
            database.exploitation(of: database.ids(ofGroup: match.group))
                == Exploitation(probability: 975_650, percentile: 999_990, isKnown: true, isRansomware: true))
        #expect(database.exploitation(of: ["CVE-2019-2222"]) == Exploitation(isKnown: true))

        // A later catalogue takes the place of the one before, and leaves the other source alone.
        try folder.write("kev.json", #"{"catalogVersion": "2", "vulnerabilities": [{"cveID": "CVE-2020-1111"}]}"#)
        _ = try load("kev.json")
        database = try #require(try DatabaseFile(self.database).open()).database
        #expect(
            database.exploitation(of: ["CVE-2021-44228"]) == Exploitation(probability: 975_650, percentile: 999_990))
        #expect(database.exploitation(of: ["CVE-2020-1111"])?.isKnown == true)
        #expect(database.exploitation(of: ["CVE-2019-2222"]) == nil)
    }

    @Test func compressedTableIsRead() throws {
        try folder.write("epss.csv", "cve,epss,percentile\nCVE-2020-1111,0.5,0.25\n")
        try Command.run(["gzip", folder.path + "/epss.csv"], environment: ["PATH=/usr/bin:/bin"])
        #expect(try load("epss.csv.gz")[0].feed.records == 1)
        try folder.write("bad.csv.gz", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3])
        #expect(throws: FeedError.self) { try load("bad.csv.gz") }
        try folder.write("empty.csv", "cve,epss,percentile\n")
        #expect(throws: FeedError.self) { try load("empty.csv") }
    }

    @Test func manyRefusalsAreCountedAndSomeNamed() throws {
        let good = (0..<1200).map { ZipFixture.record("A-\($0)") }
        try archive("npm/all.zip", Array(repeating: "{", count: 1200) + good)
        let report = try load("npm")[0]
        #expect(report.feed.refused == 1200)
        #expect(report.refused.count == FeedReport.noteLimit)
    }

    /// It must not take the place of what is known of its ecosystem.
    @Test func archiveThatIsMostlyUnreadableIsRefused() throws {
        try archive("npm/all.zip", (0..<3).map { ZipFixture.record("A-\($0)") })
        _ = try load("npm")
        try archive("npm/all.zip", Array(repeating: "{", count: 11) + [ZipFixture.record("B")])
        #expect(throws: FeedError.self) { try load("npm") }
        #expect(try DatabaseFile(database).status()?.advisories == 3)
        try archive("npm/all.zip", Array(repeating: "{", count: 10) + [ZipFixture.record("B")])
        #expect(try load("npm")[0].feed.refused == 10)
    }

    @Test func builtInRecordsCompileToTheSameBytesAndMayNotBeOdd() throws {
        try folder.write("built/a.json", "[\(ZipFixture.record("A"))]")
        #expect(try BuiltinAdvisories.compile(folder: folder.path + "/built", to: database) == 1)
        let first = try FileAccess.read(database, limit: 1 << 20)
        #expect(try BuiltinAdvisories.compile(folder: folder.path + "/built", to: database) == 1)
        #expect(try FileAccess.read(database, limit: 1 << 20) == first)
        #expect(try DatabaseFile(database).status()?.feeds.map(\.importedAt) == [1_714_979_289])
        try folder.write("built/b.json", ZipFixture.record("B", "npm", "x", more: #", "severity": [{"score": "odd"}]"#))
        #expect(throws: FeedError.self) { try BuiltinAdvisories.compile(folder: folder.path + "/built", to: database) }
    }
}
