/// Escapes of Go and C, whose numbers are bytes of the text rather than characters.
enum ByteEscapes {
    /// `hexDigits`: how many may follow `\x`.
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, hexDigits: Int) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
                at = escape(bytes, at + 1, hexDigits, &text)
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return text
    }

    /// `at` is behind the backslash; gives where the text goes on.
    private static func escape(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ hexDigits: Int, _ text: inout [UInt8]
    ) -> Int {
        switch bytes[at] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "a"): text.append(7)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "e"): text.append(27)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            let (value, end) = number(bytes, at, radix: 8, most: 3)
            text.append(UInt8(truncatingIfNeeded: value))
            return end
        case UInt8(ascii: "x"):
            let (value, end) = number(bytes, at + 1, radix: 16, most: hexDigits)
            text.append(UInt8(truncatingIfNeeded: value))
            return end
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let (value, end) = number(bytes, at + 1, radix: 16, most: bytes[at] == UInt8(ascii: "u") ? 4 : 8)
            ScriptText.append(value, &text)
            return end
        // The end of a line is escaped to go on in the next.
        case 10: break
        case 13: return at + 1 < bytes.count && bytes[at + 1] == 10 ? at + 2 : at + 1
        default: text.append(bytes[at])
        }
        return at + 1
    }

    private static func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, radix: UInt32, most: Int
    ) -> (value: UInt32, end: Int) {
        var value: UInt32 = 0
        var at = start
        while at < bytes.count, at - start < most, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue,
            digit < radix
        {
            value = value &* radix &+ UInt32(digit)
            at += 1
        }
        return (value, at)
    }
}
