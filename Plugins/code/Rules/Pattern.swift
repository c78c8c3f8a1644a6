import CodeSyntax

/// A compiled pattern: a small tree whose symbols are those of the rule set's vocabulary.
final class Pattern: Sendable {
    let nodes: [Node]
    /// The statements of a sequence, or the one expression, statement or declaration.
    let roots: [Int]
    /// Per node, the names of a dotted chain from left to right where the whole node is one, without metavariables.
    let chains: [[Symbol]?]
    /// Types of typed metavariables, by node: the names of a dotted chain.
    let types: [[Symbol]?]
    /// `=~/…/` texts, by node.
    let regexes: [Regex?]
    /// The children of each node.
    private let childrenOf: [[Int]]
    private let shapes: [PatternShape]
    let text: String
    /// True when several statements are matched in a row.
    let isSequence: Bool
    /// The first root that is not `...`.
    let anchor: Int
    /// The kind that a node must have to match; nil when several do.
    let onlyKind: NodeKind?

    init(
        nodes: [Node], roots: [Int], chains: [Int: [Symbol]], types: [Int: [Symbol]], regexes: [Int: Regex],
        text: String
    ) {
        self.nodes = nodes
        self.roots = roots
        self.chains = nodes.indices.map { chains[$0] }
        self.types = nodes.indices.map { types[$0] }
        self.regexes = nodes.indices.map { regexes[$0] }
        let children = nodes.indices.map { Self.children(nodes, $0) }
        childrenOf = children
        shapes = children.map { PatternShape($0, in: nodes) }
        self.text = text
        isSequence = roots.count > 1 || roots.first.map { nodes[$0].kind } == .ellipsis
        let first = roots.first { nodes[$0].kind != .ellipsis && nodes[$0].kind != .ellipsisMetavariable }
        anchor = first ?? roots.first ?? 0
        let kind = nodes.isEmpty ? .null : nodes[anchor].kind
        switch kind {
        case .metavariable, .deepEllipsis, .ellipsis, .ellipsisMetavariable, .name, .member, .string, .integer, .float,
            .boolean, .null:
            onlyKind = nil
        default: onlyKind = kind
        }
    }

    /// For a matcher that no pattern is asked of.
    static let nothing = Pattern(nodes: [], roots: [], chains: [:], types: [:], regexes: [:], text: "")

    func child(_ index: Int, _ role: Role) -> Int? { childrenOf[index].first { nodes[$0].role == role } }

    func children(_ index: Int) -> [Int] { childrenOf[index] }

    func shape(_ index: Int) -> PatternShape { shapes[index] }

    private static func children(_ nodes: [Node], _ index: Int) -> [Int] {
        var children: [Int] = []
        var at = index + 1
        while at < Int(nodes[index].next) {
            children.append(at)
            at = Int(nodes[at].next)
        }
        return children
    }

    /// The words that a file must have, as a name or in an import, for the pattern to match in it. Values of literals
    /// are not among them: they may be computed.
    func neededWords(_ words: PatternWords) -> [Symbol] {
        var needed: Set<Symbol> = []
        var at = 0
        while at < nodes.count {
            if let chain = chains[at] {
                needed.formUnion(chain)
                at = Int(nodes[at].next)
                continue
            }
            let node = nodes[at]
            switch node.kind {
            case .metavariable, .ellipsis, .ellipsisMetavariable, .deepEllipsis, .string, .integer, .float, .boolean,
                .null, .regex, .template:
                break
            default:
                if node.symbol != .empty, words.metavariable(node.symbol) == nil { needed.insert(node.symbol) }
            }
            at += 1
        }
        return Array(needed)
    }
}
