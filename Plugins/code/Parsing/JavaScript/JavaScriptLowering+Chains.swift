import CodeSyntax

/// Chains that nest to the left, `a + b + c` and `x.a().b()`, may be longer than a tree may be deep.
extension JavaScriptLowering {
    mutating func link(_ node: ConcreteNode, _ role: Role) {
        if node.index >= chainEnd, let length = overlongChain(node) { return chain(node, length, role) }
        switch kind(node) {
        case .call_expression: call(node, role)
        case .member_expression: member(node, role)
        case .subscript_expression: index(node, role)
        default: binary(node, role)
        }
    }

    /// How many links begin here, when that is more than there is room for. A link's first part is the node behind it.
    private mutating func overlongChain(_ node: ConcreteNode) -> Int? {
        var end = node.index
        while end < node.tree.nodes.count, isLink(ConcreteNode(tree: node.tree, index: end), of: node) { end += 1 }
        chainEnd = end
        let length = end - node.index
        return length > TreeBuilder.maxDepth - out.depth ? length : nil
    }

    private func isLink(_ node: ConcreteNode, of chain: ConcreteNode) -> Bool {
        switch kind(node) {
        case .call_expression, .member_expression, .subscript_expression, .binary_expression:
            node.range.lowerBound == chain.range.lowerBound
        default: false
        }
    }

    /// Sums and their like are put together in another order; of other chains the parts are kept.
    private mutating func chain(_ node: ConcreteNode, _ length: Int, _ role: Role) {
        var operands: [ConcreteNode] = [ConcreteNode(tree: node.tree, index: node.index + length)]
        let op = kind(node) == .binary_expression ? operation(of: node) : .none
        var isUniform = Self.isAssociative(op)
        for index in (node.index..<(node.index + length)).reversed() {
            let link = ConcreteNode(tree: node.tree, index: index)
            isUniform = isUniform && kind(link) == .binary_expression && operation(of: link) == op
            addOperands(of: link, &operands)
        }
        if isUniform { return balanced(operands[...], op, role) }
        out.cut(node.range)
        inside(.opaque, role, node) { lowering in
            for operand in operands { lowering.expression(operand, .operand) }
        }
    }

    private static func isAssociative(_ op: Operator) -> Bool {
        switch op {
        case .add, .multiply, .and, .or, .coalesce, .bitAnd, .bitOr, .bitXor: true
        default: false
        }
    }

    /// What a link has besides the one before it.
    private func addOperands(of link: ConcreteNode, _ operands: inout [ConcreteNode]) {
        switch kind(link) {
        case .binary_expression: if let right = link.child(fields.right) { operands.append(right) }
        case .subscript_expression: if let key = link.child(fields.index) { operands.append(key) }
        case .call_expression:
            guard let arguments = link.child(fields.arguments) else { return }
            if kind(arguments) == .template_string { operands.append(arguments) } else { operands += arguments.named }
        default: break
        }
    }

    private mutating func balanced(_ operands: ArraySlice<ConcreteNode>, _ op: Operator, _ role: Role) {
        guard operands.count > 1, let first = operands.first, let last = operands.last else {
            return operands.first.map { expression($0, role) } ?? ()
        }
        out.begin(.binary, role, first.range.lowerBound..<last.range.upperBound, op: op)
        let middle = operands.startIndex + operands.count / 2
        balanced(operands[..<middle], op, .left)
        balanced(operands[middle...], op, .right)
        out.end()
    }
}
