internal import Digest

/// Ids for what must have the same one in every run.
public enum DerivedID {
    /// A UUID of version 8 (RFC 9562, section 5.8) that follows from a text.
    public static func uuid(of text: String) -> String {
        var hash = SHA256()
        hash.update(text)
        var bytes = Array(hash.finish().prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        return [0..<4, 4..<6, 6..<8, 8..<10, 10..<16].map { Hex.encode(bytes[$0]) }.joined(separator: "-")
    }
}
