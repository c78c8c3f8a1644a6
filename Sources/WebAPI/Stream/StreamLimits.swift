internal import Logging
internal import NIOCore
internal import Store
internal import Synchronization

/// The event streams that are open: how many there may be, and how they end when the server does.
final class StreamLimits: Sendable {
    /// For taking what is left when the server shuts down.
    private static let lastWords = TimeAmount.seconds(2)

    private struct Subscriber {
        let events: ScanEventStream
        let channel: any Channel

        /// The subscriber gets what has happened until now, unless it is slow.
        func drain() {
            events.drain()
            channel.eventLoop.scheduleTask(in: StreamLimits.lastWords) { channel.close(promise: nil) }
        }
    }

    private struct State {
        var open = 0
        var subscribers: [ObjectIdentifier: Subscriber] = [:]
        var isDraining = false
    }

    /// Events that wait for one subscriber.
    let queueLength: Int
    let frames = RecentFrames()
    let logger: Logger
    private let maximum: Int
    private let state = Mutex(State())

    init(_ configuration: APIConfiguration, logger: Logger) {
        queueLength = configuration.eventQueueLength
        maximum = configuration.maximumEventStreams
        self.logger = logger
    }

    /// Event streams that are open, or about to be.
    var openCount: Int { state.withLock { $0.open } }

    /// Takes a place among the event streams; it is given back when the seat is let go. Throws 503 when all are taken.
    func takeSeat() throws(APIError) -> Seat {
        let isTaken = state.withLock { state in
            guard state.open < maximum else { return false }
            state.open += 1
            return true
        }
        guard isTaken else {
            throw .retryLater("All \(maximum) event streams are in use (SECURESCAN_MAX_SSE)", seconds: 5)
        }
        return Seat(limits: self)
    }

    /// Ends all streams, also those that are about to open. Scans have been brought to an end by then, so whoever
    /// listens gets the last event.
    func drain() {
        let subscribers = state.withLock { state in
            state.isDraining = true
            return Array(state.subscribers.values)
        }
        for subscriber in subscribers { subscriber.drain() }
    }

    final class Seat: Sendable {
        private let limits: StreamLimits

        fileprivate init(limits: StreamLimits) { self.limits = limits }

        deinit {
            let id = ObjectIdentifier(self)
            limits.state.withLock { state in
                state.open -= 1
                state.subscribers[id] = nil
            }
        }

        /// From now on the stream ends with the server.
        func occupy(_ events: ScanEventStream, _ channel: any Channel) {
            let subscriber = Subscriber(events: events, channel: channel)
            let isDraining = limits.state.withLock { state in
                state.subscribers[ObjectIdentifier(self)] = subscriber
                return state.isDraining
            }
            if isDraining { subscriber.drain() }
        }
    }
}
