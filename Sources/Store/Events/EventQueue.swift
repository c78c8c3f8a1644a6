internal import Model
internal import Synchronization

/// The events that wait for one follower: many may offer, one takes. When it is full the oldest word of progress goes,
/// which a newer one says better, and the oldest event when there is none. The terminal event is never the oldest of
/// several, since nothing follows it, so it is always delivered.
final class EventQueue: Sendable {
    private struct State {
        var events: [RecordedEvent] = []
        var droppedThrough: Int64 = 0
        var hasEnded = false
        var waiting: CheckedContinuation<RecordedEvent?, Never>?
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) { self.capacity = max(1, capacity) }

    /// Number of the newest event that went for want of room; 0 when none did. Older ones may still wait.
    var droppedThrough: Int64 { state.withLock { $0.droppedThrough } }

    func offer(_ events: [RecordedEvent]) {
        for event in events { offer(event) }
    }

    private func offer(_ event: RecordedEvent) {
        let waiting = state.withLock { state in
            if let waiting = state.waiting {
                state.waiting = nil
                return Optional(waiting)
            }
            if state.events.count == capacity { EventQueue.makeRoom(&state) }
            state.events.append(event)
            return nil
        }
        waiting?.resume(returning: event)
    }

    private static func makeRoom(_ state: inout State) {
        let oldest = state.events.firstIndex { $0.name == "scanner.progress" } ?? 0
        state.droppedThrough = max(state.droppedThrough, state.events.remove(at: oldest).sequence)
    }

    /// The oldest waiting event, or the next one to come; nil after `end` once none waits, and when the task is
    /// cancelled, which ends the queue.
    func next() async -> RecordedEvent? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (isReady, event) = state.withLock { state in take(&state, orWait: continuation) }
                if isReady { continuation.resume(returning: event) }
            }
        } onCancel: {
            end()
        }
    }

    /// Nothing more will be waited for.
    func end() {
        let waiting = state.withLock { state in
            state.hasEnded = true
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume(returning: nil)
    }

    private func take(
        _ state: inout State, orWait continuation: CheckedContinuation<RecordedEvent?, Never>
    ) -> (isReady: Bool, event: RecordedEvent?) {
        if !state.events.isEmpty { return (true, state.events.removeFirst()) }
        if state.hasEnded { return (true, nil) }
        state.waiting = continuation
        return (false, nil)
    }
}
