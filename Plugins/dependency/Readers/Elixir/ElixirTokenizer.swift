/// Cuts Elixir source into the few tokens that literal terms are made of.
///
/// https://hexdocs.pm/elixir/syntax-reference.html
struct ElixirTokenizer {
    enum Token: Equatable {
        case open, close, comma, arrow
        case string(String)
        case atom(String)
        /// `name:` or `"name":` before a value.
        case key(String)
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private(set) var line = 1

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// The next token; nil at the end. Signs that mean nothing here are passed over.
    mutating func next() -> Token? {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): return take(.open)
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): return take(.close)
            case UInt8(ascii: ","): return take(.comma)
            case UInt8(ascii: "\""), UInt8(ascii: "'"): return quoted()
            case UInt8(ascii: "#"): skipComment()
            case UInt8(ascii: ":"): return atom()
            case UInt8(ascii: "="): if let arrow = arrow() { return arrow }
            case _ where Self.isWord(byte): return word()
            default: advance()
            }
        }
        return nil
    }

    private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func advance() {
        if bytes[position] == UInt8(ascii: "\n") { line += 1 }
        position += 1
    }

    private mutating func take(_ token: Token) -> Token {
        position += 1
        return token
    }

    private mutating func skipComment() {
        while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func arrow() -> Token? {
        position += 1
        guard peek() == UInt8(ascii: ">") else { return nil }
        return take(.arrow)
    }

    private mutating func atom() -> Token {
        position += 1
        if peek() == UInt8(ascii: "\"") { return .atom(text()) }
        return .atom(wordText())
    }

    private mutating func quoted() -> Token {
        let text = text()
        return takeColon() ? .key(text) : .string(text)
    }

    private mutating func word() -> Token {
        let text = wordText()
        return takeColon() ? .key(text) : .atom(text)
    }

    private mutating func takeColon() -> Bool {
        guard peek() == UInt8(ascii: ":") else { return false }
        position += 1
        return true
    }

    private mutating func wordText() -> String {
        let start = position
        while let byte = peek(), Self.isWord(byte) { position += 1 }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// From the opening quote to the closing one; a backslash stands for the sign after it.
    private mutating func text() -> String {
        let quote = bytes[position]
        position += 1
        var content: [UInt8] = []
        while let byte = peek(), byte != quote {
            if byte == UInt8(ascii: "\\"), position + 1 < bytes.count { position += 1 }
            content.append(bytes[position])
            advance()
        }
        if position < bytes.count { position += 1 }
        return String(decoding: content, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "@"),
            UInt8(ascii: "?"), UInt8(ascii: "!"), 0x80...:
            true
        default: false
        }
    }
}
