internal import Glibc
internal import TestSupport
import Testing

@testable import PluginHost

/// Whatever lies in the place of a file of results, a scan goes on and says so.
@Suite(.timeLimit(.minutes(2)))
struct DamagedResultsTests {
    private typealias Count = Thrift.Count

    struct Damage: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let warning: String
        let inflict: @Sendable (String) throws -> Void

        init(_ name: String, _ warning: String, _ inflict: @escaping @Sendable (String) throws -> Void) {
            testDescription = name
            self.warning = warning
            self.inflict = inflict
        }
    }

    private static func rewrite(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try PluginFixture.read(path)
        change(&bytes)
        try PluginFixture.write(bytes, to: path)
    }

    private static let alien = "it is no file, belongs to somebody else, or others can write to it"

    static let damages = [
        Damage("empty", "it is too short") { try rewrite($0) { $0 = [] } },
        Damage("half a head", "it is too short") { try rewrite($0) { $0.removeLast($0.count - 50) } },
        Damage("cut", "it is damaged") { try rewrite($0) { $0.removeLast() } },
        Damage("longer", "it is damaged") { try rewrite($0) { $0.append(0) } },
        Damage("index", "it is damaged") { try rewrite($0) { $0[$0.count - 10] ^= 1 } },
        Damage("count", "it is damaged") { try rewrite($0) { $0[12] ^= 1 } },
        Damage("something else", "it is no file of results") {
            try PluginFixture.write([UInt8](repeating: 65, count: 999), to: $0)
        },
        Damage("another version", "another version wrote it") { try rewrite($0) { $0[8] = 99 } },
        Damage("writable for others", alien) { chmod($0, 0o666) },
        Damage("a pipe", alien) { path in
            unlink(path)
            mkfifo(path, 0o600)
        },
        Damage("a link", "the file cannot be opened: Too many levels of symbolic links") { path in
            rename(path, path + ".moved")
            symlink(path + ".moved", path)
        },
    ]

    @Test(arguments: damages)
    func damagedFileIsPassedOverWithAWarningAndReplaced(_ damage: Damage) async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a", "b"])
            let path = try thrift.file()
            try damage.inflict(path)
            #expect(
                try thrift.session().warning
                    == "What earlier scans kept for fixture.thrift is passed over: \(damage.warning).")
            #expect(try thrift.scan(["a", "b"]) == Count(worked: 2))
            #expect(try thrift.session().warning == nil)
            #expect(try thrift.scan(["a", "b"]) == Count(found: 2))
        }
    }

    @Test func damagedFileIsReplacedEvenWhenNothingIsKept() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            try Self.rewrite(thrift.file()) { $0.removeLast() }
            #expect(try thrift.scan([]) == Count())
            #expect(try thrift.session().warning == nil)
        }
    }

    @Test func fileOfAnotherTargetIsPassedOver() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            let first = try thrift.file()
            _ = try thrift.scan(["b"], target: "/other")
            let second = try #require(thrift.files.first { $0 != first })
            try PluginFixture.write(PluginFixture.read(second), to: first)
            #expect(try thrift.session().warning?.hasSuffix("it belongs to something else.") == true)
            #expect(try thrift.scan(["a", "b"]) == Count(worked: 2))
        }
    }

    @Test func damagedValueIsWorkedOutAgainAndTheOthersAreFound() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a", "b", "c"])
            try Self.rewrite(thrift.file()) { $0[ResultFile.headSize + 3] ^= 0x10 }
            #expect(try thrift.session().warning == nil)
            #expect(try thrift.scan(["a", "b", "c"]) == Count(found: 2, worked: 1))
            #expect(try thrift.scan(["a", "b", "c"]) == Count(found: 3))
        }
    }

    @Test func noDamageOfHeadOrIndexGoesUnnoticed() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a", "b"])
            let path = try thrift.file()
            let sound = try PluginFixture.read(path)
            let index = sound.count - 2 * ResultRecord.size
            for position in Array(0..<ResultFile.headSize) + Array(index..<sound.count) {
                try Self.rewrite(path) { $0[position] ^= 0xFF }
                #expect(try thrift.session().warning != nil, "byte \(position)")
                try PluginFixture.write(sound, to: path)
            }
            for length in 0..<sound.count {
                try PluginFixture.write(Array(sound[..<length]), to: path)
                #expect(try thrift.session().warning != nil, "\(length) bytes")
            }
        }
    }

    /// Somebody who knows the format: digest and all are right, the places are not.
    @Test(arguments: [UInt64(1) << 40, .max, .max - 39, 0])
    func entriesThatPointElsewhereAreNotFound(_ offset: UInt64) async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            let path = try thrift.file()
            let bytes = try PluginFixture.read(path)
            var record = try #require(
                try ResultFile(OwnedDescriptor(open(path, O_RDONLY)), of: thrift.owner()).records().first ?? nil)
            record.offset = offset
            var index = ByteWriter()
            record.write(to: &index)
            let start = bytes.count - ResultRecord.size
            let head = ResultFile.head(of: try thrift.owner(), index: index.bytes, count: 1, at: UInt64(start))
            try PluginFixture.write(head + bytes[ResultFile.headSize..<start] + index.bytes, to: path)
            #expect(try thrift.session().warning == nil)
            #expect(try thrift.scan(["a"]) == Count(worked: 1))
            #expect(try thrift.scan(["a"]) == Count(found: 1))
        }
    }

    @Test func folderThatOthersCanWriteToIsNotUsed() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            let before = try PluginFixture.read(thrift.file())
            chmod(thrift.folder, 0o777)
            let session = try thrift.session()
            #expect(
                session.warning == "Results of fixture.thrift are not kept: the folder \(thrift.folder) belongs to "
                    + "somebody else, or others can write to it.")
            #expect(try thrift.scan(["a", "b"]) == Count(worked: 2))
            #expect(try PluginFixture.read(thrift.file()) == before)
        }
    }

    @Test func folderThatCannotBeMadeCostsTheCacheAndNotTheScan() async throws {
        try await onThread {
            let thrift = try Thrift()
            try thrift.lab.folder.write("state", "a file")
            let session = try thrift.session()
            let log = try thrift.lab.scan(thrift.plugin(), [("a", "a")], results: session)
            #expect(log.end == .completed(note: nil) && log.findings.count == 1)
            #expect(
                session.warning == "Results of fixture.thrift are not kept: the folder \(thrift.folder) cannot be "
                    + "opened: Not a directory.")
            #expect(session.keep(isWhole: true) == nil, "it was said already")
        }
    }

    @Test func folderThatVanishesCostsTheCacheAndNotTheScan() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            let session = try thrift.session()
            unlink(try thrift.file())
            rmdir(thrift.folder)
            try PluginFixture.write([], to: thrift.folder)
            let log = try thrift.lab.scan(thrift.plugin(), [("b", "b")], results: session)
            #expect(log.end == .completed(note: nil) && log.findings.count == 1)
            #expect(session.keep(isWhole: true)?.hasPrefix("Results of fixture.thrift could not be kept: ") == true)
        }
    }
}

extension Thrift {
    func owner() throws -> ResultOwner { ResultOwner(try plugin(), target: "/target") }
}
