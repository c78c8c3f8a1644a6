internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Lets pages of the configured origins call this server (Fetch standard, CORS protocol). Credentials travel in headers
/// that a page sets itself, never in cookies, so `Access-Control-Allow-Credentials` is not sent.
struct CrossOrigin: Layer {
    let origins: [String]
    private let allowsAll: Bool

    private static let exposed = [
        "X-Request-ID", "X-Total-Count", "Link", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset",
        "Retry-After", "Deprecation", "Sunset",
    ].joined(separator: ", ")
    private static let requestHeaders = "Authorization, Content-Type, Last-Event-ID, X-API-Key, X-Request-ID"
    private static let methods = "GET, HEAD, POST, PUT, PATCH, DELETE"

    init(origins: [String]) {
        self.origins = origins
        allowsAll = origins.contains("*")
    }

    func respond(to exchange: Exchange, next: Responder) async -> Response {
        guard !origins.isEmpty else { return await next(exchange) }
        let origin = exchange.request.headers[.origin].flatMap { allows($0) ? $0 : nil }
        var response: Response
        if let origin, isPreflight(exchange) {
            response = preflight(origin)
        } else {
            response = await next(exchange)
        }
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        if let origin {
            response.headers[.accessControlAllowOrigin] = allowsAll ? "*" : origin
            response.headers[.accessControlExposeHeaders] = CrossOrigin.exposed
        }
        return response
    }

    private func allows(_ origin: String) -> Bool { allowsAll || origins.contains(origin) }

    private func isPreflight(_ exchange: Exchange) -> Bool {
        exchange.method == .options && exchange.request.headers[.accessControlRequestMethod] != nil
    }

    private func preflight(_ origin: String) -> Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: CrossOrigin.methods,
                .accessControlAllowHeaders: CrossOrigin.requestHeaders,
                .accessControlMaxAge: "600",
            ])
    }
}
