internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// What browsers are told about every answer. Pages bring a content security policy of their own; nothing else is ever
/// to be rendered, framed or kept.
struct SecurityHeaders: Layer {
    func respond(to exchange: Exchange, next: Responder) async -> Response {
        var response = await next(exchange)
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.frameOptions] = "DENY"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
