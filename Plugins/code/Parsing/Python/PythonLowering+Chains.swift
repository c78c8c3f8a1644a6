import CodeSyntax

/// What nests to the left: `a + b + c`, `x.a().b()`. A chain may be longer than a tree may be deep, or than a stack.
extension PythonLowering {
    mutating func chain(_ node: ConcreteNode, _ role: Role) {
        let base = links.count
        let head = collect(node)
        guard links.count > base else { return opaque(node, role) }
        let kept = min(links.count, base + room)
        let inner = open(base, kept, node, role)
        if kept == links.count { expression(head, inner) } else { folded(head, kept, inner) }
        var position = kept
        while position > base {
            position -= 1
            finish(ConcreteNode(tree: node.tree, index: links[position]))
        }
        links.removeLast(links.count - base)
    }

    /// Notes the links of a chain, the outermost first; gives what the innermost begins with.
    @inline(never)
    private mutating func collect(_ node: ConcreteNode) -> ConcreteNode {
        var head = node
        while let inner = self.head(of: head) {
            links.append(head.index)
            head = unwrapped(inner)
        }
        return head
    }

    @inline(never)
    private mutating func open(_ base: Int, _ kept: Int, _ node: ConcreteNode, _ role: Role) -> Role {
        var role = role
        for position in base..<kept { role = open(link(position, node), role) }
        return role
    }

    private func link(_ position: Int, _ node: ConcreteNode) -> ConcreteNode {
        ConcreteNode(tree: node.tree, index: links[position])
    }

    /// The part of a link that the rest of it is added to.
    @inline(never)
    private func head(of node: ConcreteNode) -> ConcreteNode? {
        switch kind(node) {
        case .binary_operator, .boolean_operator: node.child(fields.left)
        case .attribute: node.child(fields.object)
        case .call: node.child(fields.function)
        case .subscripted: node.child(fields.value)
        default: nil
        }
    }

    /// Begins a link's node; gives the role of its head.
    @inline(never)
    private mutating func open(_ node: ConcreteNode, _ role: Role) -> Role {
        switch kind(node) {
        case .attribute:
            begin(.member, role, node, symbol: symbolOrEmpty(node.child(fields.attribute)))
            return .object
        case .call:
            begin(.call, role, node)
            return .callee
        case .subscripted:
            begin(.index, role, node)
            return .object
        default:
            begin(.binary, role, node, op: operation(of: node))
            return .left
        }
    }

    func operation(of node: ConcreteNode) -> Operator {
        node.child(fields.operator).map { kind($0).operation } ?? .none
    }

    /// Adds what a link has besides its head, and ends its node.
    @inline(never)
    private mutating func finish(_ node: ConcreteNode) {
        switch kind(node) {
        case .attribute: break
        case .call: if let arguments = node.child(fields.arguments) { self.arguments(arguments) }
        case .subscripted:
            for child in node.children where child.field == fields.subscripted && child.isNamed {
                expression(child, .key)
            }
        default: if let right = node.child(fields.right) { expression(right, .right) }
        }
        end(node)
    }

    @inline(never)
    private mutating func arguments(_ node: ConcreteNode) {
        if kind(node) == .generator_expression { return expression(node, .argument) }
        for argument in node.named { expression(argument, .argument) }
    }

    // Too long.

    /// The innermost links, for which there is no room. Sums and their like are put together in another order; of other
    /// chains the parts are kept beside each other.
    @inline(never)
    private mutating func folded(_ head: ConcreteNode, _ from: Int, _ role: Role) {
        let outermost = link(from, head)
        let op = operation(of: outermost)
        var operands = [head]
        var isUniform = Self.isAssociative(op)
        for position in (from..<links.count).reversed() {
            let link = link(position, head)
            isUniform = isUniform && operation(of: link) == op
            addOperands(of: link, &operands)
        }
        if isUniform { return balanced(operands[...], op, role) }
        out.cut(outermost.range)
        begin(.opaque, role, outermost)
        for operand in operands { expression(operand, .operand) }
        out.end()
    }

    private static func isAssociative(_ op: Operator) -> Bool {
        switch op {
        case .add, .multiply, .and, .or, .bitAnd, .bitOr, .bitXor: true
        default: false
        }
    }

    private func addOperands(of link: ConcreteNode, _ operands: inout [ConcreteNode]) {
        switch kind(link) {
        case .attribute: if let name = link.child(fields.attribute) { operands.append(name) }
        case .call:
            guard let arguments = link.child(fields.arguments) else { return }
            let isOne = kind(arguments) == .generator_expression
            operands += isOne ? [arguments] : Array(arguments.named)
        case .subscripted: operands += link.children.filter { $0.field == fields.subscripted && $0.isNamed }
        default: if let right = link.child(fields.right) { operands.append(right) }
        }
    }

    private mutating func balanced(_ operands: ArraySlice<ConcreteNode>, _ op: Operator, _ role: Role) {
        guard operands.count > 1, let first = operands.first, let last = operands.last else {
            if let operand = operands.first { expression(operand, role) }
            return
        }
        out.begin(.binary, role, first.range.lowerBound..<last.range.upperBound, op: op)
        let middle = operands.startIndex + operands.count / 2
        balanced(operands[..<middle], op, .left)
        balanced(operands[middle...], op, .right)
        out.end()
    }
}
