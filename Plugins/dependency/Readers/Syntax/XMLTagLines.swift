/// The lines of the start tags of an XML text, in their order, and where the text becomes a trap for libxml2.
///
/// libxml2 reads ahead of the node it gives, and keeps lines up to 65535 only. It takes quadratic time for "--" in
/// comments, for the attributes of one tag and for attributes with defaults in a document type.
struct XMLTagLines {
    /// Attributes of one tag, and how many of them may declare namespaces.
    static let attributeLimit = 256
    static let namespaceLimit = 8

    /// What is not read, and the end of what is.
    struct Refusal: Equatable {
        let offset: Int
        let line: Int
        let reason: String
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var line = 1
    private(set) var refusal: Refusal?

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Of the whole text.
    static func refusal(of bytes: UnsafeRawBufferPointer) -> Refusal? {
        var tags = XMLTagLines(bytes)
        while tags.next() != 0 {}
        return tags.refusal
    }

    /// Of the next start tag; 0 at the end.
    mutating func next() -> Int {
        while refusal == nil, skip(to: UInt8(ascii: "<")), position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "?"): skip(past: "?>")
            case UInt8(ascii: "!"): skipDeclaration()
            case UInt8(ascii: "/"): break
            default:
                let start = line
                skipTag()
                return start
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
            skipComment()
        } else if rest.starts(with: "![CDATA[".utf8) {
            position += 8
            skip(past: "]]>")
        } else {
            skipDocumentType()
        }
    }

    private mutating func skipComment() {
        let start = position - 1
        position += 3
        skip(past: "--")
        guard position < bytes.count, bytes[position] != UInt8(ascii: ">") else { return }
        refuse(from: start, "\"--\" inside a comment is refused")
    }

    /// To its ">", which may stand in quotes. Declarations in brackets are those of entities and of defaults.
    private mutating func skipDocumentType() {
        let start = position - 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = skip(to: byte)
            case UInt8(ascii: "["): return refuse(from: start, "a document type with declarations in it is refused")
            case UInt8(ascii: ">"): return
            default: break
            }
        }
    }

    /// To its ">", or to the "<" that shows it to be malformed.
    private mutating func skipTag() {
        let start = position - 1
        var attributes = 0
        var namespaces = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "<"): return
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "="): attributes += 1
            case UInt8(ascii: "x"): if bytes[position...].starts(with: "xmlns".utf8) { namespaces += 1 }
            default: break
            }
            position += 1
            if byte == UInt8(ascii: ">") { break }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { _ = skip(to: byte) }
        }
        guard attributes > Self.attributeLimit || namespaces > Self.namespaceLimit else { return }
        refuse(from: start, "more than \(Self.attributeLimit) attributes or \(Self.namespaceLimit) namespaces in a tag")
    }

    private mutating func refuse(from offset: Int, _ reason: String) {
        let before = bytes[offset..<position].count { $0 == UInt8(ascii: "\n") }
        refusal = Refusal(offset: offset, line: line - before, reason: reason)
        position = bytes.count
    }
}
