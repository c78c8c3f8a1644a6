/// Checksums that vendors put into their tokens, so that a made-up or cut token can be told from a real one.
public enum Checksum: String, Sendable, Codable, CaseIterable {
    /// The last six characters are the CRC-32 (ISO 3309) of the others in base 62, as GitHub and npm describe it.
    case crc32Base62 = "crc32-base62"

    /// Number of characters of the checksum at the end of the value.
    public var count: Int { 6 }

    /// True when the end of the value is the checksum of what stands before it.
    public func holds(for value: some Collection<UInt8>) -> Bool {
        guard value.count > count else { return false }
        return value.suffix(count).elementsEqual(checksum(of: value.dropLast(count)))
    }

    /// The characters that belong behind `body`.
    public func checksum(of body: some Sequence<UInt8>) -> [UInt8] {
        let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        var rest = Checksum.crc32(body)
        var text: [UInt8] = []
        for _ in 0..<count {
            text.append(digits[Int(rest % 62)])
            rest /= 62
        }
        return text.reversed()
    }

    static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }
}
