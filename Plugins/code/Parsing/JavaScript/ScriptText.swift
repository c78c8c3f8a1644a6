/// The texts that strings and templates of scripts stand for (ECMA-262, 12.9.4 and 12.9.6).
enum ScriptText {
    /// Escapes resolved; ends of lines are line feeds.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var at = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\") where at + 1 < bytes.count: at = escape(bytes, at + 1, &text)
            case 13:
                text.append(10)
                at += at + 1 < bytes.count && bytes[at + 1] == 10 ? 2 : 1
            default:
                text.append(bytes[at])
                at += 1
            }
        }
        return text
    }

    /// `at` is behind the backslash; gives where the text goes on.
    private static func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ text: inout [UInt8]) -> Int {
        switch bytes[at] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return octal(bytes, at, &text)
        case UInt8(ascii: "x"): return hexadecimal(bytes, at + 1, &text)
        case UInt8(ascii: "u"): return unicode(bytes, at + 1, &text)
        case 10: break
        case 13: return at + 1 < bytes.count && bytes[at + 1] == 10 ? at + 2 : at + 1
        // U+2028 and U+2029 end lines as well.
        case 0xE2 where at + 2 < bytes.count && bytes[at + 1] == 0x80 && (0xA8...0xA9).contains(bytes[at + 2]):
            return at + 3
        default: text.append(bytes[at])
        }
        return at + 1
    }

    private static func octal(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: inout [UInt8]) -> Int {
        var value: UInt32 = 0
        var at = start
        while at < bytes.count, at - start < 3, (0x30...0x37).contains(bytes[at]), value * 8 < 256 {
            value = value * 8 + UInt32(bytes[at] - 0x30)
            at += 1
        }
        append(value, &text)
        return at
    }

    private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ text: inout [UInt8]) -> Int {
        guard let value = number(bytes, at, digits: 2) else {
            text.append(UInt8(ascii: "x"))
            return at
        }
        append(value, &text)
        return at + 2
    }

    private static func unicode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ text: inout [UInt8]) -> Int {
        if at < bytes.count, bytes[at] == UInt8(ascii: "{") { return braced(bytes, at + 1, &text) }
        guard let unit = number(bytes, at, digits: 4) else {
            text.append(UInt8(ascii: "u"))
            return at
        }
        // Two halves make one character.
        if (0xD800..<0xDC00).contains(unit), at + 5 < bytes.count, bytes[at + 4] == UInt8(ascii: "\\"),
            bytes[at + 5] == UInt8(ascii: "u"), let low = number(bytes, at + 6, digits: 4),
            (0xDC00..<0xE000).contains(low)
        {
            append(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00), &text)
            return at + 10
        }
        append(unit, &text)
        return at + 4
    }

    private static func braced(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: inout [UInt8]) -> Int {
        var value: UInt32 = 0
        var at = start
        while at < bytes.count, let digit = digit(bytes[at]) {
            value = min(value * 16 + digit, 0x110000)
            at += 1
        }
        append(value, &text)
        return at < bytes.count && bytes[at] == UInt8(ascii: "}") ? at + 1 : at
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, digits: Int) -> UInt32? {
        guard at + digits <= bytes.count else { return nil }
        var value: UInt32 = 0
        for index in at..<(at + digits) {
            guard let digit = digit(bytes[index]) else { return nil }
            value = value * 16 + digit
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Half a character alone is no text; a replacement character stands for it.
    static func append(_ value: UInt32, _ text: inout [UInt8]) {
        text += Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }
}
