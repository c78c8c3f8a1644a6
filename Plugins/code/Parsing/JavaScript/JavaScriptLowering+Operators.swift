import CodeSyntax

extension JavaScriptLowering {
    static func operation(_ kind: JavaScriptKind?) -> Operator {
        switch kind {
        case .plus, .plusEqual, .increment: .add
        case .minus, .minusEqual, .decrement: .subtract
        case .star, .starEqual: .multiply
        case .slash, .slashEqual: .divide
        case .percent, .percentEqual: .modulo
        case .power, .powerEqual: .power
        case .bitAnd, .bitAndEqual: .bitAnd
        case .bitOr, .bitOrEqual: .bitOr
        case .bitXor, .bitXorEqual: .bitXor
        case .shiftLeft, .shiftLeftEqual: .shiftLeft
        case .shiftRight, .shiftRightEqual: .shiftRight
        case .shiftRightUnsigned, .shiftRightUnsignedEqual: .shiftRightUnsigned
        case .and, .andEqual: .and
        case .or, .orEqual: .or
        case .coalesce, .coalesceEqual: .coalesce
        case .equal: .equal
        case .notEqual: .notEqual
        case .strictEqual: .strictEqual
        case .strictNotEqual: .strictNotEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .in: .contains
        case .instanceof: .instanceOf
        default: .none
        }
    }

    func operation(of node: ConcreteNode) -> Operator {
        Self.operation(node.child(fields.operator).map { kind($0) })
    }

    mutating func binary(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left), let right = node.child(fields.right) else {
            return opaque(node, role)
        }
        inside(.binary, role, node, op: operation(of: node)) { lowering in
            lowering.expression(left, .left)
            lowering.expression(right, .right)
        }
    }

    mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let argument = node.child(fields.argument)
        let op: Operator
        switch node.child(fields.operator).map({ kind($0) }) {
        case .delete: return wrap(.delete, role, node, argument, .value)
        case .minus: op = .negate
        case .plus: op = .plus
        case .not: op = .not
        case .tilde: op = .bitNot
        case .typeof: op = .typeOf
        case .void: op = .void
        default: return opaque(node, role)
        }
        wrap(.unary, role, node, op: op, argument, .operand)
    }

    /// `x++` adds one.
    mutating func update(_ node: ConcreteNode, _ role: Role) {
        guard let argument = node.child(fields.argument), let mark = node.child(fields.operator) else {
            return opaque(node, role)
        }
        let isBehind = argument.range.lowerBound < mark.range.lowerBound
        inside(.assign, role, node, op: Self.operation(kind(mark)), flags: isBehind ? .postfix : []) { lowering in
            lowering.expression(argument, .target)
            lowering.out.leaf(.integer, .value, mark.range, symbol: lowering.out.intern("1"))
        }
    }

    /// Also the default of a pattern, `{a = 1}`.
    mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let right = node.child(fields.right)
        let op = operation(of: node)
        inside(.assign, role, node, op: op) { lowering in
            lowering.expression(left, .target)
            if let right { lowering.expression(right, .value) }
        }
        if op == .none, kind(node) == .assignment_expression, let right { addRequired(left, right) }
    }
}
