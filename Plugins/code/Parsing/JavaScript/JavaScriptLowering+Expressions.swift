import CodeSyntax

extension JavaScriptLowering {
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .identifier, .undefined, .this, .super, .import, .private_property_identifier, .property_identifier,
            .shorthand_property_identifier, .shorthand_property_identifier_pattern, .statement_identifier,
            .type_identifier:
            name(node, role)
        case .number, .true, .false, .null, .regex: literal(node, role)
        case .string, .string_fragment, .template_string, .jsx_text: text(node, role)
        case .call_expression, .member_expression, .subscript_expression, .binary_expression: link(node, role)
        case .new_expression: new(node, role)
        case .meta_property: metaProperty(node, role)
        case .unary_expression: unary(node, role)
        case .update_expression: update(node, role)
        case .assignment_expression, .augmented_assignment_expression, .assignment_pattern: assignment(node, role)
        case .ternary_expression: conditional(node, role)
        case .await_expression: wrap(.await, role, node, first(node), .value)
        case .yield_expression: wrap(.yield, role, node, first(node), .value)
        case .spread_element, .rest_pattern: wrap(.spread, role, node, first(node), .value)
        case .sequence_expression: sequence(node, role)
        case .array, .array_pattern: array(node, role)
        case .object, .object_pattern: object(node, role)
        case .pair, .pair_pattern, .object_assignment_pattern, .method_definition: entry(node, role)
        case .as_expression, .satisfies_expression, .type_assertion: cast(node, role)
        case .function_expression, .generator_function, .arrow_function: function(node, role)
        case .class: classDeclaration(node, role)
        case .jsx_element, .jsx_self_closing_element: markup(node, role)
        case .jsx_attribute: markupAttribute(node, role)
        case .predefined_type, .generic_type, .union_type, .array_type, .literal_type, .function_type, .object_type,
            .type_annotation:
            type(node, role)
        case .expression_statement, .statement_block, .internal_module, .error: statement(node, role)
        default: opaque(node, role)
        }
    }

    /// What stands inside parentheses and other syntax without meaning at run time, however many there are.
    func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while true {
            switch kind(node) {
            case .parenthesized_expression, .non_null_expression, .instantiation_expression, .jsx_expression,
                .template_substitution, .computed_property_name:
                var children = node.named
                guard let inner = children.next(), !inner.isError else { return node }
                node = inner
            default: return node
            }
        }
    }

    // Calls and members.

    mutating func call(_ node: ConcreteNode, _ role: Role) {
        guard let function = node.child(fields.function) else { return opaque(node, role) }
        let isOptional = node.children.contains { kind($0) == .optional || kind($0) == .optional_chain }
        inside(.call, role, node, flags: isOptional ? .optional : []) { lowering in
            lowering.expression(function, .callee)
            lowering.arguments(of: node)
        }
    }

    /// Of a call, or the template behind a tag.
    private mutating func arguments(of node: ConcreteNode) {
        guard let arguments = node.child(fields.arguments) else { return }
        if kind(arguments) == .template_string { return expression(arguments, .argument) }
        for argument in arguments.named { expression(argument, .argument) }
    }

    private mutating func new(_ node: ConcreteNode, _ role: Role) {
        guard let constructor = node.child(fields.constructor) else { return opaque(node, role) }
        inside(.new, role, node) { lowering in
            lowering.expression(constructor, .callee)
            lowering.arguments(of: node)
        }
    }

    mutating func member(_ node: ConcreteNode, _ role: Role) {
        guard let object = node.child(fields.object), let property = node.child(fields.property) else {
            return opaque(node, role)
        }
        inside(.member, role, node, symbol: symbol(property), flags: optionality(node)) {
            $0.expression(object, .object)
        }
    }

    mutating func index(_ node: ConcreteNode, _ role: Role) {
        guard let object = node.child(fields.object), let index = node.child(fields.index) else {
            return opaque(node, role)
        }
        inside(.index, role, node, flags: optionality(node)) { lowering in
            lowering.expression(object, .object)
            lowering.expression(index, .key)
        }
    }

    private func optionality(_ node: ConcreteNode) -> NodeFlags {
        node.children.contains { kind($0) == .optional_chain } ? .optional : []
    }

    /// `new.target`, `import.meta`.
    private mutating func metaProperty(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.children)
        guard let object = parts.first, let property = parts.last else { return name(node, role) }
        out.begin(.member, role, node.range, symbol: symbol(property))
        out.leaf(.name, .object, object.range, symbol: symbol(object))
        out.end()
    }

    // The rest.

    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        inside(.conditional, role, node) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            if let value = node.child(lowering.fields.consequence) { lowering.expression(value, .then) }
            if let value = node.child(lowering.fields.alternative) { lowering.expression(value, .else) }
        }
    }

    private mutating func sequence(_ node: ConcreteNode, _ role: Role) {
        inside(.sequence, role, node) { lowering in
            for child in node.named { lowering.expression(child, .element) }
        }
    }

    private mutating func cast(_ node: ConcreteNode, _ role: Role) {
        let isOldStyle = kind(node) == .type_assertion
        var children = node.named
        guard let one = children.next() else { return opaque(node, role) }
        let other = children.next()
        let value = isOldStyle ? other : one
        inside(.cast, role, node) { lowering in
            if isOldStyle {
                lowering.types(of: one, .type)
            } else if let other {
                lowering.type(other, .type)
            } else {
                // `as const` has the keyword for its type.
                lowering.constType(node)
            }
            if let value { lowering.expression(value, .value) }
        }
    }

    private mutating func constType(_ node: ConcreteNode) {
        guard let last = node.children.reduce(nil, { $1 }) else { return }
        out.leaf(.type, .type, last.range, symbol: symbol(last))
    }
}
