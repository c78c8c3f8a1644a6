internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore

/// Tells callers of `/api/…` that it goes away, when, and what replaces it (RFC 9745's predecessor draft for
/// `Deprecation: true`, RFC 8594 for `Sunset`, RFC 5829 for `successor-version`).
struct LegacyMount: Layer {
    let sunset: HTTPDate

    func respond(to exchange: Exchange, next: Responder) async -> Response {
        var response = await next(exchange)
        guard let rest = LegacyMount.legacyPart(of: exchange.path) else { return response }
        response.headers[.deprecation] = "true"
        response.headers[.sunset] = sunset.text
        let query = exchange.query.isEmpty ? "" : "?" + exchange.query
        let successor = PercentEncoding.encodeReference(Mount.current.prefix + rest + query)
        response.headers.append(HTTPField(name: .link, value: "<\(successor)>; rel=\"successor-version\""))
        return response
    }

    /// What follows the legacy prefix; nil for a path that is not under it.
    private static func legacyPart(of path: Substring) -> Substring? {
        guard path.hasPrefix(Mount.legacy.prefix + "/") || path == Mount.legacy.prefix else { return nil }
        guard !path.hasPrefix(Mount.current.prefix + "/"), path != Mount.current.prefix else { return nil }
        return path.dropFirst(Mount.legacy.prefix.count)
    }
}
