/// The bytes that the escapes of Ruby's literals stand for.
enum RubyText {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// Adds what an escape of a literal between double quotes stands for. Control and meta characters (`\C-a`) stay as
    /// written.
    static func addEscape(_ escape: Bytes, to text: inout [UInt8]) {
        guard escape.count >= 2 else { return text.append(contentsOf: escape) }
        let first = escape[escape.startIndex + 1]
        switch first {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "a"): text.append(7)
        case UInt8(ascii: "e"): text.append(27)
        case UInt8(ascii: "s"): text.append(32)
        // The end of a line: the literal goes on in the next.
        case 10, 13: break
        // A byte, perhaps one of several that make a letter.
        case UInt8(ascii: "x"): text.append(UInt8(truncatingIfNeeded: number(escape.dropFirst(2), radix: 16)))
        case UInt8(ascii: "u"): addScalars(escape.dropFirst(2), to: &text)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            text.append(UInt8(truncatingIfNeeded: number(escape.dropFirst(), radix: 8)))
        case UInt8(ascii: "C"), UInt8(ascii: "M"), UInt8(ascii: "c"): text.append(contentsOf: escape)
        default: text.append(contentsOf: escape.dropFirst())
        }
    }

    /// `\u0041`, and `\u{41 42}` for several.
    private static func addScalars(_ digits: Bytes, to text: inout [UInt8]) {
        guard digits.first == UInt8(ascii: "{") else { return addScalar(digits, to: &text) }
        for part in digits.dropFirst().dropLast().split(separator: 32) { addScalar(part, to: &text) }
    }

    private static func number(_ digits: Bytes, radix: UInt32) -> UInt32 {
        var value: UInt32 = 0
        for byte in digits { value = value &* radix &+ UInt32(byte & 15) &+ (byte > UInt8(ascii: "9") ? 9 : 0) }
        return value
    }

    private static func addScalar(_ digits: Bytes, to text: inout [UInt8]) {
        let scalar = Unicode.Scalar(number(digits, radix: 16)) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
    }

    /// Adds text without escapes. Ruby reads the ends of lines of Windows as line feeds.
    static func add(_ bytes: Bytes, to text: inout [UInt8]) {
        guard bytes.contains(13) else { return text.append(contentsOf: bytes) }
        for (index, byte) in zip(bytes.indices, bytes) {
            let isEndOfLine = byte == 13 && index + 1 < bytes.endIndex && bytes[index + 1] == 10
            if !isEndOfLine { text.append(byte) }
        }
    }

    /// Adds text in which a backslash stands only before another one, a delimiter or, in a list, a blank.
    static func addRaw(_ bytes: Bytes, delimiters: [UInt8], to text: inout [UInt8]) {
        guard bytes.contains(0x5C) else { return add(bytes, to: &text) }
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let next = at + 1
            if bytes[at] == 0x5C, next < bytes.endIndex, bytes[next] == 0x5C || delimiters.contains(bytes[next]) {
                at = next
            }
            let isEndOfLine = bytes[at] == 13 && at + 1 < bytes.endIndex && bytes[at + 1] == 10
            if !isEndOfLine { text.append(bytes[at]) }
            at += 1
        }
    }

    /// The marks around a literal that opens so: `'`, `%q(`.
    static func delimiters(_ opening: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard let last = opening.last else { return [] }
        switch last {
        case UInt8(ascii: "("): return [last, UInt8(ascii: ")")]
        case UInt8(ascii: "["): return [last, UInt8(ascii: "]")]
        case UInt8(ascii: "{"): return [last, UInt8(ascii: "}")]
        case UInt8(ascii: "<"): return [last, UInt8(ascii: ">")]
        default: return [last]
        }
    }

    /// True for `'`, `%q`, `%w`, `%i`, `:'`, `%s`: without interpolation and escapes.
    static func isRaw(_ opening: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = opening.first else { return false }
        switch first {
        case UInt8(ascii: "'"): return true
        case UInt8(ascii: ":"): return opening.last == UInt8(ascii: "'")
        case UInt8(ascii: "%"):
            guard opening.count > 2 else { return false }
            return "qwis".utf8.contains(opening[1])
        default: return false
        }
    }
}
