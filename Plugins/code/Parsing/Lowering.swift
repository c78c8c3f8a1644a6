import CodeSyntax

/// What all frontends share: depth, comments, errors, and literals.
extension TreeBuilder {
    /// Calls `body` unless the tree is already as deep as it may be.
    mutating func deeper(_ node: ConcreteNode, _ role: Role, _ body: (inout TreeBuilder) -> Void) {
        guard depth < Self.maxDepth else {
            leaf(.opaque, role, node.range)
            return cut(node.range)
        }
        body(&self)
    }

    mutating func symbol(_ node: ConcreteNode) -> Symbol { intern(node.bytes) }

    /// Notes the comments and errors of a parser's tree, wherever they are.
    mutating func addCommentsAndErrors(of tree: ConcreteTree, comment: (UInt16) -> Bool) {
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if node.isExtra, comment(node.symbol) { addComment(node.range) }
        }
    }
}
