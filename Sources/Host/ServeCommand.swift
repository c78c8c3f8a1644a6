internal import ArgumentParser
internal import Commands
internal import Compliance
internal import Delivery
internal import Engine
internal import Logging
internal import Model
internal import Reports
internal import ServiceLifecycle
internal import Settings
internal import Store
internal import UnixSignals
internal import WebAPI

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Starts the server: REST API, live events and the scan queue.",
        discussion: """
            Without credentials ('securescan keys' makes them) the server listens on loopback addresses only. SIGTERM \
            or Ctrl-C stops it: requests under way end, running scans are marked as failed, waiting ones go on at the \
            next start.

            Exit status: 0 stopped by a signal; 2 a setting, the address or the database cannot be used.
            """)

    @OptionGroup var options: ServeOptions

    func run() async throws {
        ProcessSecrecy.begin()
        let settings = try Settings.load(version: Version.current, flags: options.flags)
        let log = try settings.log()
        let logger = log.logger("securescan")
        for warning in settings.warnings { logger.warning("\(warning)") }
        let database = try settings.databasePath()
        var (api, configuration) = (try settings.api(), try settings.engine())
        api.frameworks = try settings.frameworks()
        configuration.frameworks = api.frameworks
        for problem in api.frameworks.current().problems { logger.warning("\(problem)") }
        // Before the database is opened, which may change its schema under the server that has it.
        try Store.prepare(path: database)
        let sole = try SoleServer(database: database)
        defer { withExtendedLifetime(sole) {} }
        let store = try Store(path: database)
        defer { store.close() }
        try await BindPolicy.check(api, store)
        let plugins = try await Engine.catalogue(of: configuration)
        for note in PluginReport.notes(plugins) { logger.log(level: note.isWarning ? .warning : .info, "\(note.text)") }
        let engine = Engine(
            configuration: configuration, plugins: plugins, store: store, logger: log.logger("securescan.engine"))
        try await engine.recover()
        let address = api.host.contains(":") ? "[\(api.host)]" : api.host
        let server = APIServer(configuration: api, store: store, engine: engine, log: log) { port in
            logger.notice("Listening on http://\(address):\(port) with the database \(database)")
        }
        let delivery = try settings.deliveries { await server.allowsPrivateWebhooks() }
        let courier = Courier(store: store, configuration: delivery, logger: log.logger("securescan.delivery"))
        try await run(server, engine, courier, logger: log.logger("securescan.lifecycle", atLeast: .error))
    }

    private func run(_ server: APIServer, _ engine: Engine, _ courier: Courier, logger: Logger) async throws {
        // They stop from last to first: scans end while their event streams are still open, so that each gets its last
        // event.
        var group = ServiceGroupConfiguration(
            services: [courier, server, engine], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: group).run()
    }
}
