import CodeSyntax

extension CLowering {
    mutating func link(_ node: ConcreteNode, _ role: Role) {
        if lowerOverlongChain(node, role) { return }
        switch kind(node) {
        case .call_expression: call(node, role)
        case .subscript_expression: index(node, role)
        case .field_expression: field(node, role)
        default: binary(node, role)
        }
    }

    func isLink(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .call_expression, .subscript_expression, .field_expression, .binary_expression: true
        default: false
        }
    }

    func operands(of link: ConcreteNode) -> [ConcreteNode] {
        switch kind(link) {
        case .call_expression: link.child(fields.arguments).map { Array($0.named) } ?? []
        case .subscript_expression: link.child(fields.index).map { [$0] } ?? []
        case .binary_expression: link.child(fields.right).map { [$0] } ?? []
        default: []
        }
    }

    func operation(of link: ConcreteNode) -> Operator {
        kind(link) == .binary_expression ? Self.operation(link.child(fields.operator).map { kind($0) }) : .none
    }

    private mutating func call(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        if let function = node.child(fields.function) { expression(function, .callee) }
        if let arguments = node.child(fields.arguments) {
            for argument in arguments.named { expression(argument, .argument) }
        }
        end(node)
    }

    private mutating func index(_ node: ConcreteNode, _ role: Role) {
        begin(.index, role, node)
        if let object = node.child(fields.argument) { expression(object, .object) }
        if let key = node.child(fields.index) { expression(key, .key) }
        end(node)
    }

    private mutating func field(_ node: ConcreteNode, _ role: Role) {
        guard let object = node.child(fields.argument), let field = node.child(fields.field) else {
            return opaque(node, role)
        }
        begin(.member, role, node, symbol: symbol(field))
        expression(object, .object)
        end(node)
    }

    private mutating func binary(_ node: ConcreteNode, _ role: Role) {
        begin(.binary, role, node, op: operation(of: node))
        if let left = node.child(fields.left) { expression(left, .left) }
        if let right = node.child(fields.right) { expression(right, .right) }
        end(node)
    }
}
