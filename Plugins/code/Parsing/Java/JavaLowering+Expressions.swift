import CodeSyntax

extension JavaLowering {
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        deeper(node, role) { $0.lowerExpression(node, role) }
    }

    private mutating func lowerExpression(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .identifier, .this, .super, .type_identifier, .integral_type, .floating_point_type, .boolean_type:
            name(node, role)
        case .scoped_identifier, .scoped_type_identifier: dotted(node, role)
        case .decimal_integer_literal, .hex_integer_literal, .octal_integer_literal, .binary_integer_literal,
            .decimal_floating_point_literal, .hex_floating_point_literal, .true, .false, .null_literal,
            .character_literal,
            .string_literal:
            literal(node, role)
        case .field_access: fieldAccess(node, role)
        case .array_access: arrayAccess(node, role)
        case .method_invocation: invocation(node, role)
        case .explicit_constructor_invocation: constructorCall(node, role)
        case .method_reference: methodReference(node, role)
        case .class_literal: classLiteral(node, role)
        case .object_creation_expression: creation(node, role)
        case .array_creation_expression: arrayCreation(node, role)
        case .array_initializer, .element_value_array_initializer: elements(node, role)
        case .assignment_expression: assignment(node, role)
        case .binary_expression: binary(node, role)
        case .unary_expression: unary(node, role)
        case .update_expression: update(node, role)
        case .ternary_expression: ternary(node, role)
        case .cast_expression: cast(node, role)
        case .instanceof_expression: instanceOf(node, role)
        case .lambda_expression: lambda(node, role)
        case .parenthesized_expression:
            if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .switch_expression: switchExpression(node, role)
        case .annotation, .marker_annotation: annotation(node, role)
        case .generic_type: if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .block, .local_variable_declaration, .if_statement, .return_statement, .expression_statement,
            .class_declaration,
            .method_declaration, .for_statement, .while_statement, .try_statement, .throw_statement, .field_declaration:
            statement(node, role)
        default: opaque(node, role)
        }
    }

    /// Keeps the parts of what has no kind of its own.
    mutating func opaque(_ node: ConcreteNode, _ role: Role) {
        inside(node.isError ? .error : .opaque, role, node) { lowering in
            for child in node.named { lowering.statement(child, .operand) }
        }
    }

    mutating func wrap(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, op: Operator = .none, child: ConcreteNode?,
        _ childRole: Role
    ) {
        inside(kind, role, node, op: op) { lowering in
            if let child { lowering.expression(child, childRole) }
        }
    }

    private mutating func dotted(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 2 else { return name(node, role) }
        inside(.member, role, node, symbol: symbol(parts[1])) { $0.expression(parts[0], .object) }
    }

    private mutating func fieldAccess(_ node: ConcreteNode, _ role: Role) {
        guard let object = node.child(fields.object), let field = node.child(fields.field) else {
            return opaque(node, role)
        }
        inside(.member, role, node, symbol: symbol(field)) { $0.expression(object, .object) }
    }

    private mutating func arrayAccess(_ node: ConcreteNode, _ role: Role) {
        inside(.index, role, node) { lowering in
            if let array = node.child(lowering.fields.array) { lowering.expression(array, .object) }
            if let index = node.child(lowering.fields.index) { lowering.expression(index, .key) }
        }
    }

    private mutating func arguments(_ node: ConcreteNode?) {
        guard let node else { return }
        for argument in node.named { expression(argument, .argument) }
    }

    private mutating func invocation(_ node: ConcreteNode, _ role: Role) {
        guard let method = node.child(fields.name) else { return opaque(node, role) }
        inside(.call, role, node) { lowering in
            if let object = node.child(lowering.fields.object) {
                let range = object.range.lowerBound..<method.range.upperBound
                lowering.out.begin(.member, .callee, range, symbol: lowering.symbol(method))
                lowering.expression(object, .object)
                lowering.out.end()
            } else {
                lowering.name(method, .callee)
            }
            lowering.arguments(node.child(lowering.fields.arguments))
        }
    }

    /// `this(…)` and `super(…)`.
    private mutating func constructorCall(_ node: ConcreteNode, _ role: Role) {
        inside(.call, role, node) { lowering in
            if let word = node.child(lowering.fields.constructor) { lowering.name(word, .callee) }
            lowering.arguments(node.child(lowering.fields.arguments))
        }
    }

    private mutating func methodReference(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.children.filter { !$0.isExtra && kind($0) != .colons && kind($0) != .type_arguments })
        guard let object = parts.first, let method = parts.last, parts.count > 1 else { return opaque(node, role) }
        inside(.member, role, node, symbol: symbol(method), flags: .isStatic) { $0.expression(object, .object) }
    }

    private mutating func classLiteral(_ node: ConcreteNode, _ role: Role) {
        inside(.member, role, node, symbol: out.intern("class")) { lowering in
            if let type = lowering.first(node) { lowering.expression(type, .object) }
        }
    }

    private mutating func creation(_ node: ConcreteNode, _ role: Role) {
        guard let type = node.child(fields.type) else { return opaque(node, role) }
        inside(.new, role, node) { lowering in
            lowering.expression(type, .callee)
            lowering.arguments(node.child(lowering.fields.arguments))
            for child in node.named where lowering.kind(child) == .class_body { lowering.classBody(child) }
        }
    }

    /// `new int[] {1, 2}` is a list; `new byte[10]` a `new` of the element type with the sizes as arguments.
    private mutating func arrayCreation(_ node: ConcreteNode, _ role: Role) {
        if let value = node.child(fields.value) { return elements(value, role, node) }
        guard let type = node.child(fields.type) else { return opaque(node, role) }
        inside(.new, role, node, flags: .isStatic) { lowering in
            lowering.expression(type, .callee)
            for child in node.named where lowering.kind(child) == .dimensions_expr {
                if let size = lowering.first(child) { lowering.expression(size, .argument) }
            }
        }
    }

    private mutating func elements(_ node: ConcreteNode, _ role: Role, _ whole: ConcreteNode? = nil) {
        inside(.list, role, whole ?? node) { lowering in
            for child in node.named { lowering.expression(child, .element) }
        }
    }

    static func operatorOf(_ kind: JavaKind?) -> Operator {
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
        case .shiftRightUnsigned, .shiftRightUnsignedEqual: .shiftRightUnsigned
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .and: .and
        case .or: .or
        default: .none
        }
    }

    private mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        let op = Self.operatorOf(node.child(fields.operator).map { kind($0) })
        inside(.assign, role, node, op: op) { lowering in
            if let left = node.child(lowering.fields.left) { lowering.expression(left, .target) }
            if let right = node.child(lowering.fields.right) { lowering.expression(right, .value) }
        }
    }

    /// Long sums lean to the left: their operands are gathered without recursion.
    private mutating func binary(_ node: ConcreteNode, _ role: Role) {
        var spine: [ConcreteNode] = [node]
        while let left = spine[spine.count - 1].child(fields.left), kind(left) == .binary_expression {
            spine.append(left)
        }
        guard spine.count + out.depth < TreeBuilder.maxDepth else {
            out.leaf(.opaque, role, node.range)
            return out.cut(node.range)
        }
        for (index, part) in spine.enumerated() {
            let op = Self.operatorOf(part.child(fields.operator).map { kind($0) })
            out.begin(.binary, index == 0 ? role : .left, part.range, op: op)
        }
        if let left = spine[spine.count - 1].child(fields.left) { expression(left, .left) }
        for part in spine.reversed() {
            if let right = part.child(fields.right) { expression(right, .right) }
            out.end()
        }
    }

    private mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .minus: .negate
            case .not: .not
            case .tilde: .bitNot
            default: .plus
            }
        wrap(.unary, role, node, op: op, child: node.child(fields.operand), .operand)
    }

    /// `x++` is `x += 1`.
    private mutating func update(_ node: ConcreteNode, _ role: Role) {
        guard let operand = first(node) else { return opaque(node, role) }
        let isPostfix = node.children.first { _ in true }.map { $0.isNamed } ?? false
        inside(.assign, role, node, op: has(node, .increment) ? .add : .subtract, flags: isPostfix ? .postfix : []) {
            lowering in
            lowering.expression(operand, .target)
            lowering.out.leaf(.integer, .value, node.range, symbol: lowering.out.intern("1"))
        }
    }

    private mutating func ternary(_ node: ConcreteNode, _ role: Role) {
        inside(.conditional, role, node) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            if let then = node.child(lowering.fields.consequence) { lowering.expression(then, .then) }
            if let other = node.child(lowering.fields.alternative) { lowering.expression(other, .else) }
        }
    }

    private mutating func cast(_ node: ConcreteNode, _ role: Role) {
        inside(.cast, role, node) { lowering in
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    /// A pattern that binds a name is the comparison and then the assignment: `x instanceof T t`.
    private mutating func instanceOf(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let name = node.child(fields.name)
        if name != nil { out.begin(.binary, role, node.range, op: .and) }
        inside(.binary, name == nil ? role : .left, node, op: .instanceOf) { lowering in
            lowering.expression(left, .left)
            if let right = node.child(lowering.fields.right) {
                lowering.type(right, .right)
            } else if let pattern = node.child(lowering.fields.pattern) {
                lowering.opaque(pattern, .right)
            }
        }
        guard let name else { return }
        inside(.assign, .right, node, flags: .declaration) { lowering in
            lowering.name(name, .target)
            if let right = node.child(lowering.fields.right) { lowering.type(right, .type) }
            lowering.expression(left, .value)
        }
        out.end()
    }

    private mutating func lambda(_ node: ConcreteNode, _ role: Role) {
        inside(.function, role, node) { lowering in
            if let parameters = node.child(lowering.fields.parameters) {
                switch lowering.kind(parameters) {
                case .identifier:
                    lowering.out.leaf(.parameter, .parameter, parameters.range, symbol: lowering.symbol(parameters))
                case .inferred_parameters:
                    for name in parameters.named {
                        lowering.out.leaf(.parameter, .parameter, name.range, symbol: lowering.symbol(name))
                    }
                default: lowering.parameters(parameters)
                }
            }
            if let body = node.child(lowering.fields.body) { lowering.statement(body, .body) }
        }
    }

    mutating func annotation(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        guard let list = node.child(fields.arguments) else { return expression(name, role) }
        inside(.call, role, node) { lowering in
            lowering.expression(name, .callee)
            for argument in list.named {
                guard lowering.kind(argument) == .element_value_pair, let key = argument.child(lowering.fields.key),
                    let value = argument.child(lowering.fields.value)
                else {
                    lowering.expression(argument, .argument)
                    continue
                }
                lowering.inside(.keywordArgument, .argument, argument, symbol: lowering.symbol(key)) {
                    $0.expression(value, .value)
                }
            }
        }
    }
}
