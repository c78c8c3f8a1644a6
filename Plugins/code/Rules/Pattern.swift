import CodeSyntax

/// A compiled pattern: a small tree whose symbols are those of the rule set's vocabulary.
struct Pattern: Sendable {
    let nodes: [Node]
    /// The statements of a sequence, or the one expression, statement or declaration.
    let roots: [Int]
    /// Per node, the names of a dotted chain from left to right where the whole node is one, without metavariables.
    let chains: [Int: [Symbol]]
    /// Types of typed metavariables, by node: the names of a dotted chain.
    let types: [Int: [Symbol]]
    /// `=~/…/` texts.
    let regexes: [Int: Regex]
    /// Words that a file must have for the pattern to match.
    let required: [Symbol]
    let text: String

    /// True when several statements are matched in a row.
    var isSequence: Bool { roots.count > 1 || (roots.first.map { nodes[$0].kind == .ellipsis } ?? false) }

    /// The first root that is not `...`.
    var anchor: Int {
        roots.first { nodes[$0].kind != .ellipsis && nodes[$0].kind != .ellipsisMetavariable } ?? roots[0]
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
