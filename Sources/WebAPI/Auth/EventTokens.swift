internal import Digest
internal import Model

/// Short-lived permits to follow one scan, for browsers, whose EventSource cannot send headers.
///
/// A token is `<scan>.<principal>.<expiry>.<code>`: expiry in Unix seconds, code HMAC-SHA256 in base64url. It names
/// whom it was given to but proves nothing about him: he is looked up again when it is used.
struct EventTokens: Sendable {
    static let lifetimeSeconds = 300

    /// At least 16 bytes.
    private let secret: [UInt8]
    private let now: @Sendable () -> Timestamp

    /// Without a configured secret, one that dies with the process.
    init(_ configuration: APIConfiguration) {
        secret = configuration.eventTokenSecret ?? SecureRandom.bytes(32)
        now = configuration.now
    }

    func issue(scanID: String, to principal: Principal) -> String {
        let claims = "\(scanID).\(principal.name).\(seconds + Int64(EventTokens.lifetimeSeconds))"
        return claims + "." + code(of: claims)
    }

    /// Name of the principal that the token was given to. Throws 401 with what is wrong with it.
    func principal(in token: String, scanID: String) throws(APIError) -> String {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let expiry = Int64(parts[2]) else { throw .unauthorized("Invalid event token") }
        let expected = code(of: parts[..<3].joined(separator: "."))
        guard ConstantTime.equal(Array(expected.utf8), Array(parts[3].utf8)) else {
            throw .unauthorized("Invalid event token")
        }
        guard parts[0] == scanID else { throw .unauthorized("Token does not match scan id") }
        guard seconds < expiry else { throw .unauthorized("Token has expired") }
        return parts[1]
    }

    private var seconds: Int64 { now().microseconds / 1_000_000 }

    /// The words before the claims keep codes of other uses of the secret apart.
    private func code(of claims: String) -> String {
        Array("securescan event token 1 \(claims)".utf8).withUnsafeBytes {
            Base64URL.encode(HMAC.sha256(key: secret, $0))
        }
    }
}
