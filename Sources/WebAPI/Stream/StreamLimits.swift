internal import Logging
internal import Synchronization

/// What streamed answers may cost, and how many event streams are open.
final class StreamLimits: Sendable {
    let writeTimeout: Duration
    let keepaliveInterval: Duration
    /// Events that wait for one subscriber.
    let queueLength: Int
    let logger: Logger
    private let maximum: Int
    private let open = Mutex(0)

    init(_ configuration: APIConfiguration, logger: Logger) {
        writeTimeout = configuration.writeTimeout
        keepaliveInterval = configuration.keepaliveInterval
        queueLength = configuration.eventQueueLength
        maximum = configuration.maximumEventStreams
        self.logger = logger
    }

    /// Event streams that are open, or about to be.
    var openCount: Int { open.withLock { $0 } }

    /// Takes a place among the event streams; it is given back when the seat is let go. Throws 503 when all are taken.
    func takeSeat() throws(APIError) -> Seat {
        let isTaken = open.withLock { open in
            guard open < maximum else { return false }
            open += 1
            return true
        }
        guard isTaken else {
            throw .retryLater("All \(maximum) event streams are in use (SECURESCAN_MAX_SSE)", seconds: 5)
        }
        return Seat(limits: self)
    }

    final class Seat: Sendable {
        private let limits: StreamLimits

        fileprivate init(limits: StreamLimits) { self.limits = limits }

        deinit { limits.open.withLock { $0 -= 1 } }
    }
}
