/// The bytes of a string with its escapes resolved (RFC 8259 section 7; TOML v1.0.0 "String"). An unknown escape stands
/// for its letter, and a code that is no character for U+FFFD.
struct JSONEscapes: IteratorProtocol {
    private let content: UnsafeRawBufferPointer
    /// TOML has `\U` with eight digits, `\e`, and lines joined by a backslash at their end.
    private let isTOML: Bool
    private var position = 0
    /// What is left of the character that an escape stood for, first byte lowest.
    private var rest: UInt32 = 0
    private(set) var isMalformed = false

    init(_ content: UnsafeRawBufferPointer, isTOML: Bool = false) {
        self.content = content
        self.isTOML = isTOML
    }

    mutating func next() -> UInt8? {
        if rest != 0 {
            defer { rest >>= 8 }
            return UInt8(truncatingIfNeeded: rest)
        }
        while position < content.count {
            let byte = content[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < content.count else { return byte }
            let letter = content[position]
            position += 1
            if isTOML, letter.isSpace {
                while position < content.count, content[position].isSpace { position += 1 }
                continue
            }
            return escape(letter)
        }
        return nil
    }

    private mutating func escape(_ letter: UInt8) -> UInt8 {
        switch letter {
        case UInt8(ascii: "n"): return UInt8(ascii: "\n")
        case UInt8(ascii: "r"): return UInt8(ascii: "\r")
        case UInt8(ascii: "t"): return UInt8(ascii: "\t")
        case UInt8(ascii: "b"): return 8
        case UInt8(ascii: "f"): return 12
        case UInt8(ascii: "e") where isTOML: return 27
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return letter
        case UInt8(ascii: "u"): return write(utf16())
        case UInt8(ascii: "U") where isTOML: return write(unit(digits: 8))
        default:
            isMalformed = true
            return letter
        }
    }

    private mutating func utf16() -> UInt32? {
        guard let high = unit(digits: 4) else { return nil }
        guard (0xD800..<0xDC00).contains(high), position + 1 < content.count,
            content[position] == UInt8(ascii: "\\"), content[position + 1] == UInt8(ascii: "u")
        else { return high }
        position += 2
        guard let low = unit(digits: 4), (0xDC00..<0xE000).contains(low) else { return nil }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func unit(digits: Int) -> UInt32? {
        var unit: UInt32 = 0
        for _ in 0..<digits {
            guard position < content.count, let digit = content[position].hexValue else { return nil }
            unit = unit << 4 | UInt32(digit)
            position += 1
        }
        return unit
    }

    /// The first byte of the character; the others come later.
    private mutating func write(_ code: UInt32?) -> UInt8 {
        let scalar = code.flatMap { Unicode.Scalar($0) }
        if scalar == nil { isMalformed = true }
        var first: UInt8?
        var shift: UInt32 = 0
        for byte in String(Character(scalar ?? "\u{FFFD}")).utf8 {
            guard first != nil else {
                first = byte
                continue
            }
            rest |= UInt32(byte) << shift
            shift += 8
        }
        return first ?? 0
    }
}

extension UInt8 {
    fileprivate var isSpace: Bool { isBlank || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
