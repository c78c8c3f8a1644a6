internal import Model
public import Store

/// Where a server may listen, and what it needs for that.
public enum BindPolicy {
    /// Throws unless the server may start with these settings over this database: with `SECURESCAN_AUTH_REQUIRED`
    /// someone must be able to administer it, and event tokens must outlive it; without any credentials nobody but this
    /// machine may reach it. The message says what to do.
    public static func check(_ configuration: APIConfiguration, _ store: Store) async throws {
        guard configuration.authRequired else {
            let isOpen = try await isOpen(configuration, store)
            if isOpen, !configuration.allowInsecureBind, configuration.corsOrigins.contains("*") {
                throw ConfigurationError(
                    "SECURESCAN_CORS_ORIGINS is '*' and no credentials are configured, so every web page that is open "
                        + "in a browser on this machine could read its files. Name the origins, or make a key with "
                        + "'securescan keys create'.")
            }
            return try check(host: configuration.host, allowInsecureBind: configuration.allowInsecureBind || !isOpen)
        }
        if let contradiction = configuration.contradiction { throw contradiction }
        if configuration.needsAdminKey, try await store.liveAdminKeys(at: configuration.now()) == 0 {
            throw ConfigurationError(
                "SECURESCAN_AUTH_REQUIRED is set, but nobody could administer this server: make a key with 'securescan "
                    + "keys create --name NAME --scope admin', or set SECURESCAN_API_KEY")
        }
    }

    /// Whether there are no credentials at all. A key that has expired is still one: time alone opens no server.
    static func isOpen(_ configuration: APIConfiguration, _ store: Store) async throws -> Bool {
        guard !configuration.authRequired, configuration.apiKey == nil else { return false }
        return try await store.unrevokedKeys().isEmpty
    }

    /// Throws unless `host` is a loopback address, or exposing a server without credentials was asked for. The message
    /// says what to do.
    public static func check(host: String, allowInsecureBind: Bool) throws(ConfigurationError) {
        guard !isLoopback(host), !allowInsecureBind else { return }
        throw ConfigurationError(
            "Refusing to listen on '\(host)': no credentials are configured, so everyone who can reach this address "
                + "could scan and read this machine's files. Set SECURESCAN_API_KEY or make a key with "
                + "'securescan keys create', listen on 127.0.0.1, or set SECURESCAN_ALLOW_INSECURE_BIND=1 if the "
                + "network itself is trusted.")
    }

    /// 127.0.0.0/8, ::1 and `localhost` (RFC 6890, RFC 6761). Other names may resolve to anything, so they are not.
    public static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "localhost.", "::1", "[::1]"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
    }
}
