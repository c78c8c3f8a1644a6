import CodeSyntax

extension GoLowering {
    mutating func link(_ node: ConcreteNode, _ role: Role) {
        if lowerOverlongChain(node, role) { return }
        switch kind(node) {
        case .call_expression: call(node, role)
        case .selector_expression: selector(node, role)
        case .index_expression, .slice_expression: index(node, role)
        case .type_assertion_expression: assertion(node, role)
        default: binary(node, role)
        }
    }

    func isLink(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .call_expression, .selector_expression, .index_expression, .slice_expression,
            .type_assertion_expression, .binary_expression:
            true
        default: false
        }
    }

    func operands(of link: ConcreteNode) -> [ConcreteNode] {
        switch kind(link) {
        case .call_expression: link.child(fields.arguments).map { Array($0.named) } ?? []
        case .selector_expression: []
        default: Array(link.named.dropFirst())
        }
    }

    func operation(of link: ConcreteNode) -> Operator {
        guard kind(link) == .binary_expression, let sign = link.child(fields.operator), kind(sign) != .andNot else {
            return .none
        }
        return Self.operation(kind(sign))
    }

    private mutating func call(_ node: ConcreteNode, _ role: Role) {
        if let type = pointerType(node) { return pointerConversion(node, to: type, role) }
        begin(.call, role, node)
        if let function = node.child(fields.function) { expression(function, .callee) }
        if let arguments = node.child(fields.arguments) {
            for argument in arguments.named { self.argument(argument) }
        }
        end(node)
    }

    /// Of `(*T)(x)`, which looks like a call.
    private func pointerType(_ node: ConcreteNode) -> ConcreteNode? {
        guard let function = node.child(fields.function), kind(function) == .parenthesized_expression,
            let inner = first(function), kind(inner) == .unary_expression,
            let sign = inner.child(fields.operator), kind(sign) == .times, let type = inner.child(fields.operand),
            kind(type) == .identifier || kind(type) == .selector_expression
        else { return nil }
        return type
    }

    private mutating func pointerConversion(_ node: ConcreteNode, to type: ConcreteNode, _ role: Role) {
        begin(.cast, role, node)
        out.leaf(.type, .type, type.range, symbol: symbol(type))
        if let arguments = node.child(fields.arguments) {
            for argument in arguments.named { expression(argument, .value) }
        }
        end(node)
    }

    /// `make` and `new` take a type.
    private mutating func argument(_ node: ConcreteNode) {
        switch kind(node) {
        case .type_identifier, .qualified_type, .generic_type: type(node, .argument)
        default: expression(node, .argument)
        }
    }

    private mutating func selector(_ node: ConcreteNode, _ role: Role) {
        guard let operand = node.child(fields.operand), let field = node.child(fields.field) else {
            return opaque(node, role)
        }
        begin(.member, role, node, symbol: symbol(field))
        expression(operand, .object)
        end(node)
    }

    private mutating func index(_ node: ConcreteNode, _ role: Role) {
        begin(.index, role, node)
        if let operand = node.child(fields.operand) { expression(operand, .object) }
        if kind(node) == .slice_expression {
            slice(node)
        } else if let key = node.child(fields.index) {
            expression(key, .key)
        }
        end(node)
    }

    private mutating func slice(_ node: ConcreteNode) {
        let operand = node.child(fields.operand)?.range.upperBound ?? node.range.lowerBound
        out.begin(.slice, .key, operand..<node.range.upperBound)
        if let start = node.child(fields.start) { expression(start, .lower) }
        if let end = node.child(fields.end) { expression(end, .upper) }
        if let capacity = node.child(fields.capacity) { expression(capacity, .operand) }
        out.end()
    }

    private mutating func assertion(_ node: ConcreteNode, _ role: Role) {
        begin(.cast, role, node)
        if let type = node.child(fields.type) { self.type(type, .type) }
        if let value = node.child(fields.operand) { expression(value, .value) }
        end(node)
    }

    private mutating func binary(_ node: ConcreteNode, _ role: Role) {
        let sign = node.child(fields.operator).map { kind($0) }
        begin(.binary, role, node, op: Self.operation(sign))
        if let left = node.child(fields.left) { expression(left, .left) }
        if let right = node.child(fields.right) {
            if sign == .andNot { complement(right, .right) } else { expression(right, .right) }
        }
        end(node)
    }
}
