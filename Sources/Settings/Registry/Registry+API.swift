internal import WebAPI

extension Registry {
    private static let day = 86_400

    /// Of the server.
    static let api = Section(
        APIConfiguration(),
        [
            Field(
                "SECURESCAN_HOST", \.host, .host, flag: "--host",
                "Address to listen on; without credentials a loopback address."),
            Field("SECURESCAN_PORT", \.port, .whole(0...65_535), flag: "--port", "TCP port; 0 lets the system choose."),
            Field(
                "SECURESCAN_API_KEY", optional: \.apiKey, .headerSecret, default: "none",
                "A key that grants everything, beside those in the database."),
            Field(
                "SECURESCAN_AUTH_REQUIRED", \.authRequired, .flag,
                "Starts only with a live admin key or SECURESCAN_API_KEY, and with the secret below; the last of them "
                    + "cannot be revoked."),
            Field(
                "SECURESCAN_EVENT_TOKEN_SECRET", optional: \.eventTokenSecret, .secret,
                default: "random, new at every start", "Signs event tokens."),
            Field(
                "SECURESCAN_ALLOW_INSECURE_BIND", \.allowInsecureBind, .flag,
                "Without credentials, listens on other than loopback addresses and answers under every host name."),
            Field(
                "SECURESCAN_METRICS_PUBLIC", \.metricsArePublic, .flag,
                "Everyone may read /metrics, without the scope read."),
            Field(
                "SECURESCAN_TRUSTED_PROXIES", \.trustedProxies, .addresses,
                "Addresses and blocks (10.0.0.0/8) whose X-Forwarded-For names the client."),
            Field(
                "SECURESCAN_CORS_ORIGINS", \.corsOrigins, .origins,
                "Origins of browsers that may call, or *, which needs credentials."),
            Field(
                "SECURESCAN_LEGACY_SUNSET", \.sunset, .day, "Last day of the unversioned mount /api/…."),
        ] + limits)

    private static let limits: [Field<APIConfiguration>] = [
        Field(
            "SECURESCAN_MAX_BODY_BYTES", \.maximumBodyBytes, .bytes(1 << 10...1 << 30),
            "Bytes of a request body; beyond it 413."),
        Field(
            "SECURESCAN_MAX_HEADER_BYTES", \.maximumHeaderBytes, .bytes(4 << 10...1 << 20),
            "Bytes of a request's headers; beyond it 431."),
        Field(
            "SECURESCAN_MAX_LINE_BYTES", \.maximumLineBytes, .bytes(1 << 10...1 << 20),
            "Bytes of the request line, beyond it 414, and of each header, beyond it 431; at most what all headers may "
                + "have."),
        Field(
            "SECURESCAN_MAX_HEADER_FIELDS", \.maximumHeaderFields, .whole(16...10_000),
            "Headers of a request; beyond it 431."),
        Field(
            "SECURESCAN_REQUEST_TIMEOUT", \.requestTimeout, .seconds(upTo: day),
            "Seconds for reading a request, and again for answering it."),
        Field(
            "SECURESCAN_IDLE_TIMEOUT", \.idleTimeout, .seconds(upTo: day),
            "Seconds of silence after which a connection is closed."),
        Field(
            "SECURESCAN_WRITE_TIMEOUT", \.writeTimeout, .seconds(upTo: day),
            "Seconds for a client that is behind to take 16 KiB of its answer."),
        Field(
            "SECURESCAN_MAX_CONNECTIONS", \.maximumConnections, .whole(1...1_000_000),
            "Connections at once, fewer when the limit of open files is lower; more wait."),
        Field(
            "SECURESCAN_MAX_SSE", \.maximumEventStreams, .whole(1...1_000_000),
            "Event streams at once; beyond it 503."),
        Field(
            "SECURESCAN_SSE_QUEUE", \.eventQueueLength, .whole(1...100_000),
            "Events that wait in memory for a subscriber who is slower than the scan; older ones are read again."),
        Field(
            "SECURESCAN_SSE_KEEPALIVE", \.keepaliveInterval, .seconds(upTo: 3600),
            "Seconds of silence on an event stream before a comment is sent, so that proxies keep it."),
        Field(
            "SECURESCAN_WEBHOOK_ALLOW_PRIVATE", \.allowsPrivateWebhooks, .flag,
            "Webhooks may lead to loopback and private addresses although there are credentials; link-local ones never."
        ),
    ]

    /// How often scans may be asked for.
    static let calls = Section(
        CallSettings(),
        [
            Field("SECURESCAN_RATE_LIMIT_ENABLED", \.areCounted, .flag, "Calls of POST /scans are counted."),
            Field(
                "SECURESCAN_RATE_LIMIT_PER_MIN", \.limit.perMinute, .whole(1...1_000_000),
                "Calls of POST /scans that come back to each caller in a minute."),
            Field(
                "SECURESCAN_RATE_LIMIT_BURST", \.limit.burst, .whole(1...1_000_000),
                "Calls of POST /scans at once, where that is more."),
        ])
}

struct CallSettings: Sendable {
    var areCounted = true
    var limit = RateLimit()
}
