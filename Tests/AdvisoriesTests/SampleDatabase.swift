import Advisories
import Packages

/// A database in memory for a test.
final class SampleDatabase {
    let database: AdvisoryDatabase

    convenience init(_ advisories: [Advisory], feed: Feed = SampleDatabase.feed) throws {
        var contents = DatabaseContents()
        contents.replace(feed, with: advisories)
        try self.init(contents)
    }

    convenience init(_ contents: DatabaseContents) throws { try self.init(bytes: try DatabaseWriter.bytes(contents)) }

    init(bytes: [UInt8], verifying: Bool = true) throws {
        let copy = SampleBytes(bytes)
        database = try AdvisoryDatabase(copy.pointer, of: copy, verifying: verifying)
    }

    static let feed = Feed(name: "PyPI", source: "test", importedAt: 1_700_000_000)

    /// The ids of what a version has, and `?` before what could not be compared.
    func ids(_ ecosystem: Ecosystem, _ name: String, _ version: String, release: String = "") -> [String] {
        database.matches(ecosystem, name: name, version: version, release: release).flatMap { match in
            match.advisories.compactMap { database.id($0) }.map { match.outcome == .affected ? $0 : "?" + $0 }
        }.sorted()
    }

    func fixed(_ ecosystem: Ecosystem, _ name: String, _ version: String) -> [FixedVersions] {
        database.matches(ecosystem, name: name, version: version).map(\.fixed)
    }
}

/// `@unchecked Sendable`: the bytes are not written again.
private final class SampleBytes: @unchecked Sendable {
    let pointer: UnsafeRawBufferPointer

    init(_ bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
        copy.copyBytes(from: bytes)
        pointer = UnsafeRawBufferPointer(copy)
    }

    deinit { pointer.deallocate() }
}

extension Advisory {
    /// Events are written as `introduced 1.0, fixed 1.2`, ranges are separated by `;`.
    init(
        _ id: String, _ ecosystem: Ecosystem = .npm, _ name: String = "left", ranges: String = "",
        versions: [String] = [], aliases: [String] = [], release: String = ""
    ) {
        self.init(id: id)
        self.aliases = aliases
        let ranges = ranges.split(separator: ";").map { range in
            AffectedRange(
                range.split(separator: ",").map { event in
                    let words = event.split(separator: " ")
                    let kinds: [Substring: AffectedRange.Event.Kind] = [
                        "introduced": .introduced, "fixed": .fixed, "last": .lastAffected, "limit": .limit,
                    ]
                    return AffectedRange.Event(kinds[words[0]] ?? .introduced, String(words[1]))
                })
        }
        affected = [AffectedPackage(ecosystem, name, release: release, ranges: ranges, versions: versions)]
    }
}
