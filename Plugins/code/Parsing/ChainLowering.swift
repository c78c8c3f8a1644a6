import CodeSyntax

/// Chains that nest to the left, `a + b + c` and `x.a().b()`, may be longer than a tree may be deep.
protocol ChainLowering: CompleteLowering {
    /// The concrete nodes before this one belong to a chain whose length was looked at.
    var chainEnd: Int { get set }

    /// True for nodes whose first child may be the rest of a chain: operations, calls, members.
    func isLink(_ node: ConcreteNode) -> Bool
    /// Of a binary operation; none for other links.
    func operation(of link: ConcreteNode) -> Operator
    /// What a link has besides the one before it: the right side, arguments, a key.
    func operands(of link: ConcreteNode) -> [ConcreteNode]
    /// How many nodes of the syntax tree hold the rest of the chain, each in the one before.
    func levels(of link: ConcreteNode) -> Int
}

extension ChainLowering {
    func levels(of link: ConcreteNode) -> Int { 1 }

    /// Lowers a chain for which there is no room, and says so; false for all others.
    mutating func lowerOverlongChain(_ node: ConcreteNode, _ role: Role) -> Bool {
        guard node.index >= chainEnd else { return false }
        var end = node.index
        var levels = 0
        // A link's first part is the node behind it.
        while end < node.tree.nodes.count {
            let link = ConcreteNode(tree: node.tree, index: end)
            guard isLink(link), link.range.lowerBound == node.range.lowerBound else { break }
            levels += self.levels(of: link)
            end += 1
        }
        chainEnd = end
        guard levels > TreeBuilder.maxDepth - out.depth else { return false }
        lowerChain(node, end - node.index, role)
        return true
    }

    /// Sums and their like are put together in another order; of other chains the parts are kept.
    private mutating func lowerChain(_ node: ConcreteNode, _ length: Int, _ role: Role) {
        var operands: [ConcreteNode] = [ConcreteNode(tree: node.tree, index: node.index + length)]
        let op = operation(of: node)
        var isUniform = Self.isAssociative(op)
        for index in (node.index..<(node.index + length)).reversed() {
            let link = ConcreteNode(tree: node.tree, index: index)
            isUniform = isUniform && operation(of: link) == op
            operands += self.operands(of: link)
        }
        if isUniform { return lowerBalanced(operands[...], op, role) }
        out.cut(node.range)
        inside(.opaque, role, node) { lowering in
            for operand in operands { lowering.expression(operand, .operand) }
        }
    }

    private static func isAssociative(_ op: Operator) -> Bool {
        switch op {
        case .add, .concatenate, .multiply, .and, .or, .coalesce, .bitAnd, .bitOr, .bitXor: true
        default: false
        }
    }

    private mutating func lowerBalanced(_ operands: ArraySlice<ConcreteNode>, _ op: Operator, _ role: Role) {
        guard operands.count > 1, let first = operands.first, let last = operands.last else {
            return operands.first.map { expression($0, role) } ?? ()
        }
        out.begin(.binary, role, first.range.lowerBound..<last.range.upperBound, op: op)
        let middle = operands.startIndex + operands.count / 2
        lowerBalanced(operands[..<middle], op, .left)
        lowerBalanced(operands[middle...], op, .right)
        out.end()
    }
}
