internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// Starting, listing, watching and removing scans.
struct ScanRoutes: Sendable {
    let backend: Backend
    private let fields: ScanFields

    init(backend: Backend) {
        self.backend = backend
        fields = ScanFields(engine: backend.engine)
    }

    private static let status = Parameter("status", .choice(ScanStatus.allCases.map(\.rawValue)), "Only such scans.")
    private static let target = Parameter(
        "target", .text(1...4096), "Only scans of this very target path.",
        example: "/srv/repositories/shop")
    private static let notFound = [404: "Scan not found"]

    var routes: [Route] {
        [
            Route(
                .post, "/scans", scope: .write, tag: "Scans", summary: "Start a scan",
                details: """
                    The scan is stored and queued; it runs in the background. Follow its events to watch it. Calls are \
                    counted for each caller: `X-RateLimit-Limit`, `-Remaining` and `-Reset` (Unix seconds) tell how \
                    many are left.
                    """,
                body: fields.all, answer: .json(ScanSchemas.scan, "The scan, pending"),
                refusals: [
                    400: "The target cannot be scanned", 413: "The body is too large",
                    503: "The queue is full, or the target does not answer",
                ],
                traits: [.rateLimited], handler: create),
            Route(
                .get, "/scans", scope: .read, tag: "Scans", summary: "List scans, newest first",
                query: [Paging.limit, Paging.cursor, ScanRoutes.status, ScanRoutes.target],
                answer: .json(.list(of: ScanSchemas.scan), "The scans"), handler: list),
            Route(
                .get, "/scans/{id}", scope: .read, tag: "Scans", summary: "One scan",
                answer: .json(ScanSchemas.scan, "The scan"), refusals: ScanRoutes.notFound, handler: show),
            Route(
                .delete, "/scans/{id}", scope: .write, tag: "Scans", summary: "Remove a scan that has ended",
                details: "Its findings go with it; triage decisions stay.", answer: .empty("It is gone"),
                refusals: [404: "Scan not found", 409: "The scan is pending or running"], handler: delete),
            Route(
                .post, "/scans/{id}/cancel", scope: .write, tag: "Scans", summary: "Stop a scan",
                details: "What was found before is kept; nothing is added later.",
                answer: .json(ScanSchemas.scan, "The scan, cancelled"),
                refusals: [404: "Scan not found", 409: "The scan has ended already"], handler: cancel),
            Route(
                .get, "/scans/{id}/summary", scope: .read, tag: "Scans", summary: "The numbers of a scan",
                details: "Also while it runs.", answer: .json(ScanSchemas.summary, "The summary"),
                refusals: ScanRoutes.notFound, handler: summary),
        ]
    }

    @Sendable private func create(_ call: Call) async throws -> Response {
        let request = fields.request(from: call, scanTypes: backend.engine.scanTypes)
        guard !request.scanTypes.isEmpty else {
            throw APIError(.serviceUnavailable, "No scanner is loaded; GET /api/v1/plugins tells why")
        }
        let objections = fields.objections(to: request.options, plugins: backend.engine.plugins)
        guard objections.isEmpty else { throw ValidationFailure(objections) }
        let scan = try await backend.engine.submit(request)
        return .json { scan.write(to: &$0) }
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let filter = ScanFilter(
            status: call.text(ScanRoutes.status).flatMap(ScanStatus.init), target: call.text(ScanRoutes.target))
        let store = backend.store
        return try await ListAnswer(
            fetch: { try await store.writtenScans(filter, limit: $0, cursor: $1) }, limits: backend.streams
        ).response(call)
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        return .json { scan.write(to: &$0) }
    }

    @Sendable private func delete(_ call: Call) async throws -> Response {
        switch try await backend.store.delete(scanID: call.scanID()) {
        case .deleted: return Response(status: .noContent)
        case .notFound: throw APIError.scanNotFound
        case .active(let status):
            throw APIError(.conflict, "Cannot delete scan in '\(status.rawValue)' state; cancel it first")
        }
    }

    @Sendable private func cancel(_ call: Call) async throws -> Response {
        guard let scan = try await backend.engine.cancel(scanID: call.scanID()) else { throw APIError.scanNotFound }
        return .json { scan.write(to: &$0) }
    }

    @Sendable private func summary(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        return .json { scan.writeSummary(to: &$0) }
    }
}

extension Store {
    /// The scan that the path names. Throws 404.
    func scan(_ call: Call) async throws -> Scan {
        guard let scan = try await scan(id: call.scanID()) else { throw APIError.scanNotFound }
        return scan
    }
}
