internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import SBOM
internal import Store

/// The bill of materials of a scan.
struct SBOMRoutes: Sendable {
    let backend: Backend

    private static let format = Parameter(
        "format", .choice(["cyclonedx", "cyclonedx-json", "cyclonedx-xml", "spdx"]),
        "The kind of document; without it the header `Accept` decides, and without that it is CycloneDX as JSON.")
    private static let version = Parameter(
        "version", .choice(["1.5", "1.6", "1.7", "2.3"]),
        "Of the specification: 1.5, 1.6 (when absent) or 1.7 for CycloneDX, 2.3 for SPDX.")

    private static let types = [
        "application/vnd.cyclonedx+json", "application/vnd.cyclonedx+xml", "application/spdx+json",
    ]

    var routes: [Route] {
        [
            Route(
                .get, "/scans/{id}/sbom", scope: .read, tag: "SBOM", summary: "The bill of materials of a scan",
                details: """
                    The components that the scan found, with their dependencies, licences, hashes and known \
                    vulnerabilities; those that an ignore rule or a VEX statement of the target passes over are \
                    `not_affected`, with its reason. Two requests for one scan get the same bytes. A scan without \
                    components gives an \
                    empty document.
                    """,
                query: [SBOMRoutes.format, SBOMRoutes.version],
                answer: .documents(SBOMRoutes.types, "The document, to be saved as a file"),
                refusals: [400: "The scan has not ended yet", 404: "Scan not found", 406: "No kind fits Accept"],
                handler: document)
        ]
    }

    @Sendable private func document(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        guard scan.status.isTerminal else {
            throw APIError(.badRequest, "The SBOM is there when the scan has ended; it is \(scan.status.rawValue)")
        }
        let format = try SBOMRoutes.format(call)
        let versions = Dictionary(
            backend.engine.plugins.map { ($0.id, $0.version) }, uniquingKeysWith: { first, _ in first })
        let tools =
            [SBOMSubject.Tool(name: "SecureScan", version: backend.configuration.version)]
            + scan.scannersRun.map { SBOMSubject.Tool(name: $0, version: versions[$0] ?? "") }
        let subject = SBOMSubject(scan, tools: tools)
        let source = try await StoredInventory(store: backend.store, scanID: scan.id)
        let document = SBOMDocument(format, of: subject, from: source)
        let logger = backend.streams.logger
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(format.fileName(for: subject))\"",
                .vary: "Accept",
            ],
            body: ResponseBody { writer in
                do {
                    // The document calls its sink from this very task, one call after the other.
                    nonisolated(unsafe) var writer = writer
                    try await document.write { try await writer.write(ByteBuffer(bytes: $0)) }
                    try await writer.finish(nil)
                } catch {
                    logger.warning(
                        "an SBOM broke off",
                        metadata: ["request_id": .string(call.exchange.id), "error": .string("\(error)")])
                    throw error
                }
            })
    }

    private static func format(_ call: Call) throws -> SBOMFormat {
        let version = call.text(SBOMRoutes.version)
        do throws(SBOMError) {
            return try SBOMFormat.negotiated(
                format: call.text(SBOMRoutes.format), version: version,
                accept: call.exchange.request.headers[.accept])
        } catch {
            if error.code == .notAcceptable { throw APIError(.notAcceptable, error.message) }
            let input = JSONValue.string(version ?? "")
            throw ValidationFailure([
                Violation(.value, at: .query(SBOMRoutes.version.name), error.message, input: input)
            ])
        }
    }
}

/// Components and vulnerabilities of a stored scan, page by page.
private struct StoredInventory: SBOMSource {
    private static let pageSize = 1000

    private let store: Store
    private let scanID: String
    /// Of the findings about components, in the order of their advisories.
    private let counted: [Int64]
    /// Of those that are passed over.
    private let suppressed: [Int64]

    init(store: Store, scanID: String) async throws {
        self.store = store
        self.scanID = scanID
        counted = try await store.componentFindings(of: scanID)
        suppressed = try await store.componentFindings(of: scanID, suppressed: true)
    }

    func components(after ref: String?) async throws -> [Component] {
        try await store.components(of: scanID, after: ref, limit: StoredInventory.pageSize)
    }

    func outlines(after ref: String?) async throws -> [ComponentOutline] {
        try await store.outlines(of: scanID, after: ref, limit: StoredInventory.pageSize).map {
            ComponentOutline(ref: $0.ref, scope: $0.scope, direct: $0.direct)
        }
    }

    func relations(after relation: ComponentRelation?) async throws -> [ComponentRelation] {
        try await store.relations(of: scanID, after: relation, limit: StoredInventory.pageSize)
    }

    /// Those that count come first; a cursor is a number in the two lists together, and no page has some of both.
    func vulnerabilities(from cursor: String?) async throws -> SBOMVulnerabilityPage {
        let start = cursor.flatMap { Int($0) } ?? 0
        let isCounted = start < counted.count
        let numbers = isCounted ? counted.dropFirst(start) : suppressed.dropFirst(start - counted.count)
        let page = numbers.prefix(StoredInventory.pageSize)
        let items = try await store.findings(page, of: scanID, suppressed: !isCounted).compactMap {
            SBOMVulnerability($0.finding, state: $0.state)
        }
        let next = start + page.count
        return SBOMVulnerabilityPage(
            items: items, next: next < counted.count + suppressed.count ? String(next) : nil)
    }
}
