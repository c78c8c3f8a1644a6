internal import Digest
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Gives each request the id under which client and log know it, and sends it back.
struct RequestIdentity: Layer {
    /// Longest id taken from a client, in bytes.
    static let limit = 128

    func respond(to exchange: Exchange, next: Responder) async -> Response {
        var exchange = exchange
        exchange.id = RequestIdentity.id(offered: exchange.request.headers[.requestID])
        var response = await next(exchange)
        response.headers[.requestID] = exchange.id
        return response
    }

    /// The offered id when it is printable ASCII of a decent length, else a UUID.
    static func id(offered: String?) -> String {
        guard let offered, (1...limit).contains(offered.utf8.count),
            offered.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        else { return SecureRandom.uuid() }
        return offered
    }
}
