internal import Digest

/// How the text of a key looks: `ssk_`, ten letters or digits, `_`, and 32 characters of base64url, which hold 192
/// random bits.
public enum KeyText {
    /// Characters at the beginning that may be shown and that a key is looked up by.
    public static let prefixLength = 16

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// What a key is looked up by; of a text that is no key, something that no key has.
    public static func prefix(of text: String) -> String { String(text.prefix(prefixLength)) }

    static func make() -> String { "ssk_" + name() + "_" + Base64URL.encode(SecureRandom.bytes(24)) }

    /// Bytes beyond the last whole round of the alphabet are thrown away, since they would favour its first letters.
    private static func name() -> String {
        var name: [UInt8] = []
        let rounds = UInt8(256 / alphabet.count * alphabet.count)
        while name.count < 10 {
            name += SecureRandom.bytes(16).filter { $0 < rounds }.map { alphabet[Int($0) % alphabet.count] }
        }
        return String(decoding: name.prefix(10), as: UTF8.self)
    }
}
