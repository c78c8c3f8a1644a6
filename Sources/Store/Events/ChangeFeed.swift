internal import Model
internal import Synchronization

/// Tells the followers of this process what was committed. Nothing is kept here for those who come later: that is
/// what the rows are for.
final class ChangeFeed: Sendable {
    private struct State {
        var queues: [String: [ObjectIdentifier: EventQueue]] = [:]
        var isClosed = false
    }

    /// That a delivery waits to be sent.
    let deliveries = Bell()
    private let state = Mutex(State())

    /// How many followers are registered.
    var followers: Int { state.withLock { $0.queues.values.reduce(0) { $0 + $1.count } } }

    func register(_ queue: EventQueue, for scanID: String) {
        let isClosed = state.withLock { state in
            if !state.isClosed { state.queues[scanID, default: [:]][ObjectIdentifier(queue)] = queue }
            return state.isClosed
        }
        if isClosed { queue.end() }
    }

    func unregister(_ queue: EventQueue, for scanID: String) {
        state.withLock { state in
            state.queues[scanID]?[ObjectIdentifier(queue)] = nil
            if state.queues[scanID]?.isEmpty == true { state.queues[scanID] = nil }
        }
    }

    /// Hands committed events to the followers of a scan. The caller publishes in the order of the commits.
    func publish(_ events: [RecordedEvent], of scanID: String) {
        let queues = state.withLock { $0.queues[scanID].map { Array($0.values) } ?? [] }
        for queue in queues { queue.offer(events) }
    }

    /// Ends every follower, also those that register later.
    func close() {
        let queues = state.withLock { state in
            state.isClosed = true
            return state.queues.values.flatMap(\.values)
        }
        for queue in queues { queue.end() }
        deliveries.close()
    }
}
