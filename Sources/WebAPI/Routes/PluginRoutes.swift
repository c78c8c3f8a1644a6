internal import Hummingbird
internal import HummingbirdCore
internal import Model

/// The scanners that this server knows.
struct PluginRoutes: Sendable {
    let engine: any ScanService

    private static let notFound = [404: "Plugin not found"]

    var routes: [Route] {
        [
            Route(
                .get, "/plugins", scope: .read, tag: "Plugins", summary: "List the plugins",
                details: "Those that could not be loaded are listed too, with the reason.",
                answer: .json(.list(of: PluginSchemas.plugin), "The plugins"), handler: list),
            Route(
                .get, "/plugins/{id}", scope: .read, tag: "Plugins", summary: "One plugin",
                answer: .json(PluginSchemas.pluginDetails, "The plugin"), refusals: PluginRoutes.notFound, handler: show
            ),
            Route(
                .get, "/plugins/{id}/rules", scope: .read, tag: "Plugins", summary: "What a plugin can report",
                answer: .json(.list(of: PluginSchemas.rule), "The rules"), refusals: PluginRoutes.notFound,
                handler: rules),
        ]
    }

    @Sendable private func list(_ call: Call) -> Response {
        .json { json in
            json.array { json in for plugin in engine.plugins { plugin.write(to: &json) } }
        }
    }

    @Sendable private func show(_ call: Call) throws -> Response {
        let plugin = try plugin(call)
        return .json { plugin.writeDetails(to: &$0) }
    }

    @Sendable private func rules(_ call: Call) throws -> Response {
        let plugin = try plugin(call)
        return .json { json in
            json.array { json in for rule in plugin.rules { rule.write(to: &json) } }
        }
    }

    private func plugin(_ call: Call) throws(APIError) -> PluginInfo {
        guard let plugin = engine.plugins.first(where: { $0.id == call.path["id"] }) else { throw .pluginNotFound }
        return plugin
    }
}
