/// A text of PHP: which escapes it knows, and how far its lines are indented.
struct PHPText {
    enum Escapes { case none, single, double, shell }

    /// Where it stands in the file.
    let range: Range<Int>
    private let escapes: Escapes
    private let indentation: Int

    init(_ range: Range<Int>, _ escapes: Escapes, indentation: Int = 0) {
        self.range = range
        self.escapes = escapes
        self.indentation = indentation
    }

    /// True when the bytes are the text.
    func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        indentation == 0 && (escapes == .none || !bytes.contains(UInt8(ascii: "\\")))
    }

    /// What a piece stands for; the first one begins a line.
    func decoded(_ bytes: UnsafeBufferPointer<UInt8>, isFirst: Bool) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var at = isFirst ? afterIndentation(bytes, 0) : 0
        while at < bytes.count {
            if bytes[at] == 10 {
                text.append(10)
                at = afterIndentation(bytes, at + 1)
            } else if bytes[at] == UInt8(ascii: "\\"), escapes != .none, at + 1 < bytes.count {
                at = escape(bytes, at + 1, &text)
            } else {
                text.append(bytes[at])
                at += 1
            }
        }
        return text
    }

    private func afterIndentation(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count, at - start < indentation, bytes[at] == 32 || bytes[at] == 9 { at += 1 }
        return at
    }

    /// `at` is behind the backslash; gives where the text goes on. An unknown escape keeps its backslash.
    private func escape(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ text: inout [UInt8]) -> Int {
        let byte = bytes[at]
        if escapes == .single {
            if byte != UInt8(ascii: "\\"), byte != UInt8(ascii: "'") { text.append(UInt8(ascii: "\\")) }
            text.append(byte)
            return at + 1
        }
        switch byte {
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "v"): text.append(11)
        case UInt8(ascii: "e"): text.append(27)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "\""): text.append(byte)
        case UInt8(ascii: "`") where escapes == .shell: text.append(byte)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return number(bytes, at, radix: 8, most: 3, &text)
        case UInt8(ascii: "x"): return number(bytes, at + 1, radix: 16, most: 2, &text)
        case UInt8(ascii: "u"): return codePoint(bytes, at, &text)
        default:
            text.append(UInt8(ascii: "\\"))
            text.append(byte)
        }
        return at + 1
    }

    /// A byte by its number; bytes above 127 are taken for characters, since texts here are Unicode.
    private func number(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, radix: UInt32, most: Int, _ text: inout [UInt8]
    ) -> Int {
        var value: UInt32 = 0
        var at = start
        while at < bytes.count, at - start < most, let digit = Self.digit(bytes[at]), digit < radix {
            value = value * radix + digit
            at += 1
        }
        guard at > start else {
            text += [UInt8(ascii: "\\"), UInt8(ascii: "x")]
            return at
        }
        ScriptText.append(value & 0xFF, &text)
        return at
    }

    /// `\u{1F600}`.
    private func codePoint(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ text: inout [UInt8]) -> Int {
        var value: UInt32 = 0
        var at = start + 2
        while at < bytes.count, let digit = Self.digit(bytes[at]) {
            value = min(value * 16 + digit, 0x110000)
            at += 1
        }
        guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "{"), at < bytes.count,
            bytes[at] == UInt8(ascii: "}"), at > start + 2
        else {
            text += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
            return start + 1
        }
        ScriptText.append(value, &text)
        return at + 1
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
