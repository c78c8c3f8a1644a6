public import Compliance
internal import Model

/// Everything that can be set about the server. Each limit has a default, and the setting it names.
public struct APIConfiguration: Sendable {
    /// Address to bind; a non-loopback one needs `allowInsecureBind` while there are no credentials. `SECURESCAN_HOST`
    public var host = "127.0.0.1"
    /// TCP port; 0 lets the system choose. `SECURESCAN_PORT`
    public var port = 8000
    /// Of the program, shown by `GET /` and the OpenAPI document.
    public var version = "0.0.0"
    /// Longest request body in bytes; beyond it 413. `SECURESCAN_MAX_BODY_BYTES`
    public var maximumBodyBytes = 1 << 20
    /// All header fields of one request in bytes; beyond it 431. `SECURESCAN_MAX_HEADER_BYTES`
    public var maximumHeaderBytes = 80 << 10
    /// The request line in bytes, beyond it 414, and each header field, beyond it 431; never more than
    /// `maximumHeaderBytes`. A path of 4096 bytes with every byte encoded fits. `SECURESCAN_MAX_LINE_BYTES`
    public var maximumLineBytes = 16 << 10
    /// Header fields of one request; beyond it 431. `SECURESCAN_MAX_HEADER_FIELDS`
    public var maximumHeaderFields = 128
    /// For the head of a request to arrive and again for its body (408), however they drip in, and again for answering
    /// (503); not for writing a streamed answer.
    /// `SECURESCAN_REQUEST_TIMEOUT`, in seconds
    public var requestTimeout: Duration = .seconds(30)
    /// After which a connection with nothing, or half a request, on it is closed. `SECURESCAN_IDLE_TIMEOUT`, in seconds
    public var idleTimeout: Duration = .seconds(60)
    /// In which a client that is behind must take some of its answer. `SECURESCAN_WRITE_TIMEOUT`, in seconds
    public var writeTimeout: Duration = .seconds(60)
    /// Connections at once; more wait in the backlog. Fewer when the limit of open files is lower, see
    /// ``DescriptorLimit``. `SECURESCAN_MAX_CONNECTIONS`
    public var maximumConnections = 4096
    /// Event streams at once; beyond it 503. `SECURESCAN_MAX_SSE`
    public var maximumEventStreams = 1000
    /// Events that wait for a subscriber who is slower than the scan, at least 1; older ones are read from the store
    /// again. `SECURESCAN_SSE_QUEUE`
    public var eventQueueLength = 256
    /// Silence on an event stream before a comment is sent; what proxies need to keep the connection.
    /// `SECURESCAN_SSE_KEEPALIVE`, in seconds
    public var keepaliveInterval: Duration = .seconds(15)
    /// Origins that browsers may call from, or `*`. `SECURESCAN_CORS_ORIGINS`, separated by commas
    public var corsOrigins: [String] = []
    /// Last day (UTC) of the legacy mount. `SECURESCAN_LEGACY_SUNSET`, as `2026-12-31`
    public var sunset = HTTPDate(year: 2026, month: 12, day: 31)
    /// Lets a server without credentials listen on a non-loopback address. `SECURESCAN_ALLOW_INSECURE_BIND`
    public var allowInsecureBind = false
    /// Shows `/metrics` to everyone. `SECURESCAN_METRICS_PUBLIC`
    public var metricsArePublic = false
    /// Lets webhooks lead to loopback and private addresses although there are credentials.
    /// `SECURESCAN_WEBHOOK_ALLOW_PRIVATE`
    public var allowsPrivateWebhooks = false
    /// A key that grants everything and is nowhere in the database. `SECURESCAN_API_KEY`
    public var apiKey: String?
    /// Never answers without credentials, and does not start when nobody could administer it.
    /// `SECURESCAN_AUTH_REQUIRED`
    public var authRequired = false
    /// At least 16 bytes. `SECURESCAN_EVENT_TOKEN_SECRET`
    public var eventTokenSecret: [UInt8]?
    /// Peers whose `X-Forwarded-For` is believed. `SECURESCAN_TRUSTED_PROXIES`, separated by commas
    public var trustedProxies: [AddressBlock] = []
    /// Of `POST /scans`; nil when calls are not counted. `SECURESCAN_RATE_LIMIT_ENABLED`, `…_PER_MIN`, `…_BURST`
    public var rateLimit: RateLimit? = RateLimit()
    /// Standards that findings are evidence against. `SECURESCAN_COMPLIANCE_DIR`
    public var frameworks = FrameworkLibrary(directory: nil)
    /// For all that expires.
    var now: @Sendable () -> Timestamp = { .now() }

    /// Without credentials nobody needs any, where nobody but this machine, or a network that was said to be trusted,
    /// can reach the server. A browser on this machine brings in every page there is where all origins may call.
    var mayBeOpen: Bool {
        guard !authRequired, apiKey == nil else { return false }
        return allowInsecureBind || (BindPolicy.isLoopback(host) && !corsOrigins.contains("*"))
    }
    /// The last live admin key must not be revoked.
    public var needsAdminKey: Bool { authRequired && apiKey == nil }

    public init() {}

    /// Why no server can be started with these values, whatever the database holds; nil when one can.
    public var contradiction: ConfigurationError? {
        guard authRequired, eventTokenSecret == nil else { return nil }
        return ConfigurationError(
            "SECURESCAN_AUTH_REQUIRED is set, so SECURESCAN_EVENT_TOKEN_SECRET must be, too: at least 16 bytes that "
                + "nobody can guess")
    }
}
