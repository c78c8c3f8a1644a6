internal import Digest

/// What is kept of a secret text: enough to recognise it, useless for making it up.
public struct SecretDigest: Sendable, Equatable {
    let salt: String
    /// SHA-256 over salt and text. One round is enough for texts of 192 random bits.
    let digest: [UInt8]

    init(salt: String, digest: [UInt8]) {
        self.salt = salt
        self.digest = digest
    }

    /// Under a salt of its own.
    public init(of text: String) {
        salt = Hex.encode(SecureRandom.bytes(16))
        digest = SecretDigest.digest(text, salt)
    }

    /// Of a text that nobody knows: accepts nothing, at the cost of any other.
    public static let decoy = SecretDigest(of: Hex.encode(SecureRandom.bytes(32)))

    /// Takes as long for a wrong text as for the right one.
    public func accepts(_ text: String) -> Bool { ConstantTime.equal(SecretDigest.digest(text, salt), digest) }

    private static func digest(_ text: String, _ salt: String) -> [UInt8] {
        var hash = SHA256()
        hash.update(salt)
        hash.update(text)
        return hash.finish()
    }
}
