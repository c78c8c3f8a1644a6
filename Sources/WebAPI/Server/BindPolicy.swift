/// Where a server may listen.
public enum BindPolicy {
    /// Throws unless `host` is a loopback address, or exposing a server without credentials was asked for. The message
    /// says what to do.
    public static func check(host: String, allowInsecureBind: Bool) throws(ConfigurationError) {
        guard !isLoopback(host), !allowInsecureBind else { return }
        throw ConfigurationError(
            "Refusing to listen on '\(host)': no credentials are configured, so everyone who can reach this address "
                + "could scan and read this machine's files. Listen on 127.0.0.1 behind a reverse proxy that "
                + "authenticates, or set SECURESCAN_ALLOW_INSECURE_BIND=1 if the network itself is trusted.")
    }

    /// 127.0.0.0/8, ::1 and `localhost` (RFC 6890, RFC 6761). Other names may resolve to anything, so they are not.
    public static func isLoopback(_ host: String) -> Bool {
        if ["localhost", "::1", "[::1]"].contains(host.lowercased()) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil && $0.first != "+" }
    }
}
