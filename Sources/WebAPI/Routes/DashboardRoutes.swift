internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// What the dashboard shows of this server.
struct DashboardRoutes: Sendable {
    let backend: Backend
    private var engine: any ScanService { backend.engine }

    private static let days = Parameter(
        "days", .integer(1...365), "How many days, up to today (UTC); 30 when absent.",
        example: 30)
    private static let path = Parameter(
        "path", .text(1...4096),
        "An absolute path; where looking begins when absent: the first allowed root, or the "
            + "server's home folder.", example: "/srv")

    var routes: [Route] {
        [
            Route(
                .get, "/dashboard/stats", scope: .read, tag: "Dashboard", summary: "Totals over all scans",
                answer: .json(DashboardSchemas.statistics, "The totals"), handler: statistics),
            Route(
                .get, "/dashboard/trends", scope: .read, tag: "Dashboard", summary: "How things stood, day by day",
                details: "One row a day, oldest first: the latest completed scan of each target until the end of that "
                    + "day; counts are their sums, the risk score is their mean.",
                query: [DashboardRoutes.days], answer: .json(DashboardSchemas.trends, "The days"), handler: trends),
            browsing("/dashboard/browse"), browsing("/browse"),
            Route(
                .get, "/dashboard/status", scope: .read, tag: "Dashboard", summary: "Whether each scanner can run",
                answer: .json(PluginSchemas.scannerStatus, "The scanners"), handler: status),
        ]
    }

    private func browsing(_ path: String) -> Route {
        Route(
            .get, path, scope: .read, tag: "Dashboard", summary: "What a folder of the server holds",
            details: "To choose a target: folders first, then files, without hidden ones but `.git`, at most 100, and "
                + "only what may be scanned.",
            query: [DashboardRoutes.path], answer: .json(DashboardSchemas.folder, "The folder"),
            refusals: [400: "It is no folder, or must not be looked at", 503: "It does not answer"],
            handler: browse)
    }

    @Sendable private func statistics(_ call: Call) async throws -> Response {
        let statistics = try await backend.store.statistics()
        return .json { statistics.write(to: &$0) }
    }

    @Sendable private func trends(_ call: Call) async throws -> Response {
        let days = try await backend.store.trend(days: call.integer(DashboardRoutes.days) ?? 30, now: .now())
        return .json { json in
            json.object { json in
                json.key("data")
                json.array { json in for day in days { day.write(to: &json) } }
            }
        }
    }

    @Sendable private func browse(_ call: Call) async throws -> Response {
        let listing = try await engine.browse(call.text(DashboardRoutes.path))
        return .json { listing.write(to: &$0) }
    }

    @Sendable private func status(_ call: Call) -> Response {
        .json { json in
            json.object { json in
                json.key("scanners")
                json.array { json in for plugin in engine.plugins { plugin.writeStatus(to: &json) } }
                json.member("checked_at", Timestamp.now())
            }
        }
    }
}
