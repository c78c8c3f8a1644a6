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

    /// Later reads throw; those that wait are still answered.
    func close() { line.close() }
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
        case .thread: DispatchQueue(label: "securescan.store.read").async { self.run() }
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
    private enum Phase {
        case waiting
        case running(Connection)
        case ended, cancelled
    }

    /// The address of SQLite's connection, of which only `sqlite3_interrupt` is called from other threads, as its
    /// documentation allows.
    private struct Connection: @unchecked Sendable {
        let pointer: OpaquePointer?
    }

    private let phase = Mutex(Phase.waiting)

    func perform<T>(_ body: (Database) throws -> T, on connection: DatabaseQueue) throws -> T {
        if isCancelled { throw CancellationError() }
        do {
            return try connection.read { db in
                guard begin(db) else { throw CancellationError() }
                defer { end() }
                return try body(db)
            }
        } catch {
            throw isCancelled ? CancellationError() : error
        }
    }

    /// Interrupts under the lock: the connection cannot pass on to another read meanwhile.
    func cancel() {
        phase.withLock { phase in
            switch phase {
            case .running(let connection): sqlite3_interrupt(connection.pointer)
            case .waiting: break
            case .ended, .cancelled: return
            }
            phase = .cancelled
        }
    }

    private var isCancelled: Bool {
        phase.withLock { if case .cancelled = $0 { true } else { false } }
    }

    private func begin(_ db: Database) -> Bool {
        phase.withLock { phase in
            guard case .waiting = phase else { return false }
            phase = .running(Connection(pointer: db.sqliteConnection))
            return true
        }
    }

    private func end() {
        phase.withLock { phase in if case .running = phase { phase = .ended } }
    }
}
