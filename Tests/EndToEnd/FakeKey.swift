import Digest
import Foundation

/// A private key that opens nothing: random bytes in the dress of one, new in every run so that nothing of the kind
/// stands in the repository.
enum FakeKey {
    /// The first line of the body, which must never be seen again.
    static let firstLine = String(body.prefix(64))

    static let pem: String = {
        var lines: [Substring] = []
        var rest = body[...]
        while !rest.isEmpty {
            lines.append(rest.prefix(64))
            rest = rest.dropFirst(64)
        }
        let kind = "RSA PRIVATE KEY"
        return (["-----BEGIN \(kind)-----"] + lines + ["-----END \(kind)-----\n"]).joined(separator: "\n")
    }()

    private static let body = "MIIEpAIBAAKCAQEA" + Data(SecureRandom.bytes(600)).base64EncodedString()
}
