internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// What the dashboard shows of this server.
struct DashboardRoutes: Sendable {
    let engine: any ScanService

    var routes: [Route] {
        [
            Route(
                .get, "/dashboard/status", scope: .read, tag: "Dashboard", summary: "Whether each scanner can run",
                answer: .json(PluginSchemas.scannerStatus, "The scanners"), handler: status)
        ]
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
