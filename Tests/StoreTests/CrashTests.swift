import Foundation
import GRDB
import Model
import Testing

@testable import Store

/// What the files hold at a moment is what a process that dies at that moment leaves behind; copies of them are opened.
@Suite(.timeLimit(.minutes(10)))
struct CrashTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    @Test func acknowledgedRowsSurviveAndAnOpenTransactionDoesNot() async throws {
        let id = try await store.runningScan()
        #expect(try store.append(.samples(0..<500), to: id))
        try await store.insert(.sample("promised"))
        let copy = try await store.pool.writeWithoutTransaction { [database] db in
            // So small a cache spills pages of the open transaction into the log.
            try db.execute(sql: "PRAGMA cache_size = 10")
            try db.beginTransaction(.immediate)
            _ = try FindingRecord.insert(ScanBatch.samples(500..<3000).findings, into: .counted, scan: 1, db)
            let copy = try database.copied()
            try db.rollback()
            return copy
        }
        let survivor = try copy.open()
        #expect(try await survivor.scan(id: "promised")?.status == .pending)
        #expect(try await survivor.runningScans().map(\.id) == [id])
        #expect(try await survivor.scan(id: id)?.findingsCount == 500)
        #expect(try survivor.count("findings") == 500)
        #expect(try survivor.integrity() == "ok")
    }

    @Test func logCutAnywhereHoldsWholeBatchesOnly() async throws {
        let id = try await store.runningScan()
        for batch in 0..<12 {
            var rows = ScanBatch.samples(batch * 20..<(batch + 1) * 20)
            rows.events = [.scannerProgress(scanner: "secrets", filesDone: batch, filesTotal: 12, findingsCount: 0)]
            #expect(try store.append(rows, to: id))
        }
        let whole = try database.copied()
        let log = try Data(contentsOf: URL(fileURLWithPath: whole.path + "-wal"))
        var seen: Set<Int> = []
        for cut in stride(from: 0, through: log.count, by: max(1, log.count / 60)) {
            let copy = try database.copied()
            try log.prefix(cut).write(to: URL(fileURLWithPath: copy.path + "-wal"))
            let survivor = try copy.open()
            let findings = try #require(try survivor.count("findings"))
            #expect(findings % 20 == 0)
            #expect((try await survivor.scan(id: id)?.findingsCount ?? 0) == findings)
            #expect(try survivor.count("events") == findings / 20)
            #expect(try survivor.integrity() == "ok")
            seen.insert(findings)
        }
        #expect(seen.contains(240 - 20) && seen.count > 5, "the cuts fell into many batches: \(seen)")
    }

    @Test func endIsThereWithAllOfItsPartsOrNone() async throws {
        let id = try await store.runningScan()
        let before = try database.copied()
        var end = store.completed(id, .samples(0..<40))
        end.scannersRun = ["secrets"]
        _ = try store.finish(end)
        let after = try database.copied()
        let running = try before.open()
        #expect(try await running.scan(id: id)?.status == .running)
        #expect(try running.count("findings") == 0)
        #expect(try running.count("events") == 0)
        let ended = try after.open()
        #expect(try await ended.scan(id: id) == (try await store.scan(id: id)))
        #expect(try ended.count("findings") == 40)
        #expect(try ended.count("events") == 1)
    }

    @Test(arguments: [(Durability.promised, 2), (.progress, 1)])
    func durabilityIsThatOfTheCommit(_ durability: Durability, _ level: Int) async throws {
        let inside = try await store.write(durability) { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(inside == level)
    }
}

extension TemporaryDatabase {
    /// The file and its log as they are on the disk now. The log's index is left out: it is made anew, as after a
    /// power cut.
    func copied() throws -> TemporaryDatabase {
        let copy = try TemporaryDatabase()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy.path + suffix)
        }
        return copy
    }
}
