public import Model

/// The events of one scan: those recorded, then those that happen, in order and none twice. It ends after the terminal
/// event, which every reader gets; at once when the scan is unknown; and when the reading task is cancelled or the
/// store closed.
///
/// Recorded events are read in parts and never left out. While a scan runs, a reader that is slower than the scan
/// loses words of progress, and then the oldest of the events that wait for it, and sees a gap in their numbers. Throws
/// `StoreError`.
public struct ScanEventStream: AsyncSequence, Sendable {
    public typealias Element = RecordedEvent

    let store: Store
    let scanID: String
    let after: Int64
    private let queue: EventQueue

    init(store: Store, scanID: String, after: Int64, buffer: Int) {
        self.store = store
        self.scanID = scanID
        self.after = after
        queue = EventQueue(capacity: buffer)
    }

    /// For one reading.
    public func makeAsyncIterator() -> Iterator {
        Iterator(follower: Follower(store: store, scanID: scanID, after: after, queue: queue))
    }

    /// The reading ends once it has what has happened until now.
    public func drain() { queue.end() }

    /// Belongs to one task at a time.
    public struct Iterator: AsyncIteratorProtocol {
        let follower: Follower

        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws -> RecordedEvent? {
            try await follower.next(isolation: actor)
        }
    }
}
