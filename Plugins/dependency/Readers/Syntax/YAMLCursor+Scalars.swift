extension YAMLCursor {
    /// A scalar without quotes; further lines are joined by spaces.
    mutating func readPlain() -> String {
        var result = ""
        while true {
            let start = position
            skipPlainLine()
            let part = text(start..<position).trimmed
            if !result.isEmpty, !part.isEmpty { result += " " }
            result += part
            guard isAtLineEnd, continuesBelow() else { return result }
        }
    }

    private var isAtLineEnd: Bool {
        var ahead = 0
        while let byte = peek(ahead), byte.isBlank || byte == UInt8(ascii: "\r") { ahead += 1 }
        return peek(ahead) == UInt8(ascii: "\n")
    }

    private mutating func skipPlainLine() {
        let start = position
        while let byte = peek(), byte != UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "#"), position > start, bytes[position - 1].isBlank { return }
            if isInFlow {
                if byte.isFlowIndicator { return }
                if byte == UInt8(ascii: ":"), isSpace(1) || peek(1)?.isFlowIndicator == true { return }
            }
            position += 1
        }
    }

    /// Moves to the next line of the scalar when there is one.
    private mutating func continuesBelow() -> Bool {
        let before = (position, lineStart, line)
        var isFirst = true
        while isFirst || peek() == UInt8(ascii: "\n") {
            while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
            guard position < bytes.count else { break }
            newLine()
            while let byte = peek(), byte.isBlank || byte == UInt8(ascii: "\r") { position += 1 }
            isFirst = false
        }
        if let byte = peek(), byte != UInt8(ascii: "#"), !isAtMarker, isInFlow || column > parentIndent {
            return true
        }
        // Blank lines need not be kept: whoever reads on passes over them again, once.
        (position, lineStart, line) = before
        return false
    }

    /// A scalar in single or double quotes.
    mutating func readQuoted() -> String {
        guard let quote = peek() else { return "" }
        position += 1
        var result: [UInt8] = []
        while let byte = peek() {
            position += 1
            switch byte {
            case quote where quote == UInt8(ascii: "'") && peek() == quote:
                result.append(byte)
                position += 1
            case quote: return decoded(result)
            case UInt8(ascii: "\\") where quote == UInt8(ascii: "\""): readEscape(into: &result)
            case UInt8(ascii: "\n"):
                position -= 1
                foldLines(into: &result)
            default: result.append(byte)
            }
        }
        fail("the text ends inside a string")
        return decoded(result)
    }

    /// A line end is a space, blank lines are line ends.
    private mutating func foldLines(into result: inout [UInt8]) {
        while let last = result.last, last.isBlank || last == UInt8(ascii: "\r") { result.removeLast() }
        var count = 0
        while let byte = peek(), byte.isBlank || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n") {
            if byte == UInt8(ascii: "\n") {
                count += 1
                newLine()
            } else {
                position += 1
            }
        }
        if count == 1 { result.append(UInt8(ascii: " ")) }
        result.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: count - 1))
    }

    private mutating func readEscape(into result: inout [UInt8]) {
        guard let letter = peek() else { return }
        position += 1
        switch letter {
        case UInt8(ascii: "x"): readCode(digits: 2, into: &result)
        case UInt8(ascii: "u"): readCode(digits: 4, into: &result)
        case UInt8(ascii: "U"): readCode(digits: 8, into: &result)
        case UInt8(ascii: "\r"), UInt8(ascii: "\n"):
            position -= 1
            while let byte = peek(), byte.isBlank || byte == UInt8(ascii: "\r") { position += 1 }
            if peek() == UInt8(ascii: "\n") { newLine() }
            skipBlanks()
        default: result.append(Self.escapes[letter] ?? letter)
        }
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "0"): 0, UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "t"): 9, UInt8(ascii: "n"): 10,
        UInt8(ascii: "v"): 11, UInt8(ascii: "f"): 12, UInt8(ascii: "r"): 13, UInt8(ascii: "e"): 27,
    ]

    private mutating func readCode(digits: Int, into result: inout [UInt8]) {
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek()?.hexValue else { break }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        result.append(contentsOf: String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    }

    /// A scalar after `|` or `>`. Its lines are kept with `|` and joined by spaces with `>`.
    mutating func readBlock() -> String {
        let separator = take(UInt8(ascii: "|")) ? "\n" : " "
        if separator == " " { position += 1 }
        var indent: Int?
        while let byte = peek(), !isSpace(0) {
            if byte.isDigit { indent = max(parentIndent, 0) + Int(byte - UInt8(ascii: "0")) }
            position += 1
        }
        skipLine()
        var parts: [String] = []
        while position < bytes.count {
            newLine()
            while peek() == UInt8(ascii: " "), column < indent ?? .max { position += 1 }
            if isAtLineEnd {
                if !parts.isEmpty { parts.append("") }
                skipLine()
                continue
            }
            guard position < bytes.count, column > parentIndent, column >= indent ?? 0, !isAtMarker else { break }
            if indent == nil { indent = column }
            let start = position
            skipLine()
            parts.append(String(text(start..<position).trimmedAtEnd))
        }
        while parts.last == "" { parts.removeLast() }
        return parts.joined(separator: separator)
    }

    private mutating func decoded(_ result: [UInt8]) -> String {
        result.withUnsafeBytes { decode($0) }
    }

    mutating func text(_ range: Range<Int>) -> String {
        decode(UnsafeRawBufferPointer(rebasing: bytes[range]))
    }

    private mutating func decode(_ content: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: content, as: UTF8.self) { return text }
        notes.add(line, "a text is not valid UTF-8")
        return String(decoding: content, as: UTF8.self)
    }
}

extension UInt8 {
    /// `,`, `[`, `]`, `{`, `}`.
    var isFlowIndicator: Bool {
        switch self {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}

extension String {
    fileprivate var trimmedAtEnd: Substring { hasSuffix("\r") ? dropLast() : self[...] }
}
