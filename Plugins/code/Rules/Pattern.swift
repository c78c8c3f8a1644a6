import CodeSyntax

/// A compiled pattern: a small tree whose symbols are those of the rule set's vocabulary.
final class Pattern: Sendable {
    let nodes: [Node]
    /// The statements of a sequence, or the one expression, statement or declaration.
    let roots: [Int]
    /// Per node, the names of a dotted chain from left to right where the whole node is one, without metavariables.
    let chains: [Int: [Symbol]]
    /// Types of typed metavariables, by node: the names of a dotted chain.
    let types: [Int: [Symbol]]
    /// `=~/…/` texts.
    let regexes: [Int: Regex]
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
        self.chains = chains
        self.types = types
        self.regexes = regexes
        self.text = text
        isSequence = roots.count > 1 || nodes[roots[0]].kind == .ellipsis
        let first = roots.first { nodes[$0].kind != .ellipsis && nodes[$0].kind != .ellipsisMetavariable } ?? roots[0]
        anchor = first
        switch nodes[first].kind {
        case .metavariable, .deepEllipsis, .ellipsis, .ellipsisMetavariable, .name, .member, .string, .integer, .float,
            .boolean, .null:
            onlyKind = nil
        default: onlyKind = nodes[first].kind
        }
    }

    func child(_ index: Int, _ role: Role) -> Int? {
        var at = index + 1
        let end = Int(nodes[index].next)
        while at < end {
            if nodes[at].role == role { return at }
            at = Int(nodes[at].next)
        }
        return nil
    }

    func children(_ index: Int) -> [Int] {
        var children: [Int] = []
        var at = index + 1
        let end = Int(nodes[index].next)
        while at < end {
            children.append(at)
            at = Int(nodes[at].next)
        }
        return children
    }
}
