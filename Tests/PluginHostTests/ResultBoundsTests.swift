internal import Glibc
internal import TestSupport
import Testing

@testable import PluginHost

/// How much is kept, and what several scans at once make of it.
@Suite(.timeLimit(.minutes(2)))
struct ResultBoundsTests {
    private typealias Count = Thrift.Count

    /// What a value of 1,000 bytes takes.
    private static let thousand = ResultRecord.cost(1000)

    @Test func whatDoesNotFitIsForgottenAndTheScanIsTheSame() async throws {
        try await onThread {
            let room = ResultFile.headSize + 3 * Self.thousand
            let thrift = try Thrift(fileBytes: room)
            let contents = (0..<10).map { "big 1000 \($0)" }
            #expect(try thrift.scan(contents) == Count(worked: 10))
            #expect(Thrift.size(try thrift.file()) == room)
            #expect(try thrift.scan(contents) == Count(found: 3, worked: 7))
            #expect(Thrift.size(try thrift.file()) == room)
            #expect(try thrift.scan(contents).found == 3)
        }
    }

    @Test func smallValuesFitBesideAHugeOne() async throws {
        try await onThread {
            let thrift = try Thrift(fileBytes: 64 << 10)
            let contents = ["big 1048576", "a", "b"]
            #expect(try thrift.scan(contents) == Count(worked: 3))
            #expect(try thrift.scan(contents) == Count(found: 2, worked: 1))
        }
    }

    @Test func whatIsLookedUpWinsOverWhatIsNot() async throws {
        try await onThread {
            let thrift = try Thrift(fileBytes: ResultFile.headSize + 4 * Self.thousand)
            let contents = (0..<4).map { "big 1000 \($0)" }
            _ = try thrift.scan(contents)
            #expect(
                try thrift.scan([contents[2], contents[3], "big 1000 x"], isWhole: false)
                    == Count(found: 2, worked: 1))
            let again = try thrift.scan([contents[2], contents[3], "big 1000 x"], isWhole: false)
            #expect(again == Count(found: 3))
        }
    }

    @Test func filesThatWereNotUsedForLongestGoFirst() async throws {
        try await onThread {
            let thrift = try Thrift(totalBytes: 3 * (ResultFile.headSize + Self.thousand))
            for target in 0..<3 { _ = try thrift.scan(["big 1000"], target: "/\(target)") }
            let files = thrift.files
            #expect(files.count == 3)
            // All are old; then the first one is used once more.
            let home = thrift.lab.folder
            for file in files { try home.touch(String(file.dropFirst(home.path.count + 1)), 1000) }
            #expect(try thrift.scan(["big 1000"], target: "/0") == Count(found: 1))
            _ = try thrift.scan(["big 1000"], target: "/3")
            _ = try thrift.scan(["big 1000"], target: "/4")
            #expect(thrift.files.count == 3)
            for target in ["/0", "/3", "/4"] {
                #expect(try thrift.scan(["big 1000"], target: target) == Count(found: 1), "\(target)")
            }
        }
    }

    @Test func leftDraftsAreRemovedAndThoseInUseAreNot() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a"])
            let names = ["state/results/dead.new", "state/results/alive.new", "state/results/young.new"]
            for name in names { try thrift.lab.folder.write(name, "half") }
            for name in names.dropLast() { try thrift.lab.folder.touch(name, 1000) }
            let alive = open(thrift.lab.folder.path + "/" + names[1], O_RDONLY | O_CLOEXEC)
            defer { close(alive) }
            #expect(flock(alive, LOCK_EX) == 0)
            _ = try thrift.scan(["a"])
            let left = thrift.files.filter { $0.hasSuffix(".new") }
            #expect(left == names.dropFirst().map { thrift.lab.folder.path + "/" + $0 })
        }
    }

    @Test func ofTwoScansAtOnceTheLaterEndWins() async throws {
        try await onThread {
            let thrift = try Thrift()
            let sessions = [try thrift.session(), try thrift.session()]
            for (session, content) in zip(sessions, ["a", "b"]) {
                let log = try thrift.lab.scan(thrift.plugin(), [("f", content)], results: session)
                #expect(log.end == .completed(note: nil))
            }
            #expect(sessions.map { $0.keep(isWhole: true) } == [nil, nil])
            #expect(try thrift.scan(["a", "b"]) == Count(found: 1, worked: 1))
        }
    }

    @Test func manyScansAtOnceLeaveAFileThatIsWhole() async throws {
        let thrift = try Thrift()
        let contents = (0..<40).map { "file \($0)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for part in 0..<6 {
                group.addTask {
                    let mine = Array(contents[part * 4..<part * 4 + 20])
                    for _ in 0..<4 { _ = try await onThread { try thrift.scan(mine) } }
                }
            }
            try await group.waitForAll()
        }
        try await onThread {
            let last = try thrift.session()
            #expect(last.warning == nil)
            #expect(try thrift.scan(contents).found == 20)
            #expect(thrift.files.count == 1)
        }
    }

    @Test func aFileThatIsReplacedMeanwhileIsStillReadToItsEnd() async throws {
        try await onThread {
            let thrift = try Thrift()
            _ = try thrift.scan(["a", "b"])
            let session = try thrift.session()
            _ = try thrift.scan(["c"])
            let log = try thrift.lab.scan(thrift.plugin(), [("a", "a"), ("b", "b")], results: session)
            #expect(log.findings.map(\.finding.ruleID) == ["fixture.thrift.found", "fixture.thrift.found"])
            #expect(session.keep(isWhole: true) == nil)
        }
    }
}
