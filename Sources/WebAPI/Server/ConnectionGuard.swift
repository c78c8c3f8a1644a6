internal import Digest
internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes

/// Keeps the promises of the protocol where no handler can: requests are passed on one at a time, an unreadable one is
/// answered like any other error, every answer has a request id, `Connection: close` is kept without cutting off the
/// answer, and a body that nobody reads has an end. Belongs to one connection and its event loop.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a client may go on reading, or sending, after an answer that closes the connection.
    private static let linger = TimeAmount.seconds(2)

    private let limits: ConnectionLimits
    private let report: @Sendable (Malformed) -> Void
    private let clock: ConnectionClock
    private var request = RequestState()
    private var answer = AnswerState()
    private var pipeline = PipelinedParts()
    /// Nothing more is answered.
    private var isOver = false
    private var isQuiescing = false

    /// Of the request that was passed on last.
    private struct RequestState {
        var isBeingRead = false
        /// Its answer has not ended.
        var isOpen = false
        var isHead = false
        var closes = false
        var bodyBytes = 0
    }

    /// Of the answer being written.
    private struct AnswerState {
        var hasBegun = false
        var closes = false
        /// Goes on until the client is gone.
        var isEventStream = false
        /// No body may follow, not even the empty chunk that ends one: `HEAD` of a streamed answer.
        var isHeadOfStream = false
    }

    init(_ limits: ConnectionLimits, report: @escaping @Sendable (Malformed) -> Void) {
        self.limits = limits
        self.report = report
        clock = ConnectionClock(limits)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let handlers = context.pipeline.syncOperations
        do {
            try handlers.addHandler(clock, position: .first)
            let parser = try handlers.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try handlers.addHandler(HeadRules(clock), position: .after(parser))
        } catch {
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        guard !isOver else { return }
        guard pipeline.isEmpty, canPass(part) else { return pipeline.append(part) }
        pass(part, context)
    }

    /// What was pipelined is read only so far, so that it cannot fill the memory.
    func read(context: ChannelHandlerContext) {
        if pipeline.holdsRead() { return }
        context.read()
    }

    private func canPass(_ part: HTTPRequestPart) -> Bool {
        if case .head = part { !request.isOpen } else { true }
    }

    private func pass(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head):
            request = RequestState(
                isBeingRead: true, isOpen: true, isHead: head.method == .head,
                closes: head.headerFields[.connection] == "close")
            welcomeBody(of: head, context)
        case .body(let buffer):
            request.bodyBytes += buffer.readableBytes
            if !request.isOpen && request.bodyBytes > limits.bodyBytes { return context.close(promise: nil) }
        case .end:
            request.isBeingRead = false
        }
        context.fireChannelRead(wrapInboundOut(part))
    }

    /// Tells a client that waits for it to go on with its body, unless that is too long anyway (RFC 9110, 10.1.1).
    private func welcomeBody(of head: HTTPRequest, _ context: ChannelHandlerContext) {
        let length = head.headerFields[.contentLength].flatMap { Int($0) } ?? 0
        guard length <= limits.bodyBytes, head.headerFields[.expect] != nil else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// Goes on with what came while a request was being answered.
    private func passPipelined(_ context: ChannelHandlerContext) {
        guard !pipeline.isEmpty || pipeline.hasEnd else { return }
        while let part = pipeline.first, canPass(part) {
            pipeline.removeFirst()
            pass(part, context)
        }
        if pipeline.isEmpty {
            if let error = pipeline.takeError() { fail(context, error) }
            if pipeline.takeInputEnd() { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
        }
        context.fireChannelReadComplete()
        if pipeline.releasesRead() { context.read() }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard RequestRefusal(error, isLineTooLong: false, limits) != nil else { return context.fireErrorCaught(error) }
        guard !isOver else { return }
        fail(context, error)
    }

    /// Refuses what cannot be read, in its turn.
    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        if !pipeline.isEmpty || (request.isOpen && !request.isBeingRead) {
            pipeline.end(with: error)
        } else if request.isOpen {
            context.fireErrorCaught(error)
        } else {
            refuse(context, error)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let late = event as? ConnectionClock.Late { return hurry(late, context) }
        if event as? ChannelEvent == .inputClosed {
            if answer.isEventStream { return context.close(promise: nil) }
            if !pipeline.isEmpty { return pipeline.endInput() }
        }
        if event is ChannelShouldQuiesceEvent {
            isQuiescing = true
            // It will hardly be complete in time.
            if request.isBeingRead, request.isOpen, !answer.hasBegun {
                context.fireErrorCaught(RequestRefusal.shuttingDown)
            }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// A body that is late is the business of whoever reads it, as long as somebody does.
    private func hurry(_ late: ConnectionClock.Late, _ context: ChannelHandlerContext) {
        switch late {
        case .head: fail(context, RequestRefusal.lateHead(limits.requestTimeout))
        case .body where !request.isOpen: context.close(promise: nil)
        case .body: break
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.kind != .informational:
            context.write(wrapOutboundOut(.head(begin(head))), promise: promise)
        case .end(let trailers):
            let last = answer.isHeadOfStream ? HTTPResponsePart.body(ByteBuffer()) : .end(trailers)
            context.write(wrapOutboundOut(last), promise: endAnswer(context, promise))
            if !isOver { passPipelined(context) }
        default:
            context.write(data, promise: promise)
        }
    }

    private func begin(_ head: HTTPResponse) -> HTTPResponse {
        var head = head
        let hasLength = head.headerFields.contains(.contentLength)
        answer.hasBegun = true
        answer.isHeadOfStream = request.isHead && !hasLength && head.status != .noContent
        answer.isEventStream = !request.isHead && head.headerFields[.contentType] == "text/event-stream"
        answer.closes = request.closes || head.headerFields[.connection]?.lowercased() == "close"
        if answer.closes { head.headerFields[.connection] = "close" }
        if !head.headerFields.contains(.requestID) { head.headerFields[.requestID] = SecureRandom.uuid() }
        return head
    }

    /// The promise that the last part of an answer is written with.
    private func endAnswer(
        _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?
    ) -> EventLoopPromise<Void>? {
        request.isOpen = false
        defer { answer = AnswerState() }
        let isFlooded = request.isBeingRead && request.bodyBytes > limits.bodyBytes
        guard answer.closes || isFlooded || isQuiescing else { return promise }
        let done = context.eventLoop.makePromise(of: Void.self)
        done.futureResult.cascade(to: promise)
        closeSoon(after: done.futureResult, context.channel)
        return done
    }

    /// Ends our half of the connection once all is written, and the whole of it a little later: closing at once while
    /// the client still sends would reset the connection and take the answer with it (RFC 9112, 9.6).
    private func closeSoon(after written: EventLoopFuture<Void>, _ channel: any Channel) {
        isOver = true
        clock.deafen()
        if pipeline.clear() { channel.read() }
        written.whenComplete { _ in
            channel.close(mode: .output, promise: nil)
            channel.eventLoop.scheduleTask(in: ConnectionGuard.linger) { channel.close(promise: nil) }
        }
    }

    private func refuse(_ context: ChannelHandlerContext, _ error: any Error) {
        guard let refusal = RequestRefusal(error, isLineTooLong: clock.isLineTooLong, limits) else { return }
        let note = Malformed(
            requestID: SecureRandom.uuid(), status: refusal.status.code,
            client: context.channel.remoteAddress?.ipAddress ?? "unknown", reason: "\(error)")
        report(note)
        let (head, body) = refusal.answer(requestID: note.requestID)
        let done = context.eventLoop.makePromise(of: Void.self)
        closeSoon(after: done.futureResult, context.channel)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: done)
    }
}
