import CSyntaxReader
import CodeSyntax

/// The parser's own tree of one text, lent for the time of its lowering. One word, so that nodes are copied for nothing
/// and functions that walk the tree need little stack.
struct ConcreteTree {
    struct Contents {
        let nodes: UnsafeBufferPointer<syntax_node>
        let text: UnsafeBufferPointer<UInt8>
        let grammar: Grammar
    }

    let contents: UnsafePointer<Contents>

    var nodes: UnsafeBufferPointer<syntax_node> { contents.pointee.nodes }
    var text: UnsafeBufferPointer<UInt8> { contents.pointee.text }
    var grammar: Grammar { contents.pointee.grammar }
    var root: ConcreteNode { ConcreteNode(tree: self, index: 0) }
}

/// A node of the parser's tree.
struct ConcreteNode {
    let tree: ConcreteTree
    let index: Int

    private var raw: syntax_node { tree.nodes[index] }

    /// The grammar's name of the kind, as a number: compare with `Grammar.symbol`.
    var symbol: UInt16 { raw.symbol }
    var kind: String { tree.grammar.symbolNames[Int(min(raw.symbol, UInt16(tree.grammar.symbolNames.count - 1)))] }
    var field: UInt16 { raw.field }
    var range: Range<Int> { Int(raw.start)..<Int(raw.end) }
    var isNamed: Bool { raw.flags & UInt16(SYNTAX_NAMED) != 0 }
    var isError: Bool { raw.flags & UInt16(SYNTAX_ERROR) != 0 }
    var isMissing: Bool { raw.flags & UInt16(SYNTAX_MISSING) != 0 }
    var isExtra: Bool { raw.flags & UInt16(SYNTAX_EXTRA) != 0 }
    var hasError: Bool { raw.flags & UInt16(SYNTAX_HAS_ERROR) != 0 }
    var depth: Int { Int(raw.depth) }
    /// How many nodes its subtree has.
    var size: Int { Int(raw.next) - index }

    /// The bytes it covers.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: tree.text[range]) }
    var string: String { String(decoding: bytes, as: UTF8.self) }

    /// All children: named ones, keywords, punctuation, comments.
    var children: ConcreteChildren { ConcreteChildren(tree: tree, at: index + 1, end: Int(raw.next), onlyNamed: false) }
    /// The named children, comments left out. What could not be parsed is among them, also where it may stand anywhere.
    var named: ConcreteChildren { ConcreteChildren(tree: tree, at: index + 1, end: Int(raw.next), onlyNamed: true) }

    /// The first child in a field (`Grammar.field`).
    func child(_ field: UInt16) -> ConcreteNode? {
        var at = index + 1
        let end = Int(raw.next)
        while at < end {
            if tree.nodes[at].field == field, field != 0 { return ConcreteNode(tree: tree, index: at) }
            at = Int(tree.nodes[at].next)
        }
        return nil
    }

    /// True when a child is the keyword or punctuation mark.
    func has(_ symbol: UInt16) -> Bool { children.contains { $0.symbol == symbol } }
}

struct ConcreteChildren: Sequence, IteratorProtocol {
    let tree: ConcreteTree
    var at: Int
    let end: Int
    let onlyNamed: Bool

    mutating func next() -> ConcreteNode? {
        while at < end {
            let node = ConcreteNode(tree: tree, index: at)
            at = Int(tree.nodes[at].next)
            if !onlyNamed || (node.isNamed && (!node.isExtra || node.isError)) { return node }
        }
        return nil
    }
}
