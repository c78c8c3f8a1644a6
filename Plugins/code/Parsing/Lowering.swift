import CSyntaxReader
import CodeSyntax

/// What all frontends share: depth, errors, comments, and literals.
protocol Lowering {
    var out: TreeBuilder { get set }
}

extension Lowering {
    /// Calls `body` unless the tree is already as deep as it may be.
    mutating func deeper(_ node: ConcreteNode, _ role: Role, _ body: (inout Self) -> Void) {
        guard out.depth < TreeBuilder.maxDepth else {
            out.leaf(.opaque, role, node.range)
            return out.cut(node.range)
        }
        body(&self)
    }

    mutating func symbol(_ node: ConcreteNode) -> Symbol { out.intern(node.bytes) }

    /// A node and its children, whose ends are known when the body is done.
    mutating func inside(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = [], _ body: (inout Self) -> Void
    ) {
        let known = node.hasError ? flags.union(.damaged) : flags
        out.begin(kind, role, node.range, symbol: symbol, op: op, flags: known)
        body(&self)
        out.end()
    }

    /// Notes the comments and errors of a parser's tree, wherever they are.
    mutating func addCommentsAndErrors(of tree: ConcreteTree, isComment: (ConcreteNode) -> Bool) {
        for index in tree.nodes.indices {
            let flags = tree.nodes[index].flags
            // Skipped text is an error and an extra at once.
            if flags & UInt16(SYNTAX_ERROR | SYNTAX_MISSING) != 0 {
                out.addError(ConcreteNode(tree: tree, index: index).range)
            } else if flags & UInt16(SYNTAX_EXTRA) != 0 {
                let node = ConcreteNode(tree: tree, index: index)
                if isComment(node) { out.addComment(node.range) }
            }
        }
    }
}
