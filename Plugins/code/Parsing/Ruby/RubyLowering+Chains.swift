import CodeSyntax

/// What nests to the left: `a + b + c`, `x.a.b { }[1]`. A chain may be longer than a tree may be deep, or than a stack.
extension RubyLowering {
    mutating func chain(_ node: ConcreteNode, _ role: Role) {
        let base = links.count
        let head = collect(node)
        guard links.count > base else { return call(node, role) }
        let kept = keptLinks(from: base, node)
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

    /// The part of a link that the rest of it is added to.
    @inline(never)
    private func head(of node: ConcreteNode) -> ConcreteNode? {
        switch kind(node) {
        case .call: node.child(fields.receiver)
        case .element_reference: node.child(fields.object)
        case .scope_resolution: node.child(fields.scope)
        case .binary: node.child(fields.left)
        default: nil
        }
    }

    /// Where the links end for which there is room; a call of a method takes two nodes.
    private func keptLinks(from base: Int, _ node: ConcreteNode) -> Int {
        var left = room
        var position = base
        while position < links.count, left > 0 {
            left -= kind(link(position, node)) == .call ? 2 : 1
            position += 1
        }
        return position
    }

    private func link(_ position: Int, _ node: ConcreteNode) -> ConcreteNode {
        ConcreteNode(tree: node.tree, index: links[position])
    }

    @inline(never)
    private mutating func open(_ base: Int, _ kept: Int, _ node: ConcreteNode, _ role: Role) -> Role {
        var role = role
        for position in base..<kept { role = open(link(position, node), role) }
        return role
    }

    /// Begins a link's node; gives the role of its head.
    @inline(never)
    private mutating func open(_ node: ConcreteNode, _ role: Role) -> Role {
        switch kind(node) {
        case .call:
            begin(.call, role, node)
            guard let method = node.child(fields.method) else { return .callee }
            member(node, method, .callee)
            return .object
        case .element_reference:
            begin(.index, role, node)
            return .object
        case .scope_resolution:
            begin(.member, role, node, symbol: symbolOrEmpty(node.child(fields.name)), flags: .isStatic)
            return .object
        default:
            begin(.binary, role, node, op: operation(of: node))
            return .left
        }
    }

    /// Begins what a method is called by; its object follows.
    @inline(never)
    mutating func member(_ node: ConcreteNode, _ method: ConcreteNode, _ role: Role) {
        let range = node.range.lowerBound..<method.range.upperBound
        let sign = node.child(fields.operator).map { kind($0) }
        let flags: NodeFlags = sign == .safeDot ? .optional : []
        out.begin(.member, role, range, symbol: symbol(method), flags: flags)
    }

    func operation(of node: ConcreteNode) -> Operator {
        node.child(fields.operator).map { kind($0).operation } ?? .none
    }

    /// Adds what a link has besides its head, and ends its node.
    @inline(never)
    private mutating func finish(_ node: ConcreteNode) {
        switch kind(node) {
        case .call:
            if node.child(fields.method) != nil { out.end() }
            callParts(node)
        case .element_reference: keys(node)
        case .scope_resolution: break
        default: if let right = node.child(fields.right) { expression(right, .right) }
        }
        end(node)
    }

    // Too long.

    /// The innermost links, for which there is no room. Sums and their like are put together in another order; of other
    /// chains the parts are kept beside each other.
    @inline(never)
    private mutating func folded(_ head: ConcreteNode, _ from: Int, _ role: Role) {
        let outermost = link(from, head)
        let op = operation(of: outermost)
        var isUniform = kind(outermost) == .binary && Self.isAssociative(op)
        for position in from..<links.count where isUniform {
            let link = link(position, head)
            isUniform = kind(link) == .binary && operation(of: link) == op
        }
        if isUniform { return sum(head, from, op, role) }
        out.cut(outermost.range)
        begin(.opaque, role, outermost)
        expression(head, .operand)
        for position in (from..<links.count).reversed() { keepParts(of: link(position, head)) }
        out.end()
    }

    private static func isAssociative(_ op: Operator) -> Bool {
        switch op {
        case .add, .multiply, .and, .or, .bitAnd, .bitOr, .bitXor: true
        default: false
        }
    }

    private mutating func keepParts(of link: ConcreteNode) {
        let head = self.head(of: link)
        for child in link.named where child.index != head?.index {
            if kind(child) == .argument_list {
                arguments(child, .operand)
            } else {
                expression(child, .operand)
            }
        }
    }

    private mutating func sum(_ head: ConcreteNode, _ from: Int, _ op: Operator, _ role: Role) {
        var operands = [head]
        for position in (from..<links.count).reversed() {
            if let right = link(position, head).child(fields.right) { operands.append(right) }
        }
        balanced(operands[...], op, role)
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
