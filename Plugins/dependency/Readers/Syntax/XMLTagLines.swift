/// The lines of the start tags of an XML text, in their order. libxml2 reads ahead of the node it gives, and keeps lines
/// up to 65535 only.
///
/// It relies on the parser: what is not well-formed is not asked for.
struct XMLTagLines {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var line = 1
    /// Texts of two or four bytes a character are not looked into.
    private let isReadable: Bool

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        isReadable = !bytes.prefix(4).contains { $0 == 0 || $0 == 0xFE || $0 == 0xFF }
    }

    /// Of the next start tag; 0 when it is not known.
    mutating func next() -> Int {
        guard isReadable else { return 0 }
        while skip(to: UInt8(ascii: "<")), position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "?"): skip(past: "?>")
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "/"): break
            default: return line
            }
        }
        return 0
    }

    /// Moves behind the next such byte; false when there is none.
    private mutating func skip(to byte: UInt8) -> Bool {
        while position < bytes.count {
            let found = bytes[position]
            position += 1
            if found == UInt8(ascii: "\n") { line += 1 }
            if found == byte { return true }
        }
        return false
    }

    private mutating func skip(past end: StaticString) {
        end.withUTF8Buffer { end in
            while skip(to: end[0]) {
                if bytes[position...].starts(with: end.dropFirst()) { return position += end.count - 1 }
            }
        }
    }

    private mutating func skipDeclaration() {
        let rest = bytes[position...]
        if rest.starts(with: "!--".utf8) {
            position += 3
            skip(past: "-->")
        } else if rest.starts(with: "![CDATA[".utf8) {
            position += 8
            skip(past: "]]>")
        } else {
            skipDocumentType()
        }
    }

    /// To its ">", which may stand in quotes, in comments and, for others, in the brackets as well.
    private mutating func skipDocumentType() {
        var isInBrackets = false
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = skip(to: byte)
            case UInt8(ascii: "["): isInBrackets = true
            case UInt8(ascii: "]"): isInBrackets = false
            case UInt8(ascii: "<"):
                if bytes[position...].starts(with: "!--".utf8) { skip(past: "-->") }
                if position < bytes.count, bytes[position] == UInt8(ascii: "?") { skip(past: "?>") }
            case UInt8(ascii: ">"): if !isInBrackets { return }
            default: break
            }
        }
    }
}
