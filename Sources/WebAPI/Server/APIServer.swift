internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
public import Model
internal import NIOCore
public import ServiceLifecycle
public import Store

/// The REST server. Runs until it is told to shut down: then it takes no further connections, ends the event streams
/// and lets the requests under way finish.
public struct APIServer: Service {
    private let configuration: APIConfiguration
    private let log: LogOutput
    private let onServerRunning: @Sendable (_ port: Int) async -> Void
    private let deadlines: DeadlineWatch
    /// All routes, for checks and documents.
    let routes: RouteTable
    let streams: StreamLimits
    let credentials: Credentials
    let tokens: EventTokens
    private let store: Store
    private let backend: Backend

    /// `onServerRunning` is called once with the port that is listened on, before the first connection is taken.
    public init(
        configuration: APIConfiguration, store: Store, engine: any ScanService, log: LogOutput,
        onServerRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) {
        self.configuration = configuration
        self.log = log
        self.store = store
        self.onServerRunning = onServerRunning
        deadlines = DeadlineWatch(interval: min(.seconds(1), configuration.requestTimeout / 4))
        streams = StreamLimits(configuration, logger: log.logger("securescan.stream"))
        let logger = log.logger("securescan.keys")
        credentials = Credentials(
            configuration, ring: KeyRing(store: store), usage: KeyUsage(store: store, logger: logger), logger: logger)
        tokens = EventTokens(configuration)
        backend = Backend(
            configuration: configuration, store: store, engine: engine, streams: streams, credentials: credentials,
            tokens: tokens)
        routes = RouteTable(backend)
    }

    /// Whether webhooks may lead to loopback and private addresses at the moment: where the operator says so, and while
    /// there are no credentials.
    public func allowsPrivateWebhooks() async -> Bool {
        await backend.allowsPrivateWebhooks()
    }

    /// Throws ``ConfigurationError`` when the address must not, or cannot, be listened on.
    public func run() async throws {
        try await BindPolicy.check(configuration, store)
        if try await BindPolicy.isOpen(configuration, store) {
            log.logger("securescan").warning(
                "No credentials are configured: everyone who can reach this address may do everything.")
        }
        do {
            try await withGracefulShutdownHandler {
                try await application.run()
            } onGracefulShutdown: {
                streams.drain()
            }
        } catch let error as IOError {
            throw ConfigurationError("Cannot listen on \(configuration.host):\(configuration.port): \(error)")
        }
    }

    private var application: some ApplicationProtocol {
        let quiet = log.logger("securescan.http", atLeast: .notice)
        return Application(
            responder: Entrance(proxies: TrustedProxies(blocks: configuration.trustedProxies), respond: pipeline),
            server: .http1(configuration: channel),
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil, backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(connections, logger: quiet)),
            services: [credentials.usage, deadlines],
            onServerRunning: { await onServerRunning($0.localAddress?.port ?? configuration.port) },
            logger: quiet)
    }

    /// Says so when it is fewer than configured.
    private var connections: Int {
        let wanted = configuration.maximumConnections
        let allowed = DescriptorLimit.connections(wanted: wanted)
        if allowed < wanted {
            log.logger("securescan").warning(
                """
                Only \(allowed) of \(wanted) connections (SECURESCAN_MAX_CONNECTIONS) are possible: raise the limit of \
                open files
                """)
        }
        return allowed
    }

    /// What happens to every request, outermost first.
    private var pipeline: Responder {
        let dispatch = Dispatch(
            routes: routes, gate: gate, body: BodyReader(limit: configuration.maximumBodyBytes), deadlines: deadlines,
            timeout: configuration.requestTimeout)
        let layers: [any Layer] = [
            RequestIdentity(),
            backend.requests,
            RequestLog(logger: log.logger("securescan.request")),
            SecurityHeaders(),
            LegacyMount(sunset: configuration.sunset),
            CrossOrigin(origins: configuration.corsOrigins),
            HeadAnswers(),
            QuotaHeaders(),
        ]
        let inmost = ErrorAnswers(logger: log.logger("securescan.error")).catching(dispatch.respond)
        return layers.reversed().reduce(inmost) { next, layer in layer.around(next) }
    }

    private var gate: AccessGate {
        let limiter = configuration.rateLimit.map { RateLimiter($0, now: configuration.now) }
        return AccessGate(
            credentials: credentials, tokens: tokens, limiter: limiter, hosts: HostCheck(configuration))
    }

    private var channel: HTTP1Channel.Configuration {
        let limits = ConnectionLimits(configuration)
        let requests = RequestLog(logger: log.logger("securescan.request"))
        let silence = configuration.keepaliveInterval
        return HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionGuard(limits) { requests.record($0) }, EventPulse(interval: silence),
            ],
            idleTimeout: TimeAmount(configuration.idleTimeout),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.lineBytes, maxHeaderListSize: limits.headBytes,
                maxHeaderFieldCount: limits.fields))
    }
}

/// Hands the framework's requests to the pipeline.
private struct Entrance: HTTPResponder {
    struct Context: InitializableFromSource {
        let channel: any Channel

        init(source: ApplicationRequestContextSource) { channel = source.channel }
    }

    let proxies: TrustedProxies
    let respond: Responder

    func respond(to request: Request, context: Context) async throws -> Response {
        await respond(Exchange(request, channel: context.channel, proxies: proxies))
    }
}
