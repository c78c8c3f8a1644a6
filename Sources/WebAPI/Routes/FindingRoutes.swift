internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// What a scan found.
struct FindingRoutes: Sendable {
    let backend: Backend
    private let scanType: Parameter

    init(backend: Backend) {
        self.backend = backend
        let engine = backend.engine
        scanType = Parameter("scan_type", .choice({ engine.scanTypes }), "Only findings of this type.")
    }

    private static let limit = Paging.limit(1...10_000)
    private static let severity = Parameter(
        "severity", .choice(Severity.allCases.reversed().map(\.rawValue)), "Only findings of this severity.")
    private static let compliance = Parameter(
        "compliance", .text(1...200), "Only findings with this control.", example: "OWASP-A03")
    private static let scanner = Parameter(
        "scanner", .text(1...200), "Only findings of the plugin with this id.",
        example: "secrets")
    private static let status = Parameter(
        "status", .choice(FindingState.Status.allCases.map(\.rawValue)),
        "Only findings with this decision; `new` also means undecided.")
    private static let text = Parameter(
        "q", .text(1...1000), "Only findings with this text in title, description, path or rule id, in any case.",
        example: "token")

    private static let suppressed = Parameter(
        "suppressed", .boolean,
        "True: the findings that an ignore rule, a comment or a VEX statement passed over, each with the reason in "
            + "`metadata.suppressed_by`. They are in no other listing and no count.")

    var routes: [Route] {
        [
            Route(
                .get, "/scans/{id}/findings", scope: .read, tag: "Findings", summary: "List the findings of a scan",
                details: "Worst first, then by file, line, rule and title. Filters are combined with AND.",
                query: [
                    FindingRoutes.severity, scanType, FindingRoutes.compliance, FindingRoutes.scanner,
                    FindingRoutes.status, FindingRoutes.text, FindingRoutes.suppressed, FindingRoutes.limit,
                    Paging.cursor,
                ],
                answer: .json(.list(of: FindingSchemas.findingWithState), "The findings"),
                refusals: [404: "Scan not found"], handler: list)
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let store = backend.store
        let id = try await store.scan(call).id
        let filter = FindingFilter(
            severity: call.text(FindingRoutes.severity).flatMap(Severity.init), scanType: call.text(scanType),
            compliance: call.text(FindingRoutes.compliance), scanner: call.text(FindingRoutes.scanner),
            status: call.text(FindingRoutes.status).flatMap(FindingState.Status.init),
            query: call.text(FindingRoutes.text), suppressed: call.flag(FindingRoutes.suppressed) ?? false)
        return try await ListAnswer(
            fetch: { try await store.writtenFindings(of: id, filter, limit: $0, cursor: $1) },
            limits: backend.streams
        ).response(call)
    }
}
