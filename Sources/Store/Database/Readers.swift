internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// The threads that read the database, so that reading never holds up a task's own.
///
/// Each has a connection of its own, and one that finds the next read waiting takes it without a switch: under load
/// that, and not SQLite, is what a short read costs. Threads start when they are first needed.
final class Readers: Sendable {
    private let line: Line

    /// - Parameters:
    ///   - count: threads at the most.
    ///   - open: makes a connection that only reads.
    init(count: Int, open: @escaping @Sendable () throws -> DatabaseQueue) { line = Line(limit: count, open: open) }

    deinit { line.close() }

    /// One reading of one state of the database. Throws `CancellationError` when the task was cancelled before it had
    /// ended, and interrupts a statement that is under way then.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let read = Read()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isTaken = line.add { connection in
                    continuation.resume(with: Result { try read.perform(body, on: connection()) })
                }
                if !isTaken { continuation.resume(throwing: StoreError(.closed, "The store is closed.")) }
            }
        } onCancel: {
            read.cancel()
        }
    }

    /// Later reads throw; those that wait are still answered. Returns when the connections are closed, or after 2
    /// seconds: only the last connection of all writes the log back into the file.
    func close() {
        line.close()
        line.waitForThreads(seconds: 2)
    }
}

/// What waits for a thread, and those threads. Lives as long as the threads do, which do not keep ``Readers`` alive.
private final class Line: Sendable {
    typealias Work = @Sendable (() throws -> DatabaseQueue) -> Void

    private struct State {
        /// In the order they came; those before `next` are done.
        var waiting: [Work] = []
        var next = 0
        var idle = 0
        var threads = 0
        var isClosed = false

        mutating func take() -> Work? {
            guard next < waiting.count else { return nil }
            defer {
                next += 1
                if next == waiting.count || next >= 1024 {
                    waiting.removeSubrange(..<next)
                    next = 0
                }
            }
            return waiting[next]
        }
    }

    private let limit: Int
    private let open: @Sendable () throws -> DatabaseQueue
    private let state = Mutex(State())
    private let wake = DispatchSemaphore(value: 0)
    private let threads = DispatchGroup()

    init(limit: Int, open: @escaping @Sendable () throws -> DatabaseQueue) {
        self.limit = limit
        self.open = open
    }

    /// False when it is closed.
    func add(_ work: @escaping Work) -> Bool {
        enum Need { case nothing, thread, wake, refusal }
        let need: Need = state.withLock { state in
            if state.isClosed { return .refusal }
            state.waiting.append(work)
            if state.idle > 0 {
                state.idle -= 1
                return .wake
            }
            guard state.threads < limit else { return .nothing }
            state.threads += 1
            return .thread
        }
        switch need {
        case .nothing: break
        case .refusal: return false
        case .wake: wake.signal()
        case .thread: DispatchQueue(label: "securescan.store.read").async(group: threads) { self.run() }
        }
        return true
    }

    func close() {
        let idle = state.withLock { state in
            state.isClosed = true
            defer { state.idle = 0 }
            return state.idle
        }
        for _ in 0..<idle { wake.signal() }
    }

    func waitForThreads(seconds: Int) { _ = threads.wait(timeout: .now() + .seconds(seconds)) }

    private func run() {
        var connection: DatabaseQueue?
        defer { try? connection?.close() }
        while true {
            let (work, isOver) = state.withLock { state -> (Work?, Bool) in
                if let work = state.take() { return (work, false) }
                if state.isClosed { return (nil, true) }
                state.idle += 1
                return (nil, false)
            }
            if isOver { return }
            guard let work else {
                wake.wait()
                continue
            }
            work {
                let opened = try connection ?? open()
                connection = opened
                return opened
            }
        }
    }
}

/// One read, which may be cancelled while it waits or while SQLite is at it.
private final class Read: Sendable {
    /// Steps of SQLite's machine between two looks; some tens of microseconds.
    private static let stepsBetweenLooks: Int32 = 4000

    private let isCancelled = Atomic(false)

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func perform<T>(_ body: (Database) throws -> T, on connection: DatabaseQueue) throws -> T {
        try check()
        do {
            return try connection.read { db in
                // Not sqlite3_interrupt: that has no effect on a statement that begins a moment later.
                sqlite3_progress_handler(
                    db.sqliteConnection, Read.stepsBetweenLooks,
                    { read in
                        guard let read else { return 0 }
                        return Unmanaged<Read>.fromOpaque(read).takeUnretainedValue().hasToStop
                    }, Unmanaged.passUnretained(self).toOpaque())
                defer { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
                return try body(db)
            }
        } catch {
            try check()
            throw error
        }
    }

    private var hasToStop: Int32 { isCancelled.load(ordering: .relaxed) ? 1 : 0 }

    private func check() throws {
        if hasToStop != 0 { throw CancellationError() }
    }
}
