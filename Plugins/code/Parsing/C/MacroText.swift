/// The tokens of a macro's text, which is no syntax of its own: it may be any row of them.
struct MacroText {
    enum Kind {
        case name, number, string, minus, open, close, comma, other
    }

    struct Token {
        let kind: Kind
        /// In the file.
        let range: Range<Int>
        /// Of an opening parenthesis the place of the closing one.
        var match: Int?
    }

    private(set) var tokens: [Token] = []
    /// There were more than are kept.
    private(set) var isCut = false

    private static let mostTokens = 4096

    /// `start`: where the text stands in the file.
    init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) {
        var open: [Int] = []
        var at = 0
        while at < bytes.count {
            let (kind, end) = Self.token(bytes, at)
            guard tokens.count < Self.mostTokens else {
                isCut = true
                return
            }
            if kind == .close, let opening = open.popLast() { tokens[opening].match = tokens.count }
            if kind == .open { open.append(tokens.count) }
            if let kind { tokens.append(Token(kind: kind, range: (start + at)..<(start + end), match: nil)) }
            at = end
        }
    }

    /// Nil for blanks and comments.
    private static func token(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Kind?, Int) {
        let byte = bytes[at]
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        switch byte {
        case 32, 9, 10, 13: return (nil, at + 1)
        case UInt8(ascii: "\\") where next == 10 || next == 13: return (nil, at + 1)
        case UInt8(ascii: "/") where next == UInt8(ascii: "/"): return (nil, bytes.count)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return (.string, quoted(bytes, at))
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.number, end(bytes, at) { isWord($0) || $0 == 46 })
        case UInt8(ascii: "-"): return (next == UInt8(ascii: ">") ? .other : .minus, at + 1)
        case UInt8(ascii: "("): return (.open, at + 1)
        case UInt8(ascii: ")"): return (.close, at + 1)
        case UInt8(ascii: ","): return (.comma, at + 1)
        default:
            guard isWord(byte) else { return (.other, at + 1) }
            let end = end(bytes, at, while: isWord)
            // `L"text"`.
            if end < bytes.count, end - at <= 2, bytes[end] == UInt8(ascii: "\""), "LuU".utf8.contains(byte) {
                return (.string, quoted(bytes, end))
            }
            return (isKeyword(UnsafeBufferPointer(rebasing: bytes[at..<end])) ? .other : .name, end)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }

    private static func isKeyword(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (2...8).contains(word.count) else { return false }
        return keywords.contains { $0.utf8.elementsEqual(word) }
    }

    private static let keywords = [
        "do", "if", "else", "for", "while", "switch", "case", "default", "return", "break", "continue", "goto",
        "struct", "union", "enum", "const", "static", "extern", "volatile", "unsigned", "signed", "void", "char",
        "short", "int", "long", "float", "double", "typedef",
    ]

    private static func end(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, while isPart: (UInt8) -> Bool
    ) -> Int {
        bytes[start...].firstIndex { !isPart($0) } ?? bytes.count
    }

    private static func quoted(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var at = start + 1
        while at < bytes.count {
            if bytes[at] == bytes[start] { return at + 1 }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return bytes.count
    }
}
