internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// The inmost step: finds the route, reads and checks what it declares, and lets its handler answer in time.
struct Dispatch: Sendable {
    let routes: RouteTable
    let body: BodyReader
    let deadlines: DeadlineWatch
    let timeout: Duration

    func respond(to exchange: Exchange) async throws -> Response {
        let match = try routes.match(exchange.method, exchange.path)
        let call = try await call(match, exchange)
        guard match.route.scope != .public else { return try await match.route.handler(call) }
        let late = APIError.retryLater("The request took longer than \(timeout)", seconds: 1)
        return try await deadlines.run(within: timeout, otherwise: late) { try await match.route.handler(call) }
    }

    private func call(_ match: RouteTable.Match, _ exchange: Exchange) async throws -> Call {
        let query = try QueryString(exchange.query)
        var found: [Violation] = []
        let values = QueryCheck.values(of: query, match.route.query, &found)
        var members: [String: JSONValue] = [:]
        if let properties = match.route.body {
            let late = APIError(
                .requestTimeout, "The request body took longer than \(timeout)", headers: [.connection: "close"])
            let bytes = try await deadlines.run(within: timeout, otherwise: late) {
                try await body.bytes(of: exchange.request)
            }
            let type = exchange.request.headers[.contentType]
            members = BodyReader.members(in: bytes, declaredAs: type, properties, &found)
        }
        guard found.isEmpty else { throw ValidationFailure(found) }
        return Call(exchange: exchange, path: match.parameters, queryString: query, query: values, body: members)
    }
}
