/// Puts a tree together, from the root down and from left to right.
public struct TreeBuilder {
    /// Deeper than this, constructs are left out and the tree says so: whoever walks it may recurse.
    public static let maxDepth = 500

    private let language: Language
    private var nodes: [Node] = []
    private var open: [NodeID] = []
    private var words: [String]
    private var table: SymbolTable
    private var imports: [ImportedName] = []
    private var comments: [Range<Int>] = []
    private var errors: [Range<Int>] = []
    private var isCut = false

    public init(_ language: Language, vocabulary: Vocabulary, capacity: Int = 0) {
        self.language = language
        words = vocabulary.words
        table = vocabulary.table
        nodes.reserveCapacity(capacity)
    }

    /// How many nodes are open.
    public var depth: Int { open.count }
    /// The node that the next one will be.
    public var count: Int { nodes.count }

    public mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol { table.intern(bytes, known: &words) }
    public mutating func intern(_ word: String) -> Symbol { table.intern(Array(word.utf8), known: &words) }
    public func text(_ symbol: Symbol) -> String { words[Int(symbol.rawValue)] }

    /// Begins a node that children follow; `close` ends it.
    @discardableResult
    public mutating func begin(
        _ kind: NodeKind, _ role: Role, _ range: Range<Int>, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = []
    ) -> NodeID {
        let id = NodeID(rawValue: UInt32(nodes.count))
        nodes.append(
            Node(
                kind: kind, role: role, op: op, flags: flags, symbol: symbol, start: UInt32(range.lowerBound),
                end: UInt32(range.upperBound), next: 0, parent: open.last ?? id))
        open.append(id)
        return id
    }

    /// Ends the node begun last.
    public mutating func end() {
        guard let id = open.popLast() else { return }
        nodes[Int(id.rawValue)].next = UInt32(nodes.count)
    }

    /// A node without children.
    @discardableResult
    public mutating func leaf(
        _ kind: NodeKind, _ role: Role, _ range: Range<Int>, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = []
    ) -> NodeID {
        let id = begin(kind, role, range, symbol: symbol, op: op, flags: flags)
        end()
        return id
    }

    /// Changes what was said of a node when it was begun.
    public mutating func update(_ id: NodeID, _ change: (inout Node) -> Void) {
        change(&nodes[Int(id.rawValue)])
    }

    public mutating func addImport(local: Symbol, path: String, module: String) {
        imports.append(ImportedName(local: local, path: path, module: module))
    }

    public mutating func addComment(_ range: Range<Int>) { comments.append(range) }

    /// Comments among those that are known, in any order.
    public mutating func insertComments(_ ranges: [Range<Int>]) {
        comments = (comments + ranges).sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Text that could not be parsed; marks the open nodes as damaged.
    public mutating func addError(_ range: Range<Int>) {
        errors.append(range)
        for id in open { nodes[Int(id.rawValue)].flags.insert(.damaged) }
    }

    /// Something too deep was left out.
    public mutating func cut(_ range: Range<Int>) { isCut = true }

    /// Ends what is still open.
    public mutating func finish() -> SyntaxTree {
        while !open.isEmpty { end() }
        return SyntaxTree(
            language: language, nodes: nodes, words: words, imports: imports, comments: comments, errors: errors,
            isCut: isCut)
    }
}
