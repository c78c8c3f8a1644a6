import Model
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(1)))
struct ComponentTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func componentsAreReadBackWholeInOrderOfRef() async throws {
        let id = try await store.runningScan()
        let full = Component(
            ref: "pkg:npm/a@1", type: "application", name: "a", version: "1", purl: "pkg:npm/a@1", licenses: "MIT",
            scope: .development, direct: true, hashes: ["sha256:00", "sha256:11"],
            evidence: Region(path: "package.json", lineStart: 3, lineEnd: 4, columnStart: 1, columnEnd: 9, note: "n"),
            scanner: "dependency")
        let bare = Component(ref: "a", name: "b")
        let twin = Component(ref: "a", name: "other")
        _ = try store.append(ScanBatch(components: [full, bare, twin]), to: id)
        #expect(try await store.components(of: id) == [bare, full])
        #expect(try await store.components(of: "unknown").isEmpty)
    }

    @Test func listsAreReadInParts() async throws {
        let id = try await store.runningScan()
        let components = (10..<30).map { Component(ref: "r\($0)", name: "n") }
        let relations = (10..<30).map { ComponentRelation(from: "r\($0 / 3)", to: "r\($0)") }
        _ = try store.append(ScanBatch(components: components.reversed(), relations: relations + relations), to: id)
        var read: [Component] = []
        while true {
            let part = try await store.components(of: id, after: read.last?.ref, limit: 7)
            if part.isEmpty { break }
            read += part
        }
        #expect(read == components)
        var related: [ComponentRelation] = []
        while true {
            let part = try await store.relations(of: id, after: related.last, limit: 3)
            if part.isEmpty { break }
            related += part
        }
        #expect(related == relations.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
        #expect(try await store.relations(of: id) == related)
    }
}
