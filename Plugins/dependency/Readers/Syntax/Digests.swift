/// Hashes in the forms that lockfiles give them.
enum Digests {
    /// Lengths of the hashes in bytes.
    private static let lengths = ["md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64]

    /// Of Subresource Integrity (W3C, section 3.5): `sha512-<base64>`, several separated by spaces, options after "?".
    /// What is not of that form is left out.
    static func integrity(_ text: String) -> [String] {
        text.pieces(at: UInt8(ascii: " ")).prefix(16).compactMap { part in
            guard let (algorithm, rest) = part.cut(at: UInt8(ascii: "-")) else { return nil }
            return base64(rest.before("?"), algorithm: algorithm.lowercased())
        }
    }

    /// `<algorithm>:<hex>`; nil when the text is no base64 of a hash of that algorithm.
    static func base64(_ text: some StringProtocol, algorithm: String) -> String? {
        guard let length = lengths[algorithm], text.utf8.count <= 128 else { return nil }
        var bits: UInt32 = 0
        var count: UInt32 = 0
        var result = Array(algorithm.utf8)
        result.reserveCapacity(result.count + 1 + 2 * length)
        result.append(UInt8(ascii: ":"))
        let start = result.count
        for character in text.utf8 {
            if character == UInt8(ascii: "=") { break }
            guard let value = base64Value(character) else { return nil }
            bits = (bits << 6 | value) & 0xFFFF
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            let byte = UInt8(truncatingIfNeeded: bits >> count)
            result.append(digit(byte >> 4))
            result.append(digit(byte & 15))
        }
        return result.count - start == 2 * length ? String(decoding: result, as: UTF8.self) : nil
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// `sha256:<hex>` or `sha256=<hex>` of any case.
    static func labelled(_ text: some StringProtocol) -> String? {
        guard let end = text.utf8.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "=") }) else {
            return nil
        }
        let digits = text[text.utf8.index(after: end)...]
        return hex(digits, algorithm: text[..<end].lowercased())
    }

    /// Hexadecimal digits whose number tells the algorithm; nil when they do not.
    static func bare(_ text: some StringProtocol) -> String? {
        let count = text.utf8.count
        guard let algorithm = lengths.first(where: { $0.value * 2 == count })?.key else { return nil }
        return hex(text, algorithm: algorithm)
    }

    /// `<algorithm>:<hex>` in lower case; nil when the digits are no hash of that algorithm.
    static func hex(_ digits: some StringProtocol, algorithm: String) -> String? {
        guard let length = lengths[algorithm], digits.utf8.count == length * 2,
            digits.utf8.allSatisfy({ $0.hexValue != nil })
        else { return nil }
        return "\(algorithm):\(digits.lowercased())"
    }

    /// Of both alphabets of RFC 4648.
    private static func base64Value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
