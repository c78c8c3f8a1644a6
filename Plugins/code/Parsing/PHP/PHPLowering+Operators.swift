import CodeSyntax

extension PHPLowering {
    private static func operation(_ kind: PHPKind?) -> Operator {
        switch kind {
        case .plus, .plusEqual, .increment: .add
        case .minus, .minusEqual, .decrement: .subtract
        case .times, .timesEqual: .multiply
        case .slash, .slashEqual: .divide
        case .percent, .percentEqual: .modulo
        case .power, .powerEqual: .power
        case .dot, .dotEqual: .concatenate
        case .bitAnd, .bitAndEqual: .bitAnd
        case .bitOr, .bitOrEqual: .bitOr
        case .bitXor, .bitXorEqual, .xor: .bitXor
        case .shiftLeft, .shiftLeftEqual: .shiftLeft
        case .shiftRight, .shiftRightEqual: .shiftRight
        case .and, .andMark: .and
        case .or, .orMark: .or
        case .coalesce, .coalesceEqual: .coalesce
        case .equal: .equal
        case .notEqual, .otherNotEqual: .notEqual
        case .strictEqual: .strictEqual
        case .strictNotEqual: .strictNotEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .compare: .compare
        case .instanceof: .instanceOf
        default: .none
        }
    }

    func operation(of link: ConcreteNode) -> Operator {
        Self.operation(link.child(fields.operator).map { kind($0) })
    }

    mutating func binary(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left), let right = node.child(fields.right) else {
            return opaque(node, role)
        }
        if let mark = node.child(fields.operator), kind(mark) == .pipe {
            return inside(.call, role, node) { lowering in
                lowering.expression(right, .callee)
                lowering.expression(left, .argument)
            }
        }
        inside(.binary, role, node, op: operation(of: node)) { lowering in
            lowering.expression(left, .left)
            lowering.expression(right, .right)
        }
    }

    /// Operations that are no links of chains.
    mutating func operation(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .unary_op_expression: unary(node, role)
        case .update_expression: update(node, role)
        case .assignment_expression, .augmented_assignment_expression, .reference_assignment_expression:
            assignment(node, role)
        case .error_suppression_expression: wrap(.unary, role, node, op: .silence, first(node), .operand)
        case .by_ref: wrap(.unary, role, node, op: .addressOf, first(node), .operand)
        case .conditional_expression: conditional(node, role)
        default: cast(node, role)
        }
    }

    private mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let mark = node.child(fields.operator) ?? node.children.first { !$0.isNamed }
        let op: Operator =
            switch mark.map({ kind($0) }) {
            case .minus: .negate
            case .not: .not
            case .tilde: .bitNot
            default: .plus
            }
        wrap(.unary, role, node, op: op, node.child(fields.argument) ?? first(node), .operand)
    }

    /// `$x++` adds one.
    private mutating func update(_ node: ConcreteNode, _ role: Role) {
        guard let argument = node.child(fields.argument), let mark = node.child(fields.operator) else {
            return opaque(node, role)
        }
        let isBehind = argument.range.lowerBound < mark.range.lowerBound
        inside(.assign, role, node, op: Self.operation(kind(mark)), flags: isBehind ? .postfix : []) { lowering in
            lowering.expression(argument, .target)
            lowering.out.leaf(.integer, .value, mark.range, symbol: lowering.out.intern("1"))
        }
    }

    private mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let right = node.child(fields.right)
        let isReference = kind(node) == .reference_assignment_expression
        inside(.assign, role, node, op: operation(of: node)) { lowering in
            lowering.expression(left, .target)
            guard let right else { return }
            if isReference { lowering.out.begin(.unary, .value, right.range, op: .addressOf) }
            lowering.expression(right, isReference ? .operand : .value)
            if isReference { lowering.out.end() }
        }
    }

    /// Without its middle it gives its condition unless that is false.
    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        guard let condition = node.child(fields.condition), let other = node.child(fields.alternative) else {
            return opaque(node, role)
        }
        guard let body = node.child(fields.body) else {
            return inside(.binary, role, node, op: .coalesce) { lowering in
                lowering.expression(condition, .left)
                lowering.expression(other, .right)
            }
        }
        inside(.conditional, role, node) { lowering in
            lowering.expression(condition, .condition)
            lowering.expression(body, .then)
            lowering.expression(other, .else)
        }
    }

    private mutating func cast(_ node: ConcreteNode, _ role: Role) {
        inside(.cast, role, node) { lowering in
            if let type = node.child(lowering.fields.type) {
                lowering.out.leaf(.type, .type, type.range, symbol: lowering.castType(type))
            }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    /// Types have one name, however the cast spells it.
    private mutating func castType(_ node: ConcreteNode) -> Symbol {
        let written = lowercased(node)
        switch out.text(written) {
        case "integer": return out.intern("int")
        case "boolean": return out.intern("bool")
        case "double", "real": return out.intern("float")
        case "binary": return out.intern("string")
        default: return written
        }
    }
}
