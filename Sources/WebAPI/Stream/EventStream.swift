internal import AsyncAlgorithms
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import ServiceLifecycle
internal import Store
internal import Synchronization

/// One subscriber to the events of one scan.
///
/// Ends after the terminal event, when the client goes away, and when the server shuts down; with it ends its follower
/// in the store. What the client is slow to take waits in the follower's bounded queue, never here.
struct EventStream: Sendable {
    let store: Store
    let limits: StreamLimits
    let scanID: String
    /// The last event that the subscriber has.
    let position: Int64
    let exchange: Exchange
    /// Held for as long as the stream may run.
    let seat: StreamLimits.Seat

    /// For taking what is left when the server shuts down.
    private static let lastWords = Duration.seconds(2)

    func write(to writer: any ResponseBodyWriter) async throws {
        let frames = AsyncChannel<ByteBuffer>()
        do {
            try await exchange.request.body.consumeWithInboundCloseHandler { _ in
                try await relay(frames, to: writer)
            } onInboundClosed: {
                frames.finish()
            }
        } catch {
            limits.logger.debug(
                "an event stream broke off",
                metadata: ["request_id": .string(exchange.id), "error": .string("\(error)")])
            throw error
        }
    }

    private func relay(_ frames: AsyncChannel<ByteBuffer>, to writer: any ResponseBodyWriter) async throws {
        let clock = QuietClock()
        let events = store.follow(scanID: scanID, after: position, buffer: limits.queueLength)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await follow(events, into: frames) }
            group.addTask { try await keepAlive(frames, clock) }
            group.addTask {
                try await gracefulShutdown()
                // Scans have been brought to an end by now; whoever listens gets the last event, unless they are slow.
                events.drain()
                try await Task.sleep(for: EventStream.lastWords)
                frames.finish()
            }
            var output = StreamWriter(writer, exchange, timeout: limits.writeTimeout)
            for await frame in frames {
                try await output.write(frame)
                clock.reset()
            }
            group.cancelAll()
            try await output.finish()
        }
    }

    private func follow(_ events: ScanEventStream, into frames: AsyncChannel<ByteBuffer>) async throws {
        defer { frames.finish() }
        for try await event in events {
            await frames.send(EventFrame.of(event))
        }
    }

    private func keepAlive(_ frames: AsyncChannel<ByteBuffer>, _ clock: QuietClock) async throws {
        while true {
            let silence = clock.silence
            if silence >= limits.keepaliveInterval {
                await frames.send(EventFrame.keepalive)
                clock.reset()
            } else {
                try await Task.sleep(for: limits.keepaliveInterval - silence)
            }
        }
    }
}

/// How long nothing was sent.
private final class QuietClock: Sendable {
    private let last = Mutex(ContinuousClock.now)

    var silence: Duration { last.withLock { .now - $0 } }

    func reset() { last.withLock { $0 = .now } }
}
