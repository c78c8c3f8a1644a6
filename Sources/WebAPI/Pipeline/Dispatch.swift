internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// The inmost step: finds the route, asks who may use it, reads and checks what it declares, and lets its handler
/// answer in time.
struct Dispatch: Sendable {
    let routes: RouteTable
    let gate: AccessGate
    let body: BodyReader
    let deadlines: DeadlineWatch
    let timeout: Duration

    func respond(to exchange: Exchange) async throws -> Response {
        let match = try routes.match(exchange.method, exchange.path)
        exchange.note.route = match.route.path.description
        guard match.route.scope != .public else {
            return try await match.route.handler(try await call(match, exchange, nil))
        }
        let principal = try await gate.admit(exchange, to: match)
        let call = try await call(match, exchange, principal)
        let late = APIError.retryLater("The request took longer than \(timeout)", seconds: 1)
        return try await deadlines.run(within: timeout, otherwise: late) { try await match.route.handler(call) }
    }

    private func call(
        _ match: RouteTable.Match, _ exchange: Exchange, _ principal: Principal?
    ) async throws -> Call {
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
        return Call(
            exchange: exchange, principal: principal, path: match.parameters, queryString: query, query: values,
            body: members)
    }
}
