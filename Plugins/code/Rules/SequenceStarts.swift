import CodeSyntax

/// A set of kinds of nodes.
struct NodeKinds: Hashable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    static let none = NodeKinds()
    static let all: NodeKinds = {
        var kinds = NodeKinds()
        (kinds.low, kinds.high) = (.max, .max)
        return kinds
    }()

    private init() {}

    init(_ kind: NodeKind) {
        if kind.rawValue < 64 { low = 1 << UInt64(kind.rawValue) } else { high = 1 << UInt64(kind.rawValue - 64) }
    }

    func contains(_ kind: NodeKind) -> Bool {
        let other = NodeKinds(kind)
        return low & other.low | high & other.high != 0
    }

    func union(_ other: NodeKinds) -> NodeKinds {
        var kinds = self
        kinds.low |= other.low
        kinds.high |= other.high
        return kinds
    }
}

/// The statements of blocks with which a sequence may begin. They are looked up once for a block and not for each of
/// its statements, of which there may be very many.
struct SequenceStarts {
    private struct Key: Hashable {
        let block: NodeID
        let kinds: NodeKinds
    }

    private var known: [Key: [NodeID]] = [:]
    private var count = 0

    /// Statements kept; when there are more, all are forgotten.
    private static let most = 1_000_000

    /// The last statements of the kinds before one of the block, the nearest first.
    mutating func before(
        _ node: NodeID, in block: NodeID, of kinds: NodeKinds, _ tree: SyntaxTree, most: Int
    ) -> [NodeID] {
        let all = statements(Key(block: block, kinds: kinds), tree)
        return all[..<Self.place(of: node, in: all)].suffix(most).reversed()
    }

    /// All statements of a block from one of them on.
    mutating func from(_ node: NodeID, in block: NodeID, _ tree: SyntaxTree) -> ArraySlice<NodeID>? {
        let all = statements(Key(block: block, kinds: .all), tree)
        let start = Self.place(of: node, in: all)
        return start < all.count && all[start] == node ? all[start...] : nil
    }

    /// Of the first one that is not before the node.
    private static func place(of node: NodeID, in all: [NodeID]) -> Int {
        var low = 0
        var high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle] < node { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func statements(_ key: Key, _ tree: SyntaxTree) -> [NodeID] {
        if let statements = known[key] { return statements }
        let statements = tree.children(key.block, .statement).filter { key.kinds.contains(tree[$0].kind) }
        if count > Self.most { (known, count) = ([:], 0) }
        count += statements.count
        known[key] = statements
        return statements
    }
}
