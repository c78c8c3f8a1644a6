internal import Hummingbird
internal import HummingbirdCore

/// `HEAD` answers as `GET` would, without the body. A streamed body is never begun; its answer names no length.
struct HeadAnswers: Layer {
    func respond(to exchange: Exchange, next: Responder) async -> Response {
        let response = await next(exchange)
        guard exchange.method == .head else { return response }
        let silence: @Sendable (inout any ResponseBodyWriter) async throws -> Void = { try await $0.finish(nil) }
        return Response(
            status: response.status, headers: response.headers,
            body: ResponseBody(contentLength: response.body.contentLength, silence))
    }
}
