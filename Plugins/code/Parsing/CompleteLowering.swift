import CodeSyntax

/// Lowering that walks expressions and statements with one function each, and loses nothing: text that could not be
/// parsed is in the tree wherever the parser left it.
protocol CompleteLowering: Lowering {
    /// The unparsable texts whose parts are in the tree already, by their places among the concrete nodes.
    var keptErrors: Set<Int> { get set }

    mutating func expression(_ node: ConcreteNode, _ role: Role)
    mutating func statement(_ node: ConcreteNode, _ role: Role)
}

extension CompleteLowering {
    func first(_ node: ConcreteNode) -> ConcreteNode? {
        var children = node.named
        return children.next()
    }

    mutating func intern(_ bytes: [UInt8]) -> Symbol { bytes.withUnsafeBufferPointer { out.intern($0) } }

    /// False for what is nested too deeply: then it is left out, and the tree says so.
    mutating func hasRoom(_ node: ConcreteNode, _ role: Role) -> Bool {
        if out.depth < TreeBuilder.maxDepth { return true }
        out.leaf(.opaque, role, node.range)
        out.cut(node.range)
        return false
    }

    /// As for all languages; besides, unparsable text that the body came past is kept behind the other children.
    mutating func inside(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = [], _ body: (inout Self) -> Void
    ) {
        begin(kind, role, node, symbol: symbol, op: op, flags: flags)
        body(&self)
        end(node)
    }

    /// The two halves of `inside`, for functions that recurse and should need little of the stack.
    @inline(never)
    @discardableResult
    mutating func begin(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = []
    ) -> NodeID {
        let known = node.hasError ? flags.union(.damaged) : flags
        return out.begin(kind, role, node.range, symbol: symbol, op: op, flags: known)
    }

    @inline(never)
    mutating func end(_ node: ConcreteNode) {
        if node.hasError { keepErrors(of: node) }
        out.end()
    }

    private mutating func keepErrors(of node: ConcreteNode) {
        for child in node.children where child.isError && !keptErrors.contains(child.index) { opaque(child, .operand) }
    }

    /// Unparsable text in places that nothing is made of. The root can be an error itself; its parts are the file's.
    mutating func keepOtherErrors(_ tree: ConcreteTree) {
        guard tree.root.hasError else { return }
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if node.isError, index > 0, !keptErrors.contains(index) { opaque(node, .statement) }
        }
    }

    /// A node with one child.
    mutating func wrap(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, op: Operator = .none, _ child: ConcreteNode?,
        _ childRole: Role
    ) {
        inside(kind, role, node, op: op) { lowering in
            if let child { lowering.expression(child, childRole) }
        }
    }

    /// Keeps the parts of what has no kind of its own.
    mutating func opaque(_ node: ConcreteNode, _ role: Role) {
        if node.isError { keptErrors.insert(node.index) }
        inside(node.isError ? .error : .opaque, role, node) { lowering in
            for child in node.named { lowering.statement(child, .operand) }
        }
    }

    /// A leaf that is called as it is written. One that the parser made up to go on has no name.
    mutating func name(_ node: ConcreteNode, _ role: Role) {
        if node.isMissing {
            out.leaf(.error, role, node.range)
        } else {
            out.leaf(.name, role, node.range, symbol: symbol(node))
        }
    }
}
