internal import Glibc
internal import Model
internal import TestSupport
import Testing

@testable import PluginHost

/// What a plugin sees of its target through walk and open.
@Suite(.timeLimit(.minutes(10)))
struct TreeRequestTests {
    private func target(
        _ verb: String, _ tree: MemoryTree, _ fixture: PluginFixture = .misbehaving
    ) async throws
        -> Recorder.Log
    {
        try await onThread { try Laboratory().scan(fixture, [], config: #"{"target":"\#(verb)"}"#, tree: tree) }
    }

    private static let many = MemoryTree(
        Dictionary(uniqueKeysWithValues: (0..<5000).map { ("src/deep/folder/file-number-\($0).txt", "x") }))

    @Test func walkSeesEveryFileInPages() async throws {
        let log = try await target("walk", Self.many)
        #expect(log.lines == ["walked 5000, status 0"])
        #expect(log.end == .completed(note: nil))
    }

    @Test func walkCanBeStopped() async throws {
        let log = try await target("walk-some", Self.many)
        #expect(log.lines == ["walked 5, status 3"])
        #expect(log.end == .completed(note: nil))
    }

    @Test func walkKeepsToItsPrefix() async throws {
        let log = try await target("walk-src", MemoryTree(["src/a": "", "src/b/c": "", "srcs": "", "other": ""]))
        #expect(log.lines == ["walked 2, status 0"])
    }

    @Test func filesCanBeOpenedInsideAWalk() async throws {
        let big = String(repeating: "hay ", count: 500_000) + "needle"
        let log = try await target("search", MemoryTree(["a": "needle", "b": "", "c": big, "d": "hay"]))
        #expect(log.lines == ["walked 4, status 0"])
        #expect(log.paths == ["a", "c"])
        #expect(log.findings.allSatisfy { $0.file == nil })
    }

    @Test func unreadableFileIsThePluginsErrorWithTheHostsReason() async throws {
        var tree = MemoryTree(["a": "x"])
        tree.unreadable = ["a"]
        let log = try await target("search", tree)
        #expect(log.end == .failed("scan_target returned SCN_E_INPUT: a cannot be read: Unreadable()"))
    }

    @Test func nonsenseIsAnswered() async throws {
        let log = try await target("nonsense", MemoryTree(["a": "x"]))
        #expect(log.lines == ["absent 4, outside 7, odd 7, unknown 0, data 0"])
    }

    @Test func componentsAndRelationsArrive() async throws {
        let log = try await target("components", MemoryTree(["package.json": "{}"]))
        let component = Component(
            ref: "a", name: "left-pad", version: "1.0.0", purl: "pkg:npm/left-pad@1.0.0", licenses: "MIT",
            scope: .development, direct: true, hashes: ["sha256:00"],
            evidence: Region(path: "package.json", lineStart: 3, lineEnd: 3), scanner: "fixture.misbehaving")
        #expect(log.components == [component])
        #expect(log.relations == [ComponentRelation(from: "a", to: "b")])
    }

    @Test func grantedDataIsReadable() async throws {
        var fixture = PluginFixture.misbehaving
        fixture.appendix = "\nentry:data\n"
        fixture.permissions = ["data"]
        fixture.data = [("words.txt", Array("from the data file".utf8))]
        let log = try await target("data", MemoryTree([:]), fixture)
        #expect(log.lines == ["from the data file"])
        #expect(log.end == .completed(note: nil))
    }

    private func advisories(
        _ database: [UInt8]?, granted: Bool = true, _ change: @Sendable @escaping (String) -> Void = { _ in }
    ) async throws -> Recorder.Log {
        var fixture = PluginFixture.misbehaving
        fixture.appendix = "\nentry:advisories\n"
        if granted { fixture.permissions = ["advisories"] }
        return try await onThread { [fixture] in
            let lab = try Laboratory(advisories: database)
            change(lab.folder.path + "/advisories.db")
            return try lab.scan(fixture, [], config: #"{"target":"advisories"}"#)
        }
    }

    @Test func grantedAdvisoriesAreReadable() async throws {
        #expect(try await advisories(Array("all that is known".utf8)).lines == ["all that is known"])
        #expect(try await advisories(nil).lines == ["no database"])
    }

    @Test func advisoriesNeedThePermission() async throws {
        await #expect(throws: WorkerError.self) { _ = try await advisories([1], granted: false) }
    }

    /// Whoever can write there could make a vulnerable package look clean.
    @Test func advisoriesThatOthersCanWriteAreRefused() async throws {
        await #expect(throws: WorkerError.self) { _ = try await advisories([1]) { _ = chmod($0, 0o666) } }
    }

    @Test(arguments: ["walk", "search"])
    func cancellationEndsAWalk(_ verb: String) async throws {
        let log = try await onThread {
            let lab = try Laboratory { $0.cancelGraceSeconds = 0.5 }
            let worker = try lab.start(.misbehaving, config: #"{"target":"\#(verb)"}"#)
            let recorder = lab.open(worker, tree: Self.many)
            worker.finishFiles()
            worker.cancel()
            return recorder.awaitEnd()
        }
        #expect(log.ends.count == 1)
    }
}
