import CodeSyntax

extension GoLowering {
    /// Apart, as what it calls is: whatever recurses through it should need little of the stack.
    @inline(never)
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .identifier, .field_identifier, .type_identifier, .package_identifier, .blank_identifier, .label_name:
            name(node, role)
        case .int_literal, .float_literal, .imaginary_literal, .rune_literal, .raw_string_literal,
            .interpreted_string_literal, .true, .false, .nil, .iota:
            literal(node, role)
        case .call_expression, .selector_expression, .index_expression, .slice_expression,
            .type_assertion_expression, .binary_expression:
            link(node, role)
        case .unary_expression: unary(node, role)
        case .type_conversion_expression: conversion(node, role)
        case .type_instantiation_expression: typeName(node.child(fields.type) ?? node, role)
        case .generic_type, .qualified_type: typeName(node, role)
        case .composite_literal: composite(node, role)
        case .literal_value: literalValue(node, of: nil, role)
        case .literal_element: if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .keyed_element: keyedElement(node, of: nil, role)
        case .func_literal: function(node, role)
        case .variadic_argument: wrap(.spread, role, node, first(node), .value)
        case .expression_list: tuple(Array(node.named), node, role)
        case .pointer_type, .array_type, .implicit_length_array_type, .slice_type, .struct_type, .interface_type,
            .map_type, .channel_type, .function_type, .negated_type, .parenthesized_type, .type_elem,
            .type_constraint, .method_elem:
            type(node, role)
        case .error, .other, .parenthesized_expression: opaque(node, role)
        default: if isStatement(node) { statement(node, role) } else { opaque(node, role) }
        }
    }

    @inline(never)
    private func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while kind(node) == .parenthesized_expression {
            guard let inner = first(node), !inner.isError else { return node }
            node = inner
        }
        return node
    }

    /// One expression as itself, several as a tuple.
    mutating func tuple(_ parts: [ConcreteNode], _ node: ConcreteNode, _ role: Role) {
        if parts.count == 1 { return expression(parts[0], role) }
        inside(.tuple, role, node) { lowering in
            for part in parts { lowering.expression(part, .element) }
        }
    }

    /// `F[int](x)` may be a conversion too, but is the call of a generic function far more often.
    @inline(never)
    private mutating func conversion(_ node: ConcreteNode, _ role: Role) {
        if let type = node.child(fields.type), kind(type) == .generic_type {
            begin(.call, role, node)
            typeName(type, .callee)
            if let value = node.child(fields.operand) { expression(value, .argument) }
            return end(node)
        }
        begin(.cast, role, node)
        if let type = node.child(fields.type) { self.type(type, .type) }
        if let value = node.child(fields.operand) { expression(value, .value) }
        end(node)
    }

    // Operators.

    static func operation(_ kind: GoKind?) -> Operator {
        switch kind {
        case .plus, .plusEqual: .add
        case .minus, .minusEqual: .subtract
        case .times, .timesEqual: .multiply
        case .divide, .divideEqual: .divide
        case .modulo, .moduloEqual: .modulo
        case .bitAnd, .andEqual, .andNot, .andNotEqual: .bitAnd
        case .bitOr, .orEqual: .bitOr
        case .xor, .xorEqual: .bitXor
        case .shiftLeft, .shiftLeftEqual: .shiftLeft
        case .shiftRight, .shiftRightEqual: .shiftRight
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .and: .and
        case .or: .or
        default: .none
        }
    }

    @inline(never)
    private mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .minus: .negate
            case .not: .not
            case .xor: .bitNot
            case .times: .dereference
            case .bitAnd: .addressOf
            case .arrow: .channel
            default: .plus
            }
        wrap(.unary, role, node, op: op, node.child(fields.operand), .operand)
    }

    /// What stands right of `&^` and `&^=`.
    mutating func complement(_ node: ConcreteNode, _ role: Role) {
        wrap(.unary, role, node, op: .bitNot, node, .operand)
    }
}
