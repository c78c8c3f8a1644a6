internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import Reports
internal import Store

/// A scan as a document for people or for other programs.
struct ReportRoutes: Sendable {
    let backend: Backend

    private static let format = Parameter(
        "format", .choice(ReportFormat.all.map(\.name)),
        "The kind of document; `html` without it. "
            + ReportFormat.all.map { "`\($0.name)`: \($0.summary)" }
            .joined(separator: "; ") + ".", example: "html")

    /// Without parameters, each once.
    private static let types = ReportFormat.all.reduce(into: [String]()) { types, format in
        let type = String(format.mediaType.prefix { $0 != ";" })
        if !types.contains(type) { types.append(type) }
    }

    /// Earlier scans of the same target in the trend of a page.
    private static let historyLimit = 29

    var routes: [Route] {
        [
            Route(
                .get, "/scans/{id}/report", scope: .read, tag: "Reports", summary: "A scan as a document",
                details: """
                    Two requests for one scan get the same bytes, as long as no decision about its findings changes. \
                    What a format has no room for is left out from the least severe on, and the document says so.
                    """,
                query: [ReportRoutes.format],
                answer: .documents(ReportRoutes.types, "The document, to be saved as a file"),
                refusals: [400: "The scan is not completed", 404: "Scan not found"], handler: document)
        ]
    }

    @Sendable private func document(_ call: Call) async throws -> Response {
        let scan = try await backend.store.scan(call)
        guard scan.status == .completed else {
            throw APIError(.badRequest, "The report is there when the scan is completed; it is \(scan.status.rawValue)")
        }
        guard let format = ReportFormat.named(call.text(ReportRoutes.format) ?? "html") else {
            throw APIError.internalFault
        }
        let subject = ReportSubject(
            scan, version: backend.configuration.version, plugins: backend.engine.plugins,
            compliance: try await backend.coverage(of: scan), history: try await history(of: scan),
            setAside: format.tellsSetAside ? try await setAside(of: scan) : nil)
        let report = Report(format, of: subject, from: StoredFindings(store: backend.store, scanID: scan.id))
        let logger = backend.streams.logger
        return Response(
            status: .ok,
            headers: [
                .contentType: format.mediaType,
                .contentDisposition: "attachment; filename=\"\(subject.fileName(format))\"",
            ],
            body: ResponseBody { writer in
                do {
                    // The report calls its sink from this very task, one call after the other.
                    nonisolated(unsafe) var writer = writer
                    try await report.write { try await writer.write(ByteBuffer(bytes: $0)) }
                    try await writer.finish(nil)
                } catch {
                    logger.warning(
                        "a report broke off",
                        metadata: ["request_id": .string(call.exchange.id), "error": .string("\(error)")])
                    throw error
                }
            })
    }

    private func setAside(of scan: Scan) async throws -> ReportSubject.SetAside {
        let numbers = try await backend.store.setAside(of: scan.id)
        return ReportSubject.SetAside(decided: numbers.decided, suppressed: numbers.suppressed)
    }

    /// How the target stood before, by scans that looked at as much of it.
    private func history(of scan: Scan) async throws -> [ReportSubject.Standing] {
        let filter = ScanFilter(
            status: .completed, target: scan.request.targetPath, until: scan.createdAt)
        let scans = try await backend.store.scans(filter, limit: 200, cursor: nil).items.filter { earlier in
            let (a, b) = (earlier.request, scan.request)
            return earlier.id != scan.id && a.ref == b.ref && a.baseRef == b.baseRef && a.history == b.history
                && a.scanTypes.sorted() == b.scanTypes.sorted()
        }
        return scans.prefix(ReportRoutes.historyLimit).reversed().map { earlier in
            ReportSubject.Standing(
                at: earlier.completedAt ?? earlier.createdAt, severities: earlier.severityCounts,
                riskScore: earlier.riskScore)
        }
    }
}

/// The findings of a stored scan, page by page.
private struct StoredFindings: ReportSource {
    private static let pageSize = 500

    let store: Store
    let scanID: String

    func page(_ pass: ReportPass, from cursor: String?) async throws -> ReportPage {
        switch pass {
        case .canonical: try await listed(FindingFilter(), cursor)
        case .suppressed: try await listed(FindingFilter(suppressed: true), cursor)
        case .byFile(let limit): try await byFile(limit, from: cursor)
        }
    }

    private func listed(_ filter: FindingFilter, _ cursor: String?) async throws -> ReportPage {
        let page = try await store.findings(of: scanID, filter, limit: StoredFindings.pageSize, cursor: cursor)
        return ReportPage(items: page.items, next: page.next)
    }

    /// The order is asked for again with every page: of so few findings it costs less than a page does.
    private func byFile(_ limit: Int, from cursor: String?) async throws -> ReportPage {
        let start = cursor.flatMap { Int($0) } ?? 0
        let numbers = try await store.findingsByFile(of: scanID, limit: limit)
        let page = numbers.dropFirst(start).prefix(StoredFindings.pageSize)
        let next = start + page.count
        return ReportPage(
            items: try await store.findings(page, of: scanID), next: next < numbers.count ? String(next) : nil)
    }
}
