internal import Model
internal import Pipeline

/// Asks a runner process for the catalogue of plugins.
enum PluginCatalogue {
    static func read(_ configuration: EngineConfiguration) throws -> [PluginInfo] {
        let process = try RunnerProcess(executable: configuration.executable)
        defer { _ = process.wait() }
        try process.link.send(.catalogue(configuration.job.plugins))
        var plugins: [PluginInfo] = []
        while let frame = try process.link.receive() {
            if case .plugin(let plugin) = frame { plugins.append(plugin) }
        }
        return plugins
    }
}
