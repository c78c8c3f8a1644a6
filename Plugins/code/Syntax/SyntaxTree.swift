/// One node, 28 bytes in an array in order of beginnings; see `NodeKind`.
public struct Node: Sendable {
    public var kind: NodeKind
    public var role: Role
    public var op: Operator
    public var flags: NodeFlags
    public var symbol: Symbol
    /// Bytes of the text.
    public var start: UInt32
    public var end: UInt32
    /// Index after the last node of the subtree.
    public var next: UInt32
    /// The node itself for the root.
    public var parent: NodeID
}

/// A node's place in its tree.
public struct NodeID: Hashable, Sendable, Comparable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public var index: Int { Int(rawValue) }

    public static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// A name that stands for something of another module.
public struct ImportedName: Sendable {
    /// As the file calls it.
    public let local: Symbol
    /// What it is, dotted: "subprocess.Popen", "java.util.Random", "child_process.exec", "net/http". A module is
    /// separated from its member by the language's own sign ("net/http.Get", "./db.query", "Vendor\Package\Name").
    /// JavaScript's default imports stand for the module, since `require` gives the same; its `node:` is left out.
    public let path: String
    /// The module part of `path`: "subprocess", "java.util", "./db".
    public let module: String

    public init(local: Symbol, path: String, module: String) {
        self.local = local
        self.path = path
        self.module = module
    }
}

/// A source text as the matcher and the analysis see it: the same kinds of nodes in every language. Immutable.
public final class SyntaxTree: Sendable {
    public let language: Language
    public let nodes: [Node]
    /// Texts of the symbols: first the vocabulary's.
    public let words: [String]
    public let imports: [ImportedName]
    /// Byte ranges of the comments, in order.
    public let comments: [Range<Int>]
    /// Byte ranges of what could not be parsed, in order.
    public let errors: [Range<Int>]
    /// True when something was left out because it was nested too deeply.
    public let isCut: Bool

    public static let root = NodeID(rawValue: 0)

    init(
        language: Language, nodes: [Node], words: [String], imports: [ImportedName], comments: [Range<Int>],
        errors: [Range<Int>], isCut: Bool
    ) {
        self.language = language
        self.nodes = nodes
        self.words = words
        self.imports = imports
        self.comments = comments
        self.errors = errors
        self.isCut = isCut
    }

    public subscript(_ id: NodeID) -> Node { nodes[Int(id.rawValue)] }

    public func text(_ symbol: Symbol) -> String { words[Int(symbol.rawValue)] }

    public func text(of id: NodeID) -> String { text(self[id].symbol) }

    public func range(_ id: NodeID) -> Range<Int> { Int(self[id].start)..<Int(self[id].end) }

    /// The children in order.
    public func children(_ id: NodeID) -> Children { Children(nodes: nodes, at: id.rawValue + 1, end: self[id].next) }

    /// The first child with a role.
    public func child(_ id: NodeID, _ role: Role) -> NodeID? {
        var at = id.rawValue + 1
        let end = self[id].next
        while at < end {
            if nodes[Int(at)].role == role { return NodeID(rawValue: at) }
            at = nodes[Int(at)].next
        }
        return nil
    }

    public func children(_ id: NodeID, _ role: Role) -> some Sequence<NodeID> {
        children(id).lazy.filter { [nodes] in nodes[Int($0.rawValue)].role == role }
    }

    public func parent(_ id: NodeID) -> NodeID? {
        let parent = self[id].parent
        return parent == id ? nil : parent
    }

    /// True for a node and everything below it.
    public func contains(_ outer: NodeID, _ inner: NodeID) -> Bool {
        outer <= inner && inner.rawValue < self[outer].next
    }

    public struct Children: Sequence, IteratorProtocol, Sendable {
        let nodes: [Node]
        var at: UInt32
        let end: UInt32

        public mutating func next() -> NodeID? {
            guard at < end else { return nil }
            defer { at = nodes[Int(at)].next }
            return NodeID(rawValue: at)
        }
    }
}
