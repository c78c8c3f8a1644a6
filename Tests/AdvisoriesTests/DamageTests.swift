import Packages
import Testing

@testable import Advisories

/// Files that are cut off, damaged, or made by an enemy: an error or a miss, never a crash.
@Suite(.timeLimit(.minutes(10)))
struct DamageTests {
    private static let bytes: [UInt8] = {
        var advisories = (0..<15).map { number in
            Advisory(
                "GHSA-\(number)", number % 2 == 0 ? .npm : .pypi, "package-\(number % 5)",
                ranges: "introduced 0,fixed 1.\(number).0;introduced 2.0.0,last 2.\(number).0,limit 3.0.0",
                versions: ["1.0.0", "1.1.0", "odd \(number)"], aliases: ["CVE-2020-100\(number)"])
        }
        for index in advisories.indices {
            advisories[index].references = [Advisory.Reference(kind: "WEB", url: "https://example.org/\(index)")]
            advisories[index].cwes = ["CWE-\(index + 1)"]
        }
        var contents = DatabaseContents()
        contents.replace(SampleDatabase.feed, with: advisories)
        if let cve = CVEID("CVE-2020-1001") { contents.exploitation[cve] = Exploitation(probability: 5) }
        return (try? DatabaseWriter.bytes(contents)) ?? []
    }()

    /// Asks everything that can be asked.
    private func readAll(_ database: AdvisoryDatabase) {
        _ = database.feeds
        for number in -1...min(database.count, 60) {
            _ = database.advisory(number)
            _ = database.severity(number)
            _ = database.ids(ofGroup: number)
        }
        for name in ["package-0", "package-3", "none"] {
            for (ecosystem, version) in [(Ecosystem.npm, "1.5.0"), (.pypi, "odd 3"), (.pypi, "2.7.0"), (.npm, "")] {
                for match in database.matches(ecosystem, name: name, version: version, release: "1") {
                    _ = database.ids(ofGroup: match.group)
                    _ = match.advisories.map { database.advisory($0, packages: false) }
                }
                _ = database.matches(ecosystem, name: name, version: version)
            }
        }
        _ = database.exploitation(of: ["CVE-2020-1001", "CVE-2020-1002"])
        _ = try? database.contents()
    }

    @Test func wholeFileIsRead() throws {
        let sample = try SampleDatabase(bytes: DamageTests.bytes)
        readAll(sample.database)
        #expect(sample.ids(.npm, "package-0", "1.5.0").isEmpty == false)
    }

    @Test func everyCutIsNoticed() {
        for length in 0..<DamageTests.bytes.count where length < 700 || length % 97 == 0 {
            #expect(throws: AdvisoryError.self) {
                try SampleDatabase(bytes: Array(DamageTests.bytes.prefix(length)), verifying: false)
            }
        }
        #expect(throws: AdvisoryError(.damaged, "the database is cut off")) {
            try SampleDatabase(bytes: DamageTests.bytes + [0])
        }
    }

    @Test func everyChangedByteIsNoticedWhenVerified() {
        for place in stride(from: 0, to: DamageTests.bytes.count, by: 61) {
            var bytes = DamageTests.bytes
            bytes[place] ^= 0x40
            #expect(throws: AdvisoryError.self) { try SampleDatabase(bytes: bytes, verifying: true) }
        }
    }

    @Test func otherFilesAndOtherVersionsAreToldApart() {
        #expect(throws: AdvisoryError(.format, "this is no database of advisories")) {
            try SampleDatabase(bytes: Array("SQLite format 3\0".utf8))
        }
        var bytes = DamageTests.bytes
        bytes[8] = 9
        do {
            _ = try SampleDatabase(bytes: bytes)
            Issue.record("read")
        } catch {
            #expect((error as? AdvisoryError)?.code == .version)
        }
    }

    /// Bytes anywhere, also in the header, whose checksum is made good again so that it is believed.
    @Test(arguments: 0..<24)
    func anyDamageIsSurvived(seed: UInt64) {
        var random = Xorshift(seed)
        for round in 0..<30 {
            var bytes = DamageTests.bytes
            for _ in 0..<Int(1 + random.next() % 20) {
                let isInHeader = round % 4 == 0
                let range = isInHeader ? 24..<Layout.headerChecksumOffset : Layout.headerSize..<bytes.count
                let place = range.lowerBound + Int(random.next() % UInt64(range.count))
                let values: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF, UInt8(truncatingIfNeeded: random.next())]
                bytes[place] = values[Int(random.next() % 6)]
            }
            if let sample = try? SampleDatabase(bytes: DamageTests.resummed(bytes), verifying: false) {
                readAll(sample.database)
            }
        }
    }

    /// Every 32-bit number of the rows, in turn, as large as it can be.
    @Test func everyNumberMayBeWrong() {
        for value: UInt8 in [0xFF, 0x7F] {
            for place in stride(from: Layout.headerSize, to: DamageTests.bytes.count - 4, by: 4) where place % 28 < 8 {
                var bytes = DamageTests.bytes
                for offset in 0..<4 { bytes[place + offset] = value }
                if let sample = try? SampleDatabase(bytes: bytes, verifying: false) {
                    _ = sample.database.matches(.npm, name: "package-0", version: "1.5.0")
                    _ = sample.database.advisory(3)
                }
            }
        }
    }

    /// All of a package's rows share one long list of events.
    @Test func workOfAQueryIsBounded() throws {
        let events = (0..<2000).map { "introduced 1.\($0).0,fixed 1.\($0).5" }.joined(separator: ",")
        let many = (0..<1500).map { Advisory("A-\($0)", ranges: $0 == 0 ? events : "introduced 9.0.0") }
        var contents = DatabaseContents()
        contents.replace(SampleDatabase.feed, with: many)
        var bytes = try DatabaseWriter.bytes(contents)
        let start = DamageTests.place(of: .affected, in: bytes)
        for row in 0..<1500 {
            let field = start + row * Layout.Section.affected.stride + Layout.AffectedField.events
            for (offset, byte) in [0, 0, 0, 0, 0xA0, 0x0F, 0, 0].enumerated() { bytes[field + offset] = UInt8(byte) }
        }
        let sample = try SampleDatabase(bytes: bytes, verifying: false)
        let clock = ContinuousClock()
        var matches: [Match] = []
        let time = clock.measure { matches = sample.database.matches(.npm, name: "left", version: "0.5.0") }
        #expect(time < .seconds(3))
        #expect(matches.contains { $0.outcome != .affected })
    }

    private static func place(of section: Layout.Section, in bytes: [UInt8]) -> Int {
        let field = Layout.sectionsOffset + section.rawValue * 16
        return (0..<4).reduce(0) { $0 | Int(bytes[field + $1]) << ($1 * 8) }
    }

    private static func resummed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let sum = bytes.withUnsafeBytes {
            Checksum64.of(UnsafeRawBufferPointer(rebasing: $0[..<Layout.headerChecksumOffset]))
        }
        for offset in 0..<8 {
            bytes[Layout.headerChecksumOffset + offset] = UInt8(truncatingIfNeeded: sum >> UInt64(offset * 8))
        }
        return bytes
    }
}
