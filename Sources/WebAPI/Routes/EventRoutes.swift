internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// The live story of a scan.
struct EventRoutes: Sendable {
    let backend: Backend

    var routes: [Route] {
        [
            Route(
                .get, "/scans/{id}/events", scope: .read, tag: "Scans", summary: "Follow a scan as it happens",
                details: """
                    Server-sent events: the whole story so far, then what comes. `Last-Event-ID` goes on after that \
                    event. The stream closes after `scan.complete`, `scan.failed` or `scan.cancelled`.
                    """,
                answer: .stream(of: EventSchemas.event, "text/event-stream", "The events"),
                refusals: [404: "Scan not found", 503: "Too many event streams are open"], traits: [.eventToken],
                handler: follow),
            Route(
                .post, "/scans/{id}/event-token", scope: .read, tag: "Scans",
                summary: "A token to follow a scan with",
                details: """
                    For browsers, whose EventSource sends no headers: the token goes into the query of this scan's \
                    `/events` as `event_token`, and is good for nothing else.
                    """,
                answer: .json(EventRoutes.token, "The token"), refusals: [404: "Scan not found"], handler: issueToken),
        ]
    }

    @Sendable private func follow(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        let stream = EventStream(
            store: backend.store, limits: backend.streams, scanID: scan.id, position: EventRoutes.position(call),
            exchange: call.exchange, seat: try backend.streams.takeSeat())
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-cache", .accelBuffering: "no",
                .connection: "close",
            ],
            body: ResponseBody { try await stream.write(to: $0) })
    }

    @Sendable private func issueToken(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        guard let principal = call.principal else { throw APIError.keyRequired }
        let token = backend.tokens.issue(scanID: scan.id, to: principal)
        return .json(headers: [.cacheControl: "no-store"]) { json in
            json.object { json in
                json.member("token", token)
                json.member("expires_in", EventTokens.lifetimeSeconds)
            }
        }
    }

    private static let token = Schema.named(
        "EventToken",
        .object([
            Property("token", .string, example: "eyJzY2FuIjoi…"),
            Property("expires_in", .count, "Seconds", example: .int(Int64(EventTokens.lifetimeSeconds))),
        ]))

    /// What is no event id means the beginning.
    private static func position(_ call: Call) -> Int64 {
        max(0, call.exchange.request.headers[.lastEventID].flatMap { Int64($0) } ?? 0)
    }
}
