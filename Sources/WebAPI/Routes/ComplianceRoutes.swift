internal import Compliance
internal import Dispatch
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// Standards, and what scans say about their controls.
struct ComplianceRoutes: Sendable {
    let backend: Backend

    private static let scan = Parameter(
        "scan_id", .text(1...200), required: true, "Of the scan.", example: Sample.scan)

    var routes: [Route] {
        [
            Route(
                .get, "/compliance/frameworks", scope: .read, tag: "Compliance", summary: "List the frameworks",
                details: """
                    Standards that are built in, and the operator's own. Several editions of one standard are \
                    frameworks of their own. A further member `problems` is there when a file of the operator's is not \
                    used as it stands: sentences that say where and why.
                    """,
                answer: .json(ComplianceSchemas.frameworks, "The frameworks"), handler: list),
            Route(
                .get, "/compliance/frameworks/{id}", scope: .read, tag: "Compliance", summary: "One framework",
                details: """
                    With its controls, what in a scan can speak against each, and which of the loaded plugins can: a \
                    control with an empty `checked_by` is one that no scan says anything about.
                    """,
                answer: .json(ComplianceSchemas.framework, "The framework"), refusals: [404: "Framework not found"],
                handler: show),
            Route(
                .get, "/compliance/coverage", scope: .read, tag: "Compliance",
                summary: "What a scan says about each control",
                details: """
                    Three things are kept apart: *violated* (there are findings against it; findings decided to be \
                    false positives and suppressed ones do not count), *clear* (scanners that finished have rules for \
                    it and found nothing, which is no proof that it is met), and *not assessable* (this scan says \
                    nothing about it; the reason tells why). `coverage_percentage` is the share of controls that the \
                    scan says anything about, not a degree of compliance. `frameworks` is the same in another \
                    shape: `observed` are the violated ones and `coverage_pct` is their share.
                    """,
                query: [ComplianceRoutes.scan], answer: .json(ComplianceSchemas.coverage, "The coverage"),
                refusals: [404: "Scan not found"], handler: coverage),
        ]
    }

    @Sendable private func list(_ call: Call) async -> Response {
        let set = await current()
        return .json { json in
            json.object { json in
                json.key("frameworks")
                json.array { json in for framework in set.frameworks { framework.write(to: &json) } }
                if !set.problems.isEmpty { json.member("problems", set.problems) }
            }
        }
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let set = await current()
        guard let framework = set.framework(id: call.path["id"] ?? "") else {
            throw APIError(.notFound, "Framework not found")
        }
        let reach = RuleReach(of: backend.engine.plugins.filter { $0.state == .loaded }, in: set.map)
        return .json { framework.writeDetails(to: &$0, reach: reach) }
    }

    @Sendable private func coverage(_ call: Call) async throws -> Response {
        guard let scan = try await backend.store.scan(id: call.text(ComplianceRoutes.scan) ?? "") else {
            throw APIError.scanNotFound
        }
        let tallies = try await backend.store.ruleTallies(of: scan.id)
        let coverage = Coverage(
            await current(),
            tallies: tallies, finished: scan.scannersRun, plugins: backend.engine.plugins)
        return .json { coverage.write(to: &$0) }
    }

    /// Looking at the operator's folder blocks, if only shortly.
    private func current() async -> FrameworkSet {
        let library = backend.configuration.frameworks
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: library.current()) }
        }
    }
}
