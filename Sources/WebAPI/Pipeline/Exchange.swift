internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// One request on its way through the pipeline.
struct Exchange: Sendable {
    let request: Request
    let channel: any Channel
    /// As it stands in the request line, still encoded, without the query.
    let path: Substring
    /// As it stands in the request line, without the `?`; empty when there is none.
    let query: Substring
    /// What the client and the log know this request by.
    var id = ""
    /// Address of the client: the peer's, or the one that trusted proxies name.
    let client: String
    let note = CallerNote()

    init(_ request: Request, channel: any Channel, proxies: TrustedProxies) {
        self.request = request
        self.channel = channel
        client = proxies.client(
            peer: channel.remoteAddress?.ipAddress ?? "unknown",
            forwarded: request.headers[.forwardedFor])
        let target = Exchange.originForm(request.head.path ?? "/")
        let end = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        path = target[..<end]
        query = end == target.endIndex ? "" : target[target.utf8.index(after: end)...]
    }

    var method: HTTPRequest.Method { request.method }

    /// Strips a fragment, which has no place in a request, and the scheme and authority of the absolute form that
    /// proxies send (RFC 9112, 3.2.2).
    private static func originForm(_ target: String) -> Substring {
        var target = target.prefix { $0 != "#" }
        for scheme in ["http://", "https://"] where target.hasPrefix(scheme) {
            let authority = target.dropFirst(scheme.count)
            target = authority[(authority.firstIndex(of: "/") ?? authority.endIndex)...]
        }
        return target.isEmpty ? "/" : target
    }
}

/// Answers a request, whatever happens.
typealias Responder = @Sendable (Exchange) async -> Response

/// One step around the answering of requests: sees the request first and the answer last.
protocol Layer: Sendable {
    func respond(to exchange: Exchange, next: Responder) async -> Response
}

extension Layer {
    func around(_ next: @escaping Responder) -> Responder {
        { exchange in await respond(to: exchange, next: next) }
    }
}
