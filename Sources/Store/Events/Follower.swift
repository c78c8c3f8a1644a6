internal import Model

/// One reading of a scan's events: first from the rows, then from the feed.
///
/// It registers with the feed before it reads the first row, so nothing can fall between the two; what comes both ways
/// is recognised by its number.
final class Follower {
    private enum Phase { case new, replay, live, ended }

    private let store: Store
    private let scanID: String
    private let queue: EventQueue
    private var phase = Phase.new
    private var last: Int64
    /// Read from the rows and not handed out, newest first.
    private var read: [RecordedEvent] = []
    private var isRowsEnd = false

    init(store: Store, scanID: String, after: Int64, queue: EventQueue) {
        self.store = store
        self.scanID = scanID
        last = after
        self.queue = queue
    }

    deinit { store.feed.unregister(queue, for: scanID) }

    func next(isolation: isolated (any Actor)?) async throws -> RecordedEvent? {
        do {
            let event = Task.isCancelled ? nil : try await advance(isolation: isolation)
            if event?.isTerminal ?? true { stop() }
            return event
        } catch {
            stop()
            if error is CancellationError { return nil }
            throw error
        }
    }

    private func stop() {
        phase = .ended
        store.feed.unregister(queue, for: scanID)
    }

    private func advance(isolation: isolated (any Actor)?) async throws -> RecordedEvent? {
        while true {
            switch phase {
            case .new:
                store.feed.register(queue, for: scanID)
                phase = .replay
            case .replay:
                if let event = read.popLast() { return passed(event) }
                // Events that the queue had no room for while the rows were read are rows too.
                if isRowsEnd, queue.droppedThrough <= last {
                    phase = .live
                } else {
                    try await readOn(isolation: isolation)
                }
            case .live:
                guard let event = await queue.next() else { return nil }
                if event.sequence > last { return passed(event) }
            case .ended:
                return nil
            }
        }
    }

    private func passed(_ event: RecordedEvent) -> RecordedEvent {
        last = event.sequence
        return event
    }

    private func readOn(isolation: isolated (any Actor)?) async throws {
        // Committed before the reading below, so a row that is missing then is gone for good and not waited for.
        let dropped = queue.droppedThrough
        guard let part = try await store.story(of: scanID, after: last) else {
            // Unknown or deleted: what still waits, perhaps the terminal event, is all there will be.
            queue.end()
            phase = .live
            return
        }
        last = part.events.isEmpty ? max(part.start, dropped) : part.start
        read = part.events.reversed()
        isRowsEnd = part.isLast
    }
}
