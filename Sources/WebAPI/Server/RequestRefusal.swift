internal import HTTPTypes
internal import Model
internal import NIOCore
internal import NIOHTTP1

/// Why something that came over a connection is not taken as a request. The connection is closed after the answer.
struct RequestRefusal: Error {
    let status: HTTPResponse.Status
    let detail: String

    init(_ status: HTTPResponse.Status, _ detail: String) {
        self.status = status
        self.detail = detail
    }

    /// Nil for errors that are not about what the client sent.
    init?(_ error: any Error, isLineTooLong: Bool, _ limits: ConnectionLimits) {
        switch error {
        case let refusal as RequestRefusal: self = refusal
        case HTTPParserError.headerOverflow where isLineTooLong:
            self.init(
                .uriTooLong, "The request line is longer than \(limits.lineBytes) bytes (SECURESCAN_MAX_LINE_BYTES)")
        case HTTPParserError.headerOverflow:
            self.init(
                .requestHeaderFieldsTooLarge,
                "The request's headers are too long: at most \(limits.fields) fields (SECURESCAN_MAX_HEADER_FIELDS) of "
                    + "\(limits.lineBytes) bytes (SECURESCAN_MAX_LINE_BYTES), together \(limits.headBytes) "
                    + "(SECURESCAN_MAX_HEADER_BYTES)")
        case is IOError, is ChannelError: return nil
        default: self.init(.badRequest, "Malformed HTTP request")
        }
    }

    static let shuttingDown = RequestRefusal(.serviceUnavailable, "The server is shutting down")

    static func lateHead(_ limit: Duration) -> RequestRefusal {
        RequestRefusal(
            .requestTimeout, "The request's head took longer than \(limit) to arrive (SECURESCAN_REQUEST_TIMEOUT)")
    }

    /// The whole answer; like every error it says what happened in `detail`.
    func answer(requestID: String) -> (head: HTTPResponse, body: ByteBuffer) {
        var json = JSONWriter()
        json.object { $0.member("detail", detail) }
        let body = ByteBuffer(bytes: json.take())
        let fields: HTTPFields = [
            .contentType: "application/json", .contentLength: String(body.readableBytes), .connection: "close",
            .requestID: requestID, .xContentTypeOptions: "nosniff",
        ]
        return (HTTPResponse(status: status, headerFields: fields), body)
    }
}

/// What never became a request: how it was answered, and to whom.
struct Malformed: Sendable {
    let requestID: String
    let status: Int
    let client: String
    let reason: String
}
