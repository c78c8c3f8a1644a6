internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// What HTTP/1 demands of a request's head and the parser does not check (RFC 9112), and whether another request may
/// follow. Stands behind the parser, where a request still has its version. Belongs to one connection.
final class HeadRules: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let clock: ConnectionClock
    /// The request that is being read is the last one.
    private var isLast = false
    /// Nothing more is read.
    private var isOver = false
    /// Versions of the requests whose answer has not begun, oldest first.
    private var unanswered: [HTTPVersion] = []

    init(_ clock: ConnectionClock) { self.clock = clock }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head(var head):
            if let refusal = HeadRules.refusal(of: head) { return refuse(context, refusal) }
            isLast = HeadRules.isLast(head)
            if isLast { head.headers.replaceOrAdd(name: "connection", value: "close") }
            unanswered.append(head.version)
            clock.headEnded()
            context.fireChannelRead(wrapInboundOut(.head(head)))
        case .body:
            context.fireChannelRead(data)
        case .end:
            clock.requestEnded()
            if isLast { stop() }
            context.fireChannelRead(data)
        }
    }

    /// A client of HTTP/1.0 knows no chunks: it is answered in its version, and the end of the connection ends the
    /// body.
    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.code >= 200, !unanswered.isEmpty else {
            return context.write(data, promise: promise)
        }
        let version = unanswered.removeFirst()
        guard version.isOld else { return context.write(data, promise: promise) }
        head.version = version
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// What follows the last request is not read, so it cannot be wrong.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isOver || !(error is HTTPParserError) else { return }
        context.fireErrorCaught(error)
    }

    private func refuse(_ context: ChannelHandlerContext, _ refusal: RequestRefusal) {
        stop()
        context.fireErrorCaught(refusal)
    }

    private func stop() {
        isOver = true
        clock.deafen()
    }

    private static func refusal(of head: HTTPRequestHead) -> RequestRefusal? {
        let hosts = head.headers[canonicalForm: "host"].count
        guard hosts == 1 || (hosts == 0 && head.version.isOld) else {
            return RequestRefusal(.badRequest, "A request has exactly one Host header")
        }
        guard head.method != .CONNECT else { return RequestRefusal(.notImplemented, "CONNECT is not supported") }
        if let coding = head.headers.first(name: "transfer-encoding") {
            guard !head.version.isOld else {
                return RequestRefusal(.badRequest, "Transfer-Encoding needs HTTP/1.1")
            }
            guard coding.lowercased() == "chunked" else {
                return RequestRefusal(.notImplemented, "The only Transfer-Encoding that is supported is chunked")
            }
        }
        guard head.headers[canonicalForm: "expect"].allSatisfy({ $0.lowercased() == "100-continue" }) else {
            return RequestRefusal(.expectationFailed, "The only expectation that can be met is 100-continue")
        }
        return nil
    }

    /// The parser takes what follows a request for another protocol as not its own and would keep all of it.
    private static func isLast(_ head: HTTPRequestHead) -> Bool {
        !head.isKeepAlive || head.version.isOld || head.headers.contains(name: "upgrade")
    }
}

extension HTTPVersion {
    /// HTTP/1.0, the only older version that the parser takes.
    fileprivate var isOld: Bool { self == .http1_0 }
}
