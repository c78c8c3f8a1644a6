/// What one connection may ask for and how long it may take.
struct ConnectionLimits: Sendable {
    /// Longest request line, and longest header field, in bytes.
    let lineBytes: Int
    /// Header fields of one request.
    let fields: Int
    /// All header fields together, in bytes.
    let headBytes: Int
    /// Of a body, in bytes.
    let bodyBytes: Int
    /// For a head from its first byte on, and again for its body, however they drip in.
    let requestTimeout: Duration
    /// In which a client that is behind has to take some of its answer; see ``ConnectionClock``.
    let writeTimeout: Duration

    init(_ configuration: APIConfiguration) {
        headBytes = configuration.maximumHeaderBytes
        lineBytes = min(configuration.maximumLineBytes, headBytes)
        fields = configuration.maximumHeaderFields
        bodyBytes = configuration.maximumBodyBytes
        requestTimeout = configuration.requestTimeout
        writeTimeout = configuration.writeTimeout
    }
}
