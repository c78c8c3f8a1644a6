import GRDB
import Model
import Testing

@testable import Store

/// SQLite reports the limit on pages in the very way it reports a disk without space.
@Suite(.timeLimit(.minutes(10)))
struct FullDiskTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func failedBatchIsAbsentAndTheStoreGoesOn() async throws {
        let id = try await store.runningScan()
        #expect(try store.append(.samples(0..<100), to: id))
        try fill()
        var large = ScanBatch.samples(100..<3000)
        large.events = [.scannerStart(scanner: "secrets")]
        let error = #expect(throws: StoreError.self) { try store.append(large, to: id) }
        #expect(error?.code == .full)
        #expect(error?.message.contains("disk that holds \(database.path) is full") == true)
        #expect(try await store.scan(id: id)?.findingsCount == 100)
        #expect(try await store.allFindings(of: id, limit: 60).count == 100)
        #expect(try store.count("events") == 0)
        #expect(try store.integrity() == "ok")
        try makeRoom()
        #expect(try store.append(large, to: id))
        #expect(try store.finish(store.completed(id))?.findingsCount == 3000)
        #expect(try await store.events(of: id, after: 0).map(\.name) == ["scanner.start", "scan.complete"])
        #expect(try store.integrity() == "ok")
    }

    @Test func scanIsNotAcceptedAndNotHalfEnded() async throws {
        let id = try await store.runningScan()
        try fill()
        let large = Self.largeScan
        let refused = await #expect(throws: StoreError.self) { try await store.insert(large) }
        #expect(refused?.code == .full)
        let end = store.completed(id, .samples(0..<3000))
        let error = #expect(throws: StoreError.self) { try store.finish(end) }
        #expect(error?.code == .full)
        #expect(try await store.scan(id: id)?.status == .running)
        #expect(try await store.scan(id: "large") == nil)
        try makeRoom()
        #expect(try store.finish(end)?.status == .completed)
        try await store.insert(large)
    }

    private static var largeScan: Scan {
        var scan = Scan.sample("large")
        scan.request.options = ["text": .string(String(repeating: "x", count: 200_000))]
        return scan
    }

    private func fill() throws {
        try store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        }
    }

    private func makeRoom() throws { try store.execute("PRAGMA max_page_count = 1073741823") }
}
