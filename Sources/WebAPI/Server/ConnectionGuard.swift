internal import Digest
internal import HTTPTypes
internal import Model
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Keeps the promises of the protocol where no handler can: an unreadable request is answered like any other error, every
/// answer has a request id, `Connection: close` is kept without cutting off the answer, and a body that nobody reads
/// has an end. Belongs to one connection and its event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// A request that never became one: how it was answered, and to whom.
    struct Malformed: Sendable {
        let requestID: String
        let status: Int
        let client: String
        let reason: String
    }

    /// How long a client may go on reading, or sending, after an answer that closes the connection.
    private static let linger = TimeAmount.seconds(2)

    private let bodyLimit: Int
    private let report: @Sendable (Malformed) -> Void
    /// For each request whose answer has not begun: whether it was `HEAD`.
    private var unanswered: [Bool] = []
    /// Requests read whose answer has not ended.
    private var outstanding = 0
    private var isReading = false
    private var bodyBytes = 0
    private var answer = AnswerState()

    /// Of the answer being written.
    private struct AnswerState {
        var closes = false
        /// No body may follow, not even the empty chunk that ends one: `HEAD` of a streamed answer.
        var isHeadOfStream = false
    }

    init(bodyLimit: Int, report: @escaping @Sendable (Malformed) -> Void) {
        self.bodyLimit = bodyLimit
        self.report = report
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let request):
            welcomeBody(of: request, context)
            unanswered.append(request.method == .head)
            outstanding += 1
            isReading = true
            bodyBytes = 0
        case .body(let buffer):
            bodyBytes += buffer.readableBytes
            if outstanding == 0 && bodyBytes > bodyLimit { return context.close(promise: nil) }
        case .end:
            isReading = false
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational:
            context.write(wrapOutboundOut(.head(begin(head))), promise: promise)
        case .end(let trailers):
            let isSilent = answer.isHeadOfStream
            let done = endAnswer(context, promise)
            context.write(wrapOutboundOut(isSilent ? .body(ByteBuffer()) : .end(trailers)), promise: done)
        default:
            context.write(data, promise: promise)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard outstanding == 0, !isReading, !(error is IOError), !(error is ChannelError) else {
            return context.fireErrorCaught(error)
        }
        refuse(context, error)
    }

    /// Tells a client that waits for it to go on with its body, unless that is too long anyway (RFC 9110, 10.1.1).
    private func welcomeBody(of request: HTTPRequest, _ context: ChannelHandlerContext) {
        let length = request.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard outstanding == 0, length <= bodyLimit, request.headerFields[.expect]?.lowercased() == "100-continue"
        else {
            return
        }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    private func begin(_ head: HTTPResponse) -> HTTPResponse {
        var head = head
        let isHead = unanswered.isEmpty ? false : unanswered.removeFirst()
        let hasLength = head.headerFields.contains(.contentLength)
        answer.isHeadOfStream = isHead && !hasLength && head.status != .noContent
        answer.closes = head.headerFields[.connection]?.lowercased() == "close"
        if !head.headerFields.contains(.requestID) { head.headerFields[.requestID] = SecureRandom.uuid() }
        return head
    }

    /// The promise that the last part of an answer is written with.
    private func endAnswer(
        _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) -> EventLoopPromise<Void>? {
        outstanding -= 1
        defer { answer = AnswerState() }
        guard answer.closes || (isReading && bodyBytes > bodyLimit) else { return promise }
        let done = context.eventLoop.makePromise(of: Void.self)
        done.futureResult.cascade(to: promise)
        closeSoon(after: done.futureResult, context.channel)
        return done
    }

    /// Ends our half of the connection once all is written, and the whole of it a little later: closing at once while the
    /// client still sends would reset the connection and take the answer with it (RFC 9112, 9.6).
    private func closeSoon(after written: EventLoopFuture<Void>, _ channel: any Channel) {
        written.whenComplete { _ in
            channel.close(mode: .output, promise: nil)
            channel.eventLoop.scheduleTask(in: ConnectionGuard.linger) { channel.close(promise: nil) }
        }
    }

    private func refuse(_ context: ChannelHandlerContext, _ error: any Error) {
        let isTooLong = if case .some(.headerOverflow) = error as? HTTPParserError { true } else { false }
        let status = isTooLong ? HTTPResponse.Status.requestHeaderFieldsTooLarge : .badRequest
        var json = JSONWriter()
        json.object { $0.member("detail", isTooLong ? "The request's headers are too long" : "Malformed HTTP request") }
        let body = ByteBuffer(bytes: json.take())
        let id = SecureRandom.uuid()
        let head = HTTPResponse(
            status: status,
            headerFields: [
                .contentType: "application/json", .contentLength: String(body.readableBytes), .connection: "close",
                .requestID: id, .xContentTypeOptions: "nosniff",
            ])
        let client = context.channel.remoteAddress?.ipAddress ?? "unknown"
        report(Malformed(requestID: id, status: status.code, client: client, reason: "\(error)"))
        let done = context.eventLoop.makePromise(of: Void.self)
        closeSoon(after: done.futureResult, context.channel)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
    }
}
