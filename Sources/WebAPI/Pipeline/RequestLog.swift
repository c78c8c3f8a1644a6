internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging

/// Writes one line for each request, when its answer begins. The path never carries the query, which may hold a token.
struct RequestLog: Layer {
    let logger: Logger

    func respond(to exchange: Exchange, next: Responder) async -> Response {
        let start = ContinuousClock.now
        let response = await next(exchange)
        record(exchange, status: response.status.code, after: ContinuousClock.now - start)
        return response
    }

    private func record(_ exchange: Exchange, status: Int, after elapsed: Duration) {
        logger.log(
            level: status >= 500 ? .error : .info, "request",
            metadata: [
                "request_id": .string(exchange.id),
                "method": .string(exchange.method.rawValue),
                "path": .string(RequestLog.path(exchange)),
                "status": .stringConvertible(status),
                "latency_ms": .stringConvertible(RequestLog.milliseconds(elapsed)),
                "principal": .string(exchange.note.principal),
                "client": .string(exchange.client),
            ])
    }

    /// Cut where a question mark that was encoded by mistake begins what was meant as a query.
    private static func path(_ exchange: Exchange) -> String {
        let path = String(exchange.path)
        guard let mark = path.firstRange(of: "%3F") ?? path.firstRange(of: "%3f") else { return path }
        return String(path[..<mark.lowerBound])
    }

    /// For what never became a request: what there is not to tell is null, so that every line has the same fields.
    func record(_ malformed: Malformed) {
        logger.info(
            "malformed request",
            metadata: [
                "request_id": .string(malformed.requestID), "method": .absent, "path": .absent,
                "status": .stringConvertible(malformed.status), "latency_ms": .absent, "principal": .absent,
                "client": .string(malformed.client), "error": .string(malformed.reason),
            ])
    }

    /// To a hundredth.
    static func milliseconds(_ duration: Duration) -> Double {
        ((duration / .milliseconds(1)) * 100).rounded() / 100
    }
}
