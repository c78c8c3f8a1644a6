import CSyntaxReader
import CodeSyntax

/// Long rows of lines that are comments and nothing else. Scanners of some grammars look beyond all of them from each
/// one, to see how far the next statement is indented or whether it goes on, so that such a row costs its length
/// squared. The parser gets a text with blanks in their place; everything else works on the text as it is.
///
/// What looks like a comment may be in a string of many lines. `areBetweenTokens` tells: where a row begins between two
/// tokens it is what it looks like, since all before it has been read as it stands; and where a text ends in a row, it
/// has no end once the row is blank, and the tree has errors.
struct CommentRuns {
    /// The comments, in order.
    private(set) var comments: [Range<Int>] = []
    /// Where the rows begin.
    private var starts: [Int] = []

    /// Lines of a row that cost next to nothing.
    private static let short = 64

    /// Nil where there are none, or the language does not need it.
    init?(_ text: UnsafeBufferPointer<UInt8>, _ language: Language) {
        guard [.python, .javascript, .typescript].contains(language) else { return nil }
        var row: [Range<Int>] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: 10) ?? text.count
            switch Self.line(text, start..<end, language) {
            case .blank: break
            case .comment(let range): row.append(range)
            case .other: add(&row)
            }
            start = end + 1
        }
        add(&row)
        if comments.isEmpty { return nil }
    }

    private mutating func add(_ row: inout [Range<Int>]) {
        if row.count >= Self.short, let first = row.first {
            comments += row
            starts.append(first.lowerBound)
        }
        row.removeAll(keepingCapacity: true)
    }

    private enum Line {
        case blank, other
        case comment(Range<Int>)
    }

    private static func line(_ text: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ language: Language) -> Line {
        var (start, end) = (line.lowerBound, line.upperBound)
        while start < end, isBlank(text[start]) { start += 1 }
        while start < end, isBlank(text[end - 1]) { end -= 1 }
        guard start < end else { return .blank }
        if language == .python { return text[start] == UInt8(ascii: "#") ? .comment(start..<end) : .other }
        guard end - start >= 2, text[start] == UInt8(ascii: "/") else { return .other }
        if text[start + 1] == UInt8(ascii: "/") { return .comment(start..<end) }
        return isClosed(text[start..<end]) ? .comment(start..<end) : .other
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 13 }

    /// Whether the text is one comment between `/*` and `*/`.
    private static func isClosed(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let (slash, star) = (UInt8(ascii: "/"), UInt8(ascii: "*"))
        guard text.count >= 4, text[text.startIndex + 1] == star else { return false }
        var at = text.startIndex + 2
        while at + 1 < text.endIndex, text[at] != star || text[at + 1] != slash { at += 1 }
        return at + 2 == text.endIndex
    }

    /// The text with blanks for the comments.
    func blanked(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var bytes = Array(text)
        for range in comments { for index in range { bytes[index] = 32 } }
        return bytes
    }

    /// Whether each row, blank in this tree, begins where only blanks and comments may be.
    func areBetweenTokens(_ nodes: UnsafeBufferPointer<syntax_node>, _ grammar: Grammar) -> Bool {
        guard let root = nodes.first, root.flags & UInt16(SYNTAX_ERROR | SYNTAX_HAS_ERROR) == 0 else { return false }
        var open: [Int] = []
        var rest = starts[...]
        func isBetween(_ start: Int) -> Bool {
            guard let around = open.last(where: { nodes[$0].end > start }) else { return true }
            let name = grammar.symbolNames[Int(min(nodes[around].symbol, UInt16(grammar.symbolNames.count - 1)))]
            return Int(nodes[around].next) > around + 1 && !Self.textual.contains { name.contains($0) }
        }
        for index in nodes.indices {
            while let start = rest.first, start < nodes[index].start {
                guard isBetween(start) else { return false }
                rest.removeFirst()
            }
            if rest.isEmpty { return true }
            while let last = open.last, Int(nodes[last].next) <= index { open.removeLast() }
            open.append(index)
        }
        return rest.allSatisfy(isBetween)
    }

    /// Parts of the names of nodes in which what is between the children is text too.
    private static let textual = ["string", "template", "jsx", "regex", "text"]
}
