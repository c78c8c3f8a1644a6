internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import Store

/// One subscriber to the events of one scan.
///
/// Ends after the terminal event, when the client goes away, and when the server shuts down; with it ends its follower
/// in the store. What the client is slow to take waits in the follower's bounded queue, never here. The connection's
/// own task does all of it, since there may be a thousand subscribers: ``EventPulse`` breaks the silence, and
/// ``ConnectionGuard`` notices that the client is gone.
struct EventStream: Sendable {
    let store: Store
    let limits: StreamLimits
    let scanID: String
    /// The last event that the subscriber has.
    let position: Int64
    let exchange: Exchange
    /// Held for as long as the stream may run.
    let seat: StreamLimits.Seat

    func write(to writer: any ResponseBodyWriter) async throws {
        let events = store.follow(scanID: scanID, after: position, buffer: limits.queueLength)
        seat.occupy(events, exchange.channel)
        exchange.channel.closeFuture.whenComplete { _ in events.drain() }
        do {
            var writer = writer
            for try await event in events {
                try await writer.write(limits.frames.frame(of: event, in: scanID))
            }
            try await writer.finish(nil)
        } catch {
            limits.logger.debug(
                "an event stream broke off",
                metadata: ["request_id": .string(exchange.id), "error": .string("\(error)")])
            throw error
        }
    }
}
