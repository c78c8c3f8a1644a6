internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#endif

/// Bounds how long a client may take to send a request and to take an answer, whatever it drips. Stands next to the
/// socket and sees bytes; ``HeadRules`` tells it what they became. Belongs to one connection and its event loop.
///
/// While something is under way it looks at the time four times in the shorter limit; a quiet connection costs nothing.
final class ConnectionClock: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// Told to the handlers that follow: what is still not there although its time has passed. Told again until the
    /// connection is closed.
    enum Late { case head, body }

    private enum Arrival {
        case nothing
        case head(since: NIODeadline)
        case body(since: NIODeadline)
    }

    /// A client takes its answer more slowly than it is written.
    private struct Backlog {
        let since: NIODeadline
        let bytes: Int
    }

    /// What a client has to take within the write timeout: a slow line manages that, somebody who only wants to keep
    /// the connection has to work for it.
    private static let leastTaken = 16_384

    private let requestTimeout: TimeAmount
    private let writeTimeout: TimeAmount
    private let maximumLineBytes: Int
    private var arrival = Arrival.nothing
    private var backlog: Backlog?
    private var alarm: Scheduled<Void>?
    private var isDeaf = false
    /// Bytes of the request line so far; nil once it has ended.
    private var lineBytes: Int?

    init(_ limits: ConnectionLimits) {
        requestTimeout = TimeAmount(limits.requestTimeout)
        writeTimeout = TimeAmount(limits.writeTimeout)
        maximumLineBytes = limits.lineBytes
    }

    /// Whether the request that is being read has a longer first line than is allowed.
    var isLineTooLong: Bool { lineBytes ?? 0 > maximumLineBytes }

    func headEnded() { arrival = .body(since: .now()) }
    func requestEnded() { arrival = .nothing }

    /// Whatever comes from now on is thrown away: nothing more is answered on this connection.
    func deafen() {
        isDeaf = true
        arrival = .nothing
    }

    func handlerAdded(context: ChannelHandlerContext) {
        #if canImport(Glibc)
            // A peer that is gone without a word acknowledges nothing: the system gives it up (RFC 5482).
            let milliseconds = Int(min(writeTimeout.nanoseconds / 1_000_000, Int64(CInt.max)))
            let option = ChannelOptions.tcpOption(NIOBSDSocket.Option(rawValue: TCP_USER_TIMEOUT))
            try? context.channel.syncOptions?.setOption(option, value: milliseconds)
        #endif
    }

    func handlerRemoved(context: ChannelHandlerContext) { alarm?.cancel() }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDeaf else { return }
        let bytes = unwrapInboundIn(data)
        if case .nothing = arrival {
            arrival = .head(since: .now())
            lineBytes = 0
            watch(context)
        }
        measureLine(bytes)
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        backlog = context.channel.isWritable ? nil : Backlog(since: .now(), bytes: waitingBytes(context))
        watch(context)
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        context.fireChannelInactive()
    }

    private func measureLine(_ bytes: ByteBuffer) {
        guard let length = lineBytes else { return }
        let end = bytes.readableBytesView.firstIndex(of: UInt8(ascii: "\n"))
        let part = end.map { $0 - bytes.readerIndex } ?? bytes.readableBytes
        // A line that is too long stays so: the parser has not refused it yet.
        lineBytes = end == nil || length + part > maximumLineBytes ? length + part : nil
    }

    private func watch(_ context: ChannelHandlerContext) {
        guard alarm == nil, context.channel.isActive else { return }
        if case .nothing = arrival, backlog == nil { return }
        let wait = TimeAmount.nanoseconds(min(requestTimeout, writeTimeout).nanoseconds / 4)
        alarm = context.eventLoop.assumeIsolated().scheduleTask(in: wait) { [self] in
            alarm = nil
            look(context)
            watch(context)
        }
    }

    private func look(_ context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        switch arrival {
        case .head(let since) where now - since >= requestTimeout: context.fireUserInboundEventTriggered(Late.head)
        case .body(let since) where now - since >= requestTimeout: context.fireUserInboundEventTriggered(Late.body)
        default: break
        }
        guard let backlog, now - backlog.since >= writeTimeout else { return }
        let left = waitingBytes(context)
        guard backlog.bytes - left >= ConnectionClock.leastTaken else { return context.close(promise: nil) }
        self.backlog = Backlog(since: now, bytes: left)
    }

    private func waitingBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }
}
