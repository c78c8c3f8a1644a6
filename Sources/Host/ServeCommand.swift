internal import ArgumentParser
internal import Delivery
internal import Engine
internal import Logging
internal import Model
internal import ServiceLifecycle
internal import Settings
internal import Store
internal import UnixSignals
internal import WebAPI

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Starts the server: REST API, live events and the scan queue.",
        discussion: """
            Without credentials ('securescan keys' makes them) the server listens on loopback addresses only. The \
            database is at SECURESCAN_DB_PATH, by default securescan/securescan.db in the state folder ($XDG_STATE_HOME or ~/.local/state). SIGTERM or \
            Ctrl-C stops it: requests under way end, running scans are marked as failed, waiting ones go on at the next start.

            Exit status: 0 stopped by a signal; 2 a setting, the address or the database cannot be used.
            """)

    @Option(help: "Address to listen on.") var host = "127.0.0.1"
    @Option(help: "TCP port; 0 lets the system choose.") var port = 8000

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port must be from 0 to 65535, not \(port)") }
    }

    func run() async throws {
        do {
            try await serve()
        } catch let error
            where error is Environment.Fault || error is ConfigurationError || error is StoreError
            || error is SoleServer.Taken
        {
            complain(String(describing: error))
            throw Status.usage
        }
    }

    private func serve() async throws {
        ProcessSecrecy.begin()
        let settings = try Settings.load(version: Version.current)
        let variables = settings.environment.variables
        let log = try LogOutput(environment: variables)
        var api = try APIConfiguration(environment: variables)
        api.host = host
        api.port = port
        api.version = Version.current
        let configuration = try settings.engine()
        let logger = log.logger("securescan")
        let database = try settings.databasePath()
        let store = try Store(path: database)
        defer { store.close() }
        let sole = try SoleServer(database: database)
        defer { withExtendedLifetime(sole) {} }
        try await BindPolicy.check(api, store)
        let plugins = try await Engine.catalogue(of: configuration)
        report(plugins, to: logger)
        let engine = Engine(
            configuration: configuration, plugins: plugins, store: store, logger: log.logger("securescan.engine"))
        try await engine.recover()
        let address = host.contains(":") ? "[\(host)]" : host
        let webhookSeconds = try settings.webhookSeconds()
        let server = APIServer(configuration: api, store: store, engine: engine, log: log) { port in
            logger.notice("Listening on http://\(address):\(port) with the database \(database)")
        }
        var delivery = DeliveryConfiguration(allowsPrivate: { await server.allowsPrivateWebhooks() })
        delivery.attemptSeconds = webhookSeconds
        let courier = Courier(store: store, configuration: delivery, logger: log.logger("securescan.delivery"))
        try await run(server, engine, courier, quiet: log.logger("securescan.lifecycle"))
    }

    private func run(_ server: APIServer, _ engine: Engine, _ courier: Courier, quiet: Logger) async throws {
        var logger = quiet
        logger.logLevel = max(logger.logLevel, .error)
        // They stop from last to first: scans end while their event streams are still open, so that each gets its last event.
        var group = ServiceGroupConfiguration(
            services: [courier, server, engine], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        group.maximumGracefulShutdownDuration = .seconds(8)
        try await ServiceGroup(configuration: group).run()
    }

    private func report(_ plugins: [PluginInfo], to logger: Logger) {
        for plugin in plugins {
            if let reason = plugin.reason {
                logger.warning("Plugin \(plugin.id) is \(plugin.state.rawValue): \(reason)")
            } else {
                logger.info("Plugin \(plugin.id) \(plugin.version) is loaded with \(plugin.rules.count) rules")
            }
        }
        if plugins.isEmpty { logger.warning("No plugins found: every scan will fail until there is one") }
    }
}
