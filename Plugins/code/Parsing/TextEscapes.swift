/// The bytes that the escapes of literals stand for.
enum TextEscapes {
    /// Backslash escapes that the C family of languages shares: `\n`, `\x41`, `\u0041`, `\u{41}`, `\U00000041`, octal,
    /// and a backslash before the end of a line, which joins lines. An unknown escape keeps its backslash where
    /// `keepsUnknown`.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, keepsUnknown: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            guard bytes[at] == 0x5C, at + 1 < bytes.count else {
                text.append(bytes[at])
                at += 1
                continue
            }
            at = escape(bytes, at + 1, keepsUnknown, &text)
        }
        return text
    }

    /// `at` is behind the backslash; gives where the text goes on.
    private static func escape(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ keepsUnknown: Bool, _ text: inout [UInt8]
    ) -> Int {
        switch bytes[at] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "a"): text.append(7)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return number(bytes, at, radix: 8, most: 3, &text)
        case UInt8(ascii: "x"): return number(bytes, at + 1, radix: 16, most: 2, &text)
        case UInt8(ascii: "u"):
            if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "{") {
                let end = number(bytes, at + 2, radix: 16, most: 6, &text)
                return end < bytes.count && bytes[end] == UInt8(ascii: "}") ? end + 1 : end
            }
            return number(bytes, at + 1, radix: 16, most: 4, &text)
        case UInt8(ascii: "U"): return number(bytes, at + 1, radix: 16, most: 8, &text)
        case 10: break
        case 13: return at + 1 < bytes.count && bytes[at + 1] == 10 ? at + 2 : at + 1
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): text.append(bytes[at])
        default:
            if keepsUnknown { text.append(0x5C) }
            text.append(bytes[at])
        }
        return at + 1
    }

    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, radix: UInt32, most: Int, _ text: inout [UInt8]
    ) -> Int {
        var value: UInt32 = 0
        var at = start
        while at < bytes.count, at - start < most, let digit = digit(bytes[at]), digit < radix {
            value = value &* radix &+ digit
            at += 1
        }
        if let scalar = Unicode.Scalar(value) { text += Array(String(Character(scalar)).utf8) }
        return at
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Digits without separators, in lower case.
    static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        bytes.filter { $0 != UInt8(ascii: "_") }.map { (65...90).contains($0) ? $0 + 32 : $0 }
    }
}
