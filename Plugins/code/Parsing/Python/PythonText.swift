/// The bytes that the escapes of Python's string literals stand for.
enum PythonText {
    /// Adds what an escape stands for. `\N{name}` stays as written, and so does `\u0041` in a literal of bytes, where
    /// it is none. Half of a surrogate pair, which a Python string can hold and UTF-8 cannot, becomes U+FFFD.
    static func addEscape(_ escape: UnsafeBufferPointer<UInt8>, isBytes: Bool, to text: inout [UInt8]) {
        guard escape.count >= 2 else { return text.append(contentsOf: escape) }
        switch escape[1] {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "a"): text.append(7)
        // The end of a line: the literal goes on in the next.
        case 10, 13: break
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(escape[1])
        case UInt8(ascii: "x"): addScalar(escape.dropFirst(2), radix: 16, to: &text)
        case UInt8(ascii: "u") where !isBytes, UInt8(ascii: "U") where !isBytes:
            addScalar(escape.dropFirst(2), radix: 16, to: &text)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): addOctal(escape.dropFirst(), to: &text)
        default: text.append(contentsOf: escape)
        }
    }

    /// Digits behind the octal ones are no part of the escape.
    private static func addOctal(_ digits: Slice<UnsafeBufferPointer<UInt8>>, to text: inout [UInt8]) {
        let octal = digits.prefix { $0 <= UInt8(ascii: "7") }
        addScalar(octal, radix: 8, to: &text)
        text.append(contentsOf: digits[octal.endIndex...])
    }

    private static func addScalar(_ digits: Slice<UnsafeBufferPointer<UInt8>>, radix: UInt32, to text: inout [UInt8]) {
        var value: UInt32 = 0
        for byte in digits { value = value &* radix &+ UInt32(byte & 15) &+ (byte > UInt8(ascii: "9") ? 9 : 0) }
        let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
        text.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
    }

    /// Adds text without escapes. Python reads every end of a line as a line feed.
    static func add(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, to text: inout [UInt8]) {
        guard bytes.contains(13) else { return text.append(contentsOf: bytes) }
        for (index, byte) in zip(bytes.indices, bytes) {
            if byte != 13 {
                text.append(byte)
            } else if index + 1 == bytes.endIndex || bytes[index + 1] != 10 {
                text.append(10)
            }
        }
    }
}
