extension TOMLCursor {
    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// Skips blanks and comments.
    mutating func skipSpace(acrossLines: Bool = false) {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "#"): while let next = peek(), next != UInt8(ascii: "\n") { position += 1 }
            case UInt8(ascii: "\n") where acrossLines:
                line += 1
                position += 1
            default: return
            }
        }
    }

    mutating func readValue(depth: Int) -> TOMLValue? {
        guard depth < Self.depthLimit else { return nil }
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return readString().map { .string($0) }
        case UInt8(ascii: "["): return readArray(depth: depth + 1)
        case UInt8(ascii: "{"): return readInlineTable(depth: depth + 1)
        default:
            let start = position
            while let byte = peek(), byte.isOfWord { position += 1 }
            if isBeforeTime(since: start) {
                position += 1
                while let byte = peek(), byte.isOfWord { position += 1 }
            }
            return position > start ? .word(text(start..<position)) : nil
        }
    }

    /// Whether a date was read and a space and a time come next.
    private func isBeforeTime(since start: Int) -> Bool {
        guard position - start == 10, position + 3 < bytes.count, bytes[start].isDigit else { return false }
        return bytes[start + 4] == UInt8(ascii: "-") && bytes[position] == UInt8(ascii: " ")
            && bytes[position + 1].isDigit && bytes[position + 2].isDigit && bytes[position + 3] == UInt8(ascii: ":")
    }

    private mutating func readArray(depth: Int) -> TOMLValue? {
        position += 1
        var elements: [TOMLValue] = []
        while true {
            skipSpace(acrossLines: true)
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard let element = readValue(depth: depth) else { return nil }
            if admits() { elements.append(element) }
            skipSpace(acrossLines: true)
            guard take(UInt8(ascii: ",")) || peek() == UInt8(ascii: "]") else { return nil }
        }
    }

    /// Line ends between members are let through, as TOML 1.1 does.
    private mutating func readInlineTable(depth: Int) -> TOMLValue? {
        position += 1
        var members: [TOMLMember] = []
        while true {
            skipSpace(acrossLines: true)
            if take(UInt8(ascii: "}")) { return .table(members) }
            let start = line
            guard let path = readPath(), take(UInt8(ascii: "=")) else { return nil }
            skipSpace(acrossLines: true)
            guard let value = readValue(depth: depth) else { return nil }
            if admits() { members.append(TOMLMember(path: path, value: value, line: start)) }
            skipSpace(acrossLines: true)
            guard take(UInt8(ascii: ",")) || peek() == UInt8(ascii: "}") else { return nil }
        }
    }

    /// A string of any of the four kinds; nil when it does not end.
    mutating func readString() -> String? {
        guard let quote = peek() else { return nil }
        if position + 2 < bytes.count, bytes[position + 1] == quote, bytes[position + 2] == quote {
            position += 3
            return readLongString(quote)
        }
        position += 1
        let start = position
        var hasEscapes = false
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            if byte == quote {
                position += 1
                return content(start..<position - 1, unescaping: hasEscapes)
            }
            let isEscape = byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"")
            if isEscape { hasEscapes = true }
            position = min(position + (isEscape ? 2 : 1), bytes.count)
        }
        return nil
    }

    private mutating func readLongString(_ quote: UInt8) -> String? {
        if peek() == UInt8(ascii: "\r") { position += 1 }
        if take(UInt8(ascii: "\n")) { line += 1 }
        let start = position
        var hasEscapes = false
        while let byte = peek() {
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == quote, isTripled(quote) {
                var end = position
                position += 3
                // Up to two quotes may stand before the three that end the string.
                for _ in 0..<2 where take(quote) { end += 1 }
                return longContent(start..<end, unescaping: hasEscapes)
            }
            position += 1
            guard byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let escaped = peek() else { continue }
            hasEscapes = true
            if escaped == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        return nil
    }

    private func isTripled(_ quote: UInt8) -> Bool {
        position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
    }

    /// Line ends of Windows are those of all others, as toml++ and tomllib have it.
    private mutating func longContent(_ range: Range<Int>, unescaping: Bool) -> String {
        let raw = UnsafeRawBufferPointer(rebasing: bytes[range])
        guard raw.contains(UInt8(ascii: "\r")) else { return content(range, unescaping: unescaping) }
        let isOfEnd = { (place: Int) in
            raw[place] == UInt8(ascii: "\r") && place + 1 < raw.count && raw[place + 1] == UInt8(ascii: "\n")
        }
        return raw.indices.filter { !isOfEnd($0) }.map { raw[$0] }.withUnsafeBytes {
            content($0, unescaping: unescaping)
        }
    }

    private mutating func content(_ range: Range<Int>, unescaping: Bool) -> String {
        content(UnsafeRawBufferPointer(rebasing: bytes[range]), unescaping: unescaping)
    }

    private mutating func content(_ raw: UnsafeRawBufferPointer, unescaping: Bool) -> String {
        guard unescaping else { return text(raw) }
        var result: [UInt8] = []
        var escapes = JSONEscapes(raw, isTOML: true)
        while let byte = escapes.next() { result.append(byte) }
        if escapes.isMalformed { notes.add(line, "a string has an unknown escape") }
        return String(decoding: result, as: UTF8.self)
    }

    mutating func text(_ range: Range<Int>) -> String { text(UnsafeRawBufferPointer(rebasing: bytes[range])) }

    private mutating func text(_ raw: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: raw, as: UTF8.self) { return text }
        notes.add(line, "a text is not valid UTF-8")
        return String(decoding: raw, as: UTF8.self)
    }
}

extension UInt8 {
    /// Of a number, a boolean or a date.
    fileprivate var isOfWord: Bool {
        isLetter || isDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
            || self == UInt8(ascii: "_") || self == UInt8(ascii: ":")
    }
}
