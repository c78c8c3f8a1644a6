internal import HTTPTypes
internal import Logging
internal import Model
internal import Store
internal import Synchronization

/// Everything that a caller may be known by: the key of the environment, issued keys, and nothing at all as long as
/// there are none of these.
final class Credentials: Sendable {
    let ring: KeyRing
    let usage: KeyUsage
    private let environmentKey: SecretDigest?
    /// Without credentials nobody needs any; never so where others than this machine could reach the server without
    /// having been asked for it.
    private let mayBeOpen: Bool
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    /// Whether the last caller without a credential was turned away.
    private let wasClosed = Mutex(false)

    init(_ configuration: APIConfiguration, ring: KeyRing, usage: KeyUsage, logger: Logger) {
        self.logger = logger
        self.ring = ring
        self.usage = usage
        environmentKey = configuration.apiKey.map(SecretDigest.init(of:))
        mayBeOpen = configuration.mayBeOpen
        now = configuration.now
    }

    /// The caller who sent this text, or none. Throws 401.
    func principal(sending text: String?, from client: String) async throws -> Principal {
        guard let text else { return try await anyone(from: client) }
        if let environmentKey, environmentKey.accepts(text) { return .environment }
        let stored = try await ring.keys()[KeyText.prefix(of: text)]
        // An unknown prefix is hashed and compared like a known one, so that the time tells nothing.
        let isRight = (stored?.secret ?? .decoy).accepts(text)
        guard isRight, let key = stored?.key else { throw APIError.invalidKey }
        return try admit(key)
    }

    /// The caller whom an event token was given to, looked up again. Throws 401 when its right is gone.
    func principal(named name: String, from client: String) async throws -> Principal {
        switch name {
        case Principal.environmentName where environmentKey != nil: return .environment
        case Principal.developerName: return try await anyone(from: client)
        default:
            guard let stored = try await ring.keys().values.first(where: { $0.key.id == name }) else {
                throw APIError.invalidKey
            }
            return try admit(stored.key)
        }
    }

    /// Nobody needs credentials at the moment: the server is one for development.
    func areNeedless() async -> Bool { mayBeOpen ? (try? await ring.keys().isEmpty) ?? false : false }

    private func admit(_ key: APIKey) throws(APIError) -> Principal {
        let time = now()
        guard key.isLive(at: time) else { throw .invalidKey }
        usage.note(key.id, at: time)
        return .key(key)
    }

    private func anyone(from client: String) async throws -> Principal {
        let isOpen = mayBeOpen ? try await ring.keys().isEmpty : false
        let wasClosed = wasClosed.withLock { wasClosed in
            defer { wasClosed = !isOpen }
            return wasClosed
        }
        guard isOpen else { throw APIError.keyRequired }
        if wasClosed { logger.warning("The last key was revoked: requests without credentials are answered again") }
        return .developer(client: client)
    }
}

/// The credential that a request carries in its headers.
enum SentKey {
    /// `X-API-Key` decides where both are sent. An empty one, and an `Authorization` of another scheme, which may be
    /// meant for a proxy, are none.
    static func text(in headers: HTTPFields) -> String? {
        if let key = headers[.apiKey], !key.isEmpty { return key }
        guard let parts = headers[.authorization]?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return nil }
        return String(parts[1].drop { $0 == " " })
    }
}

extension APIError {
    static let keyRequired = unauthorized("X-API-Key header required")
    static let invalidKey = unauthorized("Invalid API key")

    /// RFC 6750, section 3.
    static func unauthorized(_ detail: String) -> APIError {
        APIError(.unauthorized, detail, headers: [.wwwAuthenticate: "Bearer"])
    }

    static func missing(_ scope: Scope) -> APIError { APIError(.forbidden, "Requires scope: \(scope.rawValue)") }
}
