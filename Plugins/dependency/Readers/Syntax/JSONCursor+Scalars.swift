extension JSONCursor {
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\n"):
                line += 1
                position += 1
            case UInt8(ascii: " "), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            case UInt8(ascii: "/") where isLenient: guard skipComment() else { return }
            default: return
            }
        }
    }

    /// False when it is none.
    private mutating func skipComment() -> Bool {
        guard position + 1 < bytes.count else { return false }
        switch bytes[position + 1] {
        case UInt8(ascii: "/"):
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            return true
        case UInt8(ascii: "*"):
            position += 2
            while position < bytes.count {
                if bytes[position] == UInt8(ascii: "\n") { line += 1 }
                position += 1
                if bytes[position - 1] == UInt8(ascii: "*"), take(UInt8(ascii: "/")) { return true }
            }
            fail("the text ends inside a comment")
            return false
        default: return false
        }
    }

    /// A number or one of the three words.
    mutating func word() -> String? {
        let start = position
        while let byte = peek(), byte.isWordPart { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let isWord = ["true", "false", "null"].contains(text)
        if !isWord, text.utf8.first.map({ $0 | 0x20 >= UInt8(ascii: "a") }) ?? true {
            fail("a value is expected")
            return nil
        }
        return text
    }

    /// Skips the value at the position. Brackets are matched by kind, one bit for each that is open.
    mutating func skipValue() {
        var kinds: UInt128 = 0
        var depth = 0
        repeat {
            skipSpace()
            guard let byte = peek() else { return fail("the text ends inside a value") }
            switch byte {
            case UInt8(ascii: "\""): skipString()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < Self.depthLimit else {
                    return fail("more than \(Self.depthLimit) values inside one another")
                }
                kinds = kinds << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0, kinds & 1 == (byte == UInt8(ascii: "}") ? 1 : 0) else {
                    return fail("a bracket is closed that is not open")
                }
                kinds >>= 1
                depth -= 1
                position += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard depth > 0 else { return fail("a value is expected") }
                position += 1
            default:
                guard word() != nil else { return }
            }
        } while depth > 0 && !hasFailed
    }

    private mutating func skipString() {
        position += 1
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): position += 2
            case UInt8(ascii: "\n"): return fail("a string does not end on its line")
            default: position += 1
            }
        }
        position = bytes.count
        fail("the text ends inside a string")
    }

    /// The string at the position, which is its opening quote. Bytes that are no UTF-8 are replaced, with a warning.
    mutating func readString() -> String? {
        let start = position + 1
        skipString()
        guard !hasFailed else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: bytes[start..<position - 1])
        guard content.contains(UInt8(ascii: "\\")) else { return text(content) }
        var unescaped: [UInt8] = []
        unescaped.reserveCapacity(content.count)
        var escapes = JSONEscapes(content)
        while let byte = escapes.next() { unescaped.append(byte) }
        if escapes.isMalformed { notes.add(line, "a string has an unknown escape") }
        return unescaped.withUnsafeBytes { text($0) }
    }

    private mutating func text(_ content: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: content, as: UTF8.self) { return text }
        notes.add(line, "a string is not valid UTF-8")
        return String(decoding: content, as: UTF8.self)
    }
}

extension UInt8 {
    /// Of a number, or of `true`, `false` and `null`.
    fileprivate var isWordPart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "E"),
            UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
