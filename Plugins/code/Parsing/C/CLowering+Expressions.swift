import CodeSyntax

extension CLowering {
    /// Apart, as what it calls is: whatever recurses through it should need little of the stack.
    @inline(never)
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .identifier, .field_identifier, .statement_identifier: name(node, role)
        case .number_literal, .char_literal, .string_literal, .concatenated_string, .true, .false, .null:
            literal(node, role)
        case .call_expression, .subscript_expression, .field_expression, .binary_expression: link(node, role)
        case .unary_expression, .pointer_expression, .update_expression, .assignment_expression,
            .conditional_expression:
            operation(node, role)
        case .cast_expression: cast(node, role)
        case .comma_expression: sequence(node, role)
        case .sizeof_expression, .alignof_expression, .offsetof_expression: typeFunction(node, role)
        case .generic_expression: generic(node, role)
        case .compound_literal_expression: compoundLiteral(node, role)
        case .initializer_list: initializer(node, of: nil, role)
        case .initializer_pair: initializerPair(node, of: nil, role)
        case .parenthesized_expression: statementExpression(node, role)
        case .type_descriptor, .primitive_type, .sized_type_specifier, .type_identifier, .macro_type_specifier:
            type(node, role)
        case .parameter_list, .preproc_params, .argument_list: opaque(node, role)
        case .error, .other: opaque(node, role)
        default: if isStatement(node) { statement(node, role) } else { opaque(node, role) }
        }
    }

    @inline(never)
    private func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while kind(node) == .parenthesized_expression || kind(node) == .extension_expression {
            guard let inner = first(node), !inner.isError, kind(inner) != .compound_statement else { return node }
            node = inner
        }
        return node
    }

    /// `({ … })` has the value of its last statement.
    @inline(never)
    private mutating func statementExpression(_ node: ConcreteNode, _ role: Role) {
        guard let body = first(node), kind(body) == .compound_statement else { return opaque(node, role) }
        inside(.sequence, role, node) { $0.items(of: body, .element) }
    }

    // Operators.

    static func operation(_ kind: CKind?) -> Operator {
        switch kind {
        case .plus, .plusEqual: .add
        case .minus, .minusEqual: .subtract
        case .times, .timesEqual: .multiply
        case .divide, .divideEqual: .divide
        case .modulo, .moduloEqual: .modulo
        case .bitAnd, .andEqual: .bitAnd
        case .bitOr, .orEqual: .bitOr
        case .bitXor, .xorEqual: .bitXor
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
    private mutating func operation(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .unary_expression, .pointer_expression: unary(node, role)
        case .update_expression: update(node, role)
        case .assignment_expression: assignment(node, role)
        default: conditional(node, role)
        }
    }

    @inline(never)
    private mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .not: .not
            case .tilde: .bitNot
            case .minus: .negate
            case .times: .dereference
            case .bitAnd: .addressOf
            default: .plus
            }
        wrap(.unary, role, node, op: op, node.child(fields.argument), .operand)
    }

    @inline(never)
    private mutating func update(_ node: ConcreteNode, _ role: Role) {
        guard let operand = node.child(fields.argument), let sign = node.child(fields.operator) else {
            return opaque(node, role)
        }
        let isPostfix = operand.range.lowerBound == node.range.lowerBound
        let op: Operator = kind(sign) == .decrement ? .subtract : .add
        begin(.assign, role, node, op: op, flags: isPostfix ? .postfix : [])
        expression(operand, .target)
        out.leaf(.integer, .value, node.range, symbol: out.intern("1"))
        end(node)
    }

    @inline(never)
    private mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        begin(.assign, role, node, op: Self.operation(node.child(fields.operator).map { kind($0) }))
        if let left = node.child(fields.left) { expression(left, .target) }
        if let right = node.child(fields.right) { expression(right, .value) }
        end(node)
    }

    /// `a ?: b` has no middle.
    @inline(never)
    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        let then = node.child(fields.consequence)
        begin(then == nil ? .binary : .conditional, role, node, op: then == nil ? .coalesce : .none)
        if let condition = node.child(fields.condition) { expression(condition, then == nil ? .left : .condition) }
        if let then { expression(then, .then) }
        if let other = node.child(fields.alternative) { expression(other, then == nil ? .right : .else) }
        end(node)
    }

    @inline(never)
    private mutating func cast(_ node: ConcreteNode, _ role: Role) {
        begin(.cast, role, node)
        if let type = node.child(fields.type) { self.type(type, .type) }
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    /// Comma expressions nest to the right.
    @inline(never)
    private mutating func sequence(_ node: ConcreteNode, _ role: Role) {
        inside(.sequence, role, node) { lowering in
            for part in lowering.commaParts(node) { lowering.expression(part, .element) }
        }
    }

    func commaParts(_ node: ConcreteNode) -> [ConcreteNode] {
        var parts: [ConcreteNode] = []
        var rest: ConcreteNode? = node
        while let current = rest {
            guard kind(current) == .comma_expression else {
                parts.append(current)
                break
            }
            if let left = current.child(fields.left) { parts.append(left) }
            rest = current.child(fields.right)
        }
        return parts
    }

    // What looks like a call.

    @inline(never)
    private mutating func typeFunction(_ node: ConcreteNode, _ role: Role) {
        inside(.call, role, node) { lowering in
            let word = node.children.first { _ in true }
            if let word { lowering.name(word, .callee) }
            for child in node.named { lowering.expression(child, .argument) }
        }
    }

    /// `_Generic(x, int: f, default: g)`.
    @inline(never)
    private mutating func generic(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard let subject = parts.first else { return opaque(node, role) }
        inside(.switch, role, node, flags: .isExpression) { lowering in
            lowering.expression(subject, .subject)
            var at = 1
            while at + 1 < parts.count {
                let isDefault = parts[at].bytes.elementsEqual("default".utf8)
                let range = parts[at].range.lowerBound..<parts[at + 1].range.upperBound
                lowering.out.begin(.case, .statement, range, flags: isDefault ? .isDefault : [])
                if !isDefault { lowering.type(parts[at], .pattern) }
                lowering.out.begin(.block, .body, parts[at + 1].range)
                lowering.expression(parts[at + 1], .statement)
                lowering.out.end()
                lowering.out.end()
                at += 2
            }
        }
    }
}
