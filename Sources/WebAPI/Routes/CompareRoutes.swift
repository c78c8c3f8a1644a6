internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import Store

/// What changed between two scans.
struct CompareRoutes: Sendable {
    let backend: Backend

    private static let first = Parameter(
        "scan_a", .text(1...200), required: true, "Id of the scan to start from.",
        example: Sample.scan)
    private static let second = Parameter(
        "scan_b", .text(1...200), required: true, "Id of the scan to compare with it.", example: Sample.laterScan)

    var routes: [Route] {
        [
            Route(
                .get, "/scans/compare", scope: .read, tag: "Scans", summary: "What changed between two scans",
                details: "Findings are the same when their fingerprints are. Each list is in canonical order.",
                query: [CompareRoutes.first, CompareRoutes.second],
                answer: .json(FindingSchemas.comparison, "New, fixed and unchanged findings"),
                refusals: [404: "Scan A not found, or Scan B not found"], handler: compare)
        ]
    }

    @Sendable private func compare(_ call: Call) async throws -> Response {
        guard let first = try await scan(call, CompareRoutes.first) else {
            throw APIError(.notFound, "Scan A not found")
        }
        guard let second = try await scan(call, CompareRoutes.second) else {
            throw APIError(.notFound, "Scan B not found")
        }
        let comparison = ScanComparison(first: first, second: second, store: backend.store)
        let limits = backend.streams
        return Response(
            status: .ok, headers: [.contentType: "application/json"],
            body: ResponseBody { writer in
                do {
                    try await comparison.write(to: writer)
                } catch {
                    limits.logger.warning(
                        "a comparison broke off",
                        metadata: ["request_id": .string(call.exchange.id), "error": .string("\(error)")])
                    throw error
                }
            })
    }

    private func scan(_ call: Call, _ parameter: Parameter) async throws -> Scan? {
        try await backend.store.scan(id: call.text(parameter) ?? "")
    }
}

/// Two scans side by side, written page by page: neither list is in memory as a whole.
private struct ScanComparison: Sendable {
    let first: Scan
    let second: Scan
    let store: Store

    private static let pageSize = 1000

    func write(to writer: any ResponseBodyWriter) async throws {
        var output = writer
        // Ids of stored scans are UUIDs: nothing in them needs escaping.
        try await output.write(ByteBuffer(string: #"{"scan_a":"\#(first.id)","scan_b":"\#(second.id)""#))
        let new = try await list("new", of: second, .notIn(scanID: first.id), to: &output)
        let fixed = try await list("fixed", of: first, .notIn(scanID: second.id), to: &output)
        let unchanged = try await list("unchanged", of: second, .alsoIn(scanID: first.id), to: &output)
        try await output.write(ByteBuffer(bytes: Array(#","summary":"#.utf8) + summary(new, fixed, unchanged) + [0x7D]))
        try await output.finish(nil)
    }

    /// Returns how many there were.
    private func list(
        _ name: String, of scan: Scan, _ comparison: FindingFilter.Comparison, to output: inout any ResponseBodyWriter
    ) async throws -> Int {
        try await output.write(ByteBuffer(string: #","\#(name)":["#))
        let filter = FindingFilter(comparison: comparison)
        var cursor: String?
        var count = 0
        repeat {
            let page = try await store.findings(of: scan.id, filter, limit: Self.pageSize, cursor: cursor)
            var json = JSONWriter()
            for item in page.items { item.write(to: &json) }
            let separator = count > 0 && !page.items.isEmpty ? [UInt8(ascii: ",")] : []
            try await output.write(ByteBuffer(bytes: separator + json.take()))
            count += page.items.count
            cursor = page.next
        } while cursor != nil
        try await output.write(ByteBuffer(string: "]"))
        return count
    }

    private func summary(_ new: Int, _ fixed: Int, _ unchanged: Int) -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("new_count", new)
            json.member("fixed_count", fixed)
            json.member("unchanged_count", unchanged)
            json.member("risk_delta", ((second.riskScore - first.riskScore) * 10).rounded() / 10)
        }
        return json.take()
    }
}
