import GRDB
import Synchronization
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(10)))
struct ReadersTests {
    let database: TemporaryDatabase
    let store: Store

    init() throws {
        database = try TemporaryDatabase()
        store = try database.open()
    }

    /// Counts until somebody stops it.
    private static let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"

    private func endless(started: @escaping @Sendable () -> Void) -> Task<Int?, any Error> {
        Task { [store] in
            try await store.read { db in
                started()
                return try Int.fetchOne(db, sql: Self.endless)
            }
        }
    }

    @Test func aReadThatIsUnderWayStopsWhenItsTaskIsCancelled() async throws {
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        let task = endless { signal.yield() }
        for await _ in started { break }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await store.read { try Int.fetchOne($0, sql: "SELECT 1") } == 1)
    }

    @Test func readsBeyondTheNumberOfThreadsWaitAndCanBeCancelledMeanwhile() async throws {
        let (started, signal) = AsyncStream.makeStream(of: Void.self)
        let busy = (0..<Store.readers).map { _ in endless { signal.yield() } }
        var count = 0
        for await _ in started {
            count += 1
            if count == Store.readers { break }
        }
        let wasRun = Mutex(false)
        let waiting = Task { [store] in
            try await store.read { _ in wasRun.withLock { $0 = true } }
        }
        waiting.cancel()
        for task in busy { task.cancel() }
        for task in busy { await #expect(throws: CancellationError.self) { try await task.value } }
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(wasRun.withLock { $0 } == false)
    }

    @Test func manyReadsAtOnceAreAllAnswered() async throws {
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<5000 {
                group.addTask { [store] in try await store.read { try Int.fetchOne($0, sql: "SELECT \(number)") } }
            }
            var sum = 0
            for try await number in group { sum += number ?? 0 }
            #expect(sum == 5000 * 4999 / 2)
        }
    }

    /// Readers that stay open would keep everything in the log.
    @Test func closingWritesTheLogBackIntoTheFile() async throws {
        for number in 0..<4 { try await store.insert(.sample("\(number)")) }
        try await withThrowingTaskGroup(of: Int?.self) { group in
            for _ in 0..<50 {
                group.addTask { [store] in try await store.read { try Int.fetchOne($0, sql: "SELECT 1") } }
            }
            for try await _ in group {}
        }
        store.close()
        #expect(try database.files() == ["securescan.db"])
    }

    @Test func aClosedStoreSaysSo() async throws {
        store.close()
        let error = await #expect(throws: StoreError.self) { try await store.read { _ in 1 } }
        #expect(error?.code == .closed)
    }
}
