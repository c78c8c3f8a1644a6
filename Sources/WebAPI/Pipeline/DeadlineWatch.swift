internal import ServiceLifecycle
internal import Synchronization

/// Cancels work that takes too long. One task looks at all of it every so often, so that a deadline costs a request two
/// dictionary operations instead of a timer of its own.
final class DeadlineWatch: Service {
    private struct Entry {
        let deadline: ContinuousClock.Instant
        let cancel: @Sendable () -> Void
        var isExpired = false
    }

    private struct State {
        var entries: [UInt64: Entry] = [:]
        var next: UInt64 = 0
    }

    private let state = Mutex(State())
    private let interval: Duration

    /// Deadlines are kept to within `interval`.
    init(interval: Duration) { self.interval = interval }

    /// Runs the work, and cancels it after `limit`. Throws `error` when it gave up because of that; a result that came
    /// all the same is kept.
    func run<Value: Sendable>(
        within limit: Duration, otherwise error: APIError, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let task = Task { try await work() }
        let ticket = enter(deadline: .now + limit) { task.cancel() }
        do {
            let value = try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
            _ = leave(ticket)
            return value
        } catch let failure {
            throw leave(ticket) ? error : failure
        }
    }

    /// Looks after deadlines until it is cancelled or told to shut down.
    func run() async throws {
        try? await cancelWhenGracefulShutdown { [self] in
            while true {
                try await Task.sleep(for: interval)
                expire(at: .now)
            }
        }
    }

    private func enter(deadline: ContinuousClock.Instant, cancel: @escaping @Sendable () -> Void) -> UInt64 {
        state.withLock { state in
            state.next += 1
            state.entries[state.next] = Entry(deadline: deadline, cancel: cancel)
            return state.next
        }
    }

    /// Whether the deadline had passed.
    private func leave(_ ticket: UInt64) -> Bool {
        state.withLock { $0.entries.removeValue(forKey: ticket)?.isExpired ?? false }
    }

    private func expire(at now: ContinuousClock.Instant) {
        let late = state.withLock { state in
            let tickets = state.entries.filter { $0.value.deadline <= now && !$0.value.isExpired }.map(\.key)
            return tickets.compactMap { ticket in
                state.entries[ticket]?.isExpired = true
                return state.entries[ticket]?.cancel
            }
        }
        for cancel in late { cancel() }
    }
}
