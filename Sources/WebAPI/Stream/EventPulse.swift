internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Sends a comment over an event stream that has been silent for too long, which proxies would take for dead. It lives
/// in the connection, so that a silent subscriber costs one timer and no task. Belongs to one event loop.
final class EventPulse: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let interval: TimeAmount
    /// Nil while no event stream is written.
    private var lastWrite: NIODeadline?
    private var alarm: Scheduled<Void>?

    init(interval: Duration) { self.interval = TimeAmount(interval) }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.headerFields[.contentType] == "text/event-stream":
            lastWrite = .now()
            watch(context)
        case .body where lastWrite != nil: lastWrite = .now()
        case .end: stop()
        default: break
        }
        context.write(data, promise: promise)
    }

    private func stop() {
        lastWrite = nil
        alarm?.cancel()
        alarm = nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard let lastWrite else { return }
        alarm = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastWrite + interval) { [self] in
            beat(context)
            watch(context)
        }
    }

    /// A client that is behind has something to read already.
    private func beat(_ context: ChannelHandlerContext) {
        guard let last = lastWrite, .now() - last >= interval else { return }
        if context.channel.isWritable {
            context.writeAndFlush(wrapOutboundOut(.body(EventFrame.keepalive)), promise: nil)
        }
        lastWrite = .now()
    }
}
