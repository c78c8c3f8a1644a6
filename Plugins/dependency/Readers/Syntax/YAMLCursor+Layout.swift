extension YAMLCursor {
    func peek(_ ahead: Int = 0) -> UInt8? { position + ahead < bytes.count ? bytes[position + ahead] : nil }

    mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// Whether the byte at the distance is white space or there is none.
    func isSpace(_ ahead: Int) -> Bool {
        guard let byte = peek(ahead) else { return true }
        return byte.isBlank || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    }

    var isAtDash: Bool { peek() == UInt8(ascii: "-") && isSpace(1) }

    /// `---` or `...` at the start of a line.
    var isAtMarker: Bool {
        guard column == 0, let first = peek(), first == UInt8(ascii: "-") || first == UInt8(ascii: ".") else {
            return false
        }
        return peek(1) == first && peek(2) == first && isSpace(3)
    }

    /// Whether this word is all that stands here.
    func isWord(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        let there = UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
        guard there.elementsEqual(UnsafeRawBufferPointer(start: word.utf8Start, count: count)) else { return false }
        return isSpace(count) || (isInFlow && (peek(count)?.isFlowIndicator ?? true))
    }

    mutating func skipBlanks() {
        while let byte = peek(), byte.isBlank { position += 1 }
    }

    mutating func newLine() {
        position += 1
        line += 1
        lineStart = position
    }

    /// To the end of the line, before its line end.
    mutating func skipLine() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    }

    /// To the next byte that is neither white space nor in a comment.
    mutating func skipToContent() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "\n"): newLine()
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "#") where position == lineStart || bytes[position - 1].isBlank: skipLine()
            default: return
            }
        }
    }

    mutating func skipFlowSpace() { skipToContent() }

    /// Passes over anchors and tags.
    private mutating func skipProperties() {
        while let byte = peek(), byte == UInt8(ascii: "&") || byte == UInt8(ascii: "!") {
            while !isSpace(0), !(isInFlow && bytes[position].isFlowIndicator) { position += 1 }
            skipBlanks()
        }
    }

    mutating func flowNode() -> Node {
        skipFlowSpace()
        skipProperties()
        skipFlowSpace()
        switch peek() {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), nil: return .null
        default: return scalarNode()
        }
    }

    mutating func blockNode(isAfterKey: Bool) -> Node {
        var isAfterKey = isAfterKey
        let start = line
        skipToContent()
        skipProperties()
        skipToContent()
        if line != start { isAfterKey = false }
        guard position < bytes.count, !isAtMarker else { return .null }
        if line != start {
            let isOwnList = isAtDash && frames.last?.isMapping == true
            guard column > parentIndent - (isOwnList ? 1 : 0) else { return .null }
        }
        if !isAfterKey {
            if isAtDash { return .sequence(indent: column) }
            if isAtKey { return .mapping(indent: column) }
        }
        return scalarNode()
    }

    private func scalarNode() -> Node {
        switch peek() {
        case UInt8(ascii: "["): .flowSequence
        case UInt8(ascii: "{"): .flowMapping
        case UInt8(ascii: "\""), UInt8(ascii: "'"): .quoted
        case UInt8(ascii: "*"): .alias
        case UInt8(ascii: "|"), UInt8(ascii: ">"): isInFlow ? .plain : .block
        default: .plain
        }
    }

    /// Whether what stands here up to the end of the line begins with a key.
    private var isAtKey: Bool {
        guard let first = peek() else { return false }
        if first == UInt8(ascii: "?"), isSpace(1) { return true }
        var ahead = 0
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            ahead = 1
            while let byte = peek(ahead), byte != UInt8(ascii: "\n") {
                if byte == first, first == UInt8(ascii: "\"") || peek(ahead + 1) != first { break }
                let isPair = byte == first || (byte == UInt8(ascii: "\\") && first == UInt8(ascii: "\""))
                ahead += isPair ? 2 : 1
            }
            guard peek(ahead) == first else { return false }
            ahead += 1
            while let byte = peek(ahead), byte.isBlank { ahead += 1 }
            return peek(ahead) == UInt8(ascii: ":") && isSpace(ahead + 1)
        }
        guard first != UInt8(ascii: "["), first != UInt8(ascii: "{") else { return false }
        while let byte = peek(ahead), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: ":"), isSpace(ahead + 1) { return true }
            if byte == UInt8(ascii: "#"), ahead > 0, bytes[position + ahead - 1].isBlank { return false }
            ahead += 1
        }
        return false
    }

    /// The key at the position; its value is then awaited. Nil when there is none: its line is skipped with a warning.
    mutating func readKey() -> String? {
        if isInFlow { return readFlowKey() }
        guard isAtKey else {
            notes.add(line, "a key is expected")
            skipLine()
            return nil
        }
        if peek() == UInt8(ascii: "?"), isSpace(1) { return readExplicitKey() }
        var key = ""
        if peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'") {
            key = readQuoted()
            skipBlanks()
        } else {
            let start = position
            while !(peek() == UInt8(ascii: ":") && isSpace(1)) { position += 1 }
            key = String(text(start..<position).trimmed)
        }
        guard take(UInt8(ascii: ":")) else { return nil }
        expect(afterKey: true)
        return key
    }

    /// `? key`, and on the next line `: value`.
    private mutating func readExplicitKey() -> String? {
        let indent = column
        position += 1
        skipBlanks()
        guard peek() != UInt8(ascii: "["), peek() != UInt8(ascii: "{"), !isSpace(0) else {
            notes.add(line, "a key that is no text")
            skipLine()
            return nil
        }
        let key =
            switch peek() {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): readQuoted()
            case UInt8(ascii: "|"), UInt8(ascii: ">"): readBlock()
            default: readPlain()
            }
        skipToContent()
        guard column == indent, peek() == UInt8(ascii: ":"), isSpace(1) else {
            expect(afterKey: true, .null)
            return key
        }
        position += 1
        // Other than behind a plain key, a block collection may begin on this line.
        expect(afterKey: false)
        return key
    }

    private mutating func readFlowKey() -> String? {
        if peek() == UInt8(ascii: "?"), isSpace(1) { position += 1 }
        skipFlowSpace()
        guard peek() != UInt8(ascii: "["), peek() != UInt8(ascii: "{") else {
            fail("a key that is no text")
            return nil
        }
        let isQuoted = peek() == UInt8(ascii: "\"") || peek() == UInt8(ascii: "'")
        let key = isQuoted ? readQuoted() : readPlain()
        skipFlowSpace()
        let hasValue = take(UInt8(ascii: ":"))
        expect(afterKey: true, hasValue ? nil : .null)
        return key
    }

    /// Skips the lines of a block collection whose keys or dashes stand in this column.
    mutating func skipBlock(_ indent: Int, isSequence: Bool) {
        repeat {
            skipLine()
            skipToContent()
        } while position < bytes.count && !isAtMarker
            && (isSequence ? column > indent || (column == indent && isAtDash) : column >= indent)
    }

    /// Skips what stands in brackets, and the brackets.
    mutating func skipBrackets() {
        var depth = 0
        repeat {
            skipFlowSpace()
            guard let byte = peek() else { return fail("the text ends inside brackets") }
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if position > 0, bytes[position - 1].isBlank || bytes[position - 1].isFlowIndicator {
                    _ = readQuoted()
                    continue
                }
            default: break
            }
            position += 1
        } while depth > 0 && !hasFailed
    }
}
