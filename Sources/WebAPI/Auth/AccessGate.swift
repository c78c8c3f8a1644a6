internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// Decides who may pass, before anything else of a request is looked at: a caller without the right to a route learns
/// nothing about it.
struct AccessGate: Sendable {
    let credentials: Credentials
    let tokens: EventTokens
    /// Nil when calls are not counted.
    let limiter: RateLimiter?
    let hosts: HostCheck

    /// Throws 401 for whom nobody knows, 403 for whom the scope is missing, 421 and 429.
    func admit(_ exchange: Exchange, to match: RouteTable.Match) async throws -> Principal {
        let limiter = match.route.traits.contains(.rateLimited) ? limiter : nil
        exchange.note.quota = limiter?.look(at: nil)
        let principal = try await principal(exchange, match)
        exchange.note.principal = principal.name
        exchange.note.quota = limiter?.look(at: principal.account)
        if case .developer = principal { try hosts.check(exchange) }
        guard principal.may(match.route.scope) else { throw APIError.missing(match.route.scope) }
        if let limiter { exchange.note.quota = try limiter.take(principal.account) }
        return principal
    }

    private func principal(_ exchange: Exchange, _ match: RouteTable.Match) async throws -> Principal {
        if let text = SentKey.text(in: exchange.request.headers) {
            return try await credentials.principal(sending: text, from: exchange.client)
        }
        if match.route.traits.contains(.eventToken), let token = AccessGate.eventToken(exchange) {
            let name = try tokens.principal(in: token, scanID: match.parameters["id"] ?? "")
            return try await credentials.principal(named: name, from: exchange.client)
        }
        return try await credentials.principal(sending: nil, from: exchange.client)
    }

    /// A query that cannot be read holds none; that it cannot be read is told to those who may know.
    private static func eventToken(_ exchange: Exchange) -> String? {
        let token = (try? QueryString(exchange.query))?["event_token"]
        return token?.isEmpty == false ? token : nil
    }
}

/// Keeps web pages out of a server that asks nobody for credentials: a page whose name was made to resolve to this
/// machine (DNS rebinding) may call it, but its browser names the page's host.
struct HostCheck: Sendable {
    private let configured: String
    private let isOff: Bool

    init(_ configuration: APIConfiguration) {
        configured = HostCheck.name(in: configuration.host)
        isOff = configuration.allowInsecureBind
    }

    func check(_ exchange: Exchange) throws(APIError) {
        guard !isOff, let authority = exchange.request.head.authority else { return }
        let name = HostCheck.name(in: authority)
        guard name != configured, !BindPolicy.isLoopback(name) else { return }
        throw APIError(
            .misdirectedRequest,
            "While no credentials are configured, only requests to a loopback name such as localhost are answered, "
                + "unless SECURESCAN_ALLOW_INSECURE_BIND=1")
    }

    /// Host name or address in lower case, without port and brackets.
    private static func name(in authority: String) -> String {
        let text = authority.lowercased()
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        return text.count(where: { $0 == ":" }) == 1 ? String(text.prefix { $0 != ":" }) : text
    }
}
