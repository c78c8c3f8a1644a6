internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// What load balancers and curious people ask first.
struct ProbeRoutes: Sendable {
    let backend: Backend

    var routes: [Route] {
        [
            Route(
                .get, "/", scope: .public, tag: "Health", summary: "Name and version of this server",
                answer: .json(.named("ServerInfo", ProbeRoutes.serverInfo), "The server"), handler: index),
            Route(
                .get, "/health", scope: .public, tag: "Health", summary: "Whether the process answers",
                details: "Touches nothing, neither database nor scanners.",
                answer: .json(.object([Property("status", .choice(["ok"]))]), "It does"),
                handler: { _ in .json { json in json.object { $0.member("status", "ok") } } }),
            Route(
                .get, "/ready", scope: .public, tag: "Health", summary: "Whether scans can be taken",
                details: "Asks for a database that can be written and at least one loaded scanner.",
                answer: .json(.named("Readiness", ProbeRoutes.readiness), "They can"),
                refusals: [503: "They cannot; the body has the same shape and tells which check failed"], handler: ready
            ),
        ]
    }

    @Sendable private func index(_ call: Call) -> Response {
        .json { json in
            json.object { json in
                json.member("name", "SecureScan API")
                json.member("status", "ok")
                json.member("docs", "/docs")
                json.member("health", "/health")
                json.member("version", backend.configuration.version)
            }
        }
    }

    @Sendable private func ready(_ call: Call) async -> Response {
        let isWritable = await backend.store.isWritable()
        let scanners = backend.engine.plugins.count { $0.state == .loaded }
        let isReady = isWritable && scanners > 0
        return .json(isReady ? .ok : .serviceUnavailable) { json in
            json.object { json in
                json.member("status", isReady ? "ready" : "not_ready")
                json.key("checks")
                json.object { json in
                    json.key("db")
                    json.object { $0.member("status", isWritable ? "ok" : "error") }
                    json.key("scanners")
                    json.object { json in
                        json.member("status", scanners > 0 ? "ok" : "error")
                        json.member("count", scanners)
                    }
                }
            }
        }
    }

    private static let serverInfo = Schema.object([
        Property("name", .string, example: "SecureScan API"), Property("status", .choice(["ok"])),
        Property("docs", .string, example: "/docs"),
        Property("health", .string, example: "/health"), Property("version", .string, example: "1.0.0"),
    ])

    private static let readiness = Schema.object([
        Property("status", .choice(["ready", "not_ready"])),
        Property(
            "checks",
            .object([
                Property("db", .object([Property("status", .choice(["ok", "error"]))])),
                Property(
                    "scanners",
                    .object([Property("status", .choice(["ok", "error"])), Property("count", .count, example: 1)])),
            ])),
    ])
}
