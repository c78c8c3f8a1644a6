import CodeSyntax

extension PHPLowering {
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .variable_name: variable(node, role)
        case .name: bareName(node, role)
        case .relative_scope: out.leaf(.name, role, node.range, symbol: lowercased(node))
        case .qualified_name, .relative_name, .namespace_name: qualified(node, role)
        case .dynamic_variable_name: dynamicVariable(node, role)
        case .integer, .float, .boolean, .null: literal(node, role)
        case .string, .encapsed_string, .heredoc, .nowdoc, .string_content, .shell_command_expression: text(node, role)
        case .function_call_expression, .member_call_expression, .nullsafe_member_call_expression,
            .scoped_call_expression, .member_access_expression, .nullsafe_member_access_expression,
            .scoped_property_access_expression, .class_constant_access_expression, .subscript_expression,
            .binary_expression:
            link(node, role)
        case .object_creation_expression: new(node, role)
        case .argument, .variadic_unpacking: argument(node, role)
        case .array_creation_expression: array(node, role)
        case .array_element_initializer: element(node, role)
        case .list_literal: pattern(node, role)
        case .pair: foreachPair(node, role)
        case .unary_op_expression, .update_expression, .assignment_expression, .augmented_assignment_expression,
            .reference_assignment_expression, .error_suppression_expression, .by_ref, .conditional_expression,
            .cast_expression:
            operation(node, role)
        case .sequence_expression: sequence(node, role)
        case .clone_expression: call("clone", node, role)
        case .print_intrinsic: call("print", node, role)
        case .include_expression: call("include", node, role)
        case .include_once_expression: call("include_once", node, role)
        case .require_expression: call("require", node, role)
        case .require_once_expression: call("require_once", node, role)
        case .yield_expression: wrap(.yield, role, node, first(node), .value)
        case .throw_expression: wrap(.throw, role, node, first(node), .value)
        case .match_expression: match(node, role)
        case .anonymous_function, .arrow_function: function(node, role)
        case .named_type, .primitive_type, .optional_type, .union_type, .intersection_type: type(node, role)
        case .expression_statement, .compound_statement, .error: statement(node, role)
        default: opaque(node, role)
        }
    }

    /// A constant, function or class; `die` and `exit` end the program also without arguments.
    private mutating func bareName(_ node: ConcreteNode, _ role: Role) {
        // `A::{expression}` calls the expression a name.
        if let inner = first(node) { return expression(inner, role) }
        let bytes = node.bytes
        guard role != .callee, bytes.elementsEqual("die".utf8) || bytes.elementsEqual("exit".utf8) else {
            return name(node, role)
        }
        inside(.call, role, node) { $0.name(node, .callee) }
    }

    private func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while kind(node) == .parenthesized_expression {
            guard let inner = first(node), !inner.isError else { return node }
            node = inner
        }
        return node
    }

    private mutating func sequence(_ node: ConcreteNode, _ role: Role) {
        let parts = flattened(node)
        inside(.sequence, role, node) { lowering in
            for part in parts { lowering.expression(part, .element) }
        }
    }

    // Chains.

    private mutating func link(_ node: ConcreteNode, _ role: Role) {
        if lowerOverlongChain(node, role) { return }
        switch kind(node) {
        case .binary_expression: binary(node, role)
        case .subscript_expression: index(node, role)
        case .function_call_expression: functionCall(node, role)
        case .member_call_expression, .nullsafe_member_call_expression, .scoped_call_expression: memberCall(node, role)
        case .class_constant_access_expression: constantAccess(node, role)
        default: member(node, node.range, role)
        }
    }

    func isLink(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .function_call_expression, .member_call_expression, .nullsafe_member_call_expression,
            .scoped_call_expression, .member_access_expression, .nullsafe_member_access_expression,
            .scoped_property_access_expression, .class_constant_access_expression, .subscript_expression,
            .binary_expression:
            true
        default: false
        }
    }

    func operands(of link: ConcreteNode) -> [ConcreteNode] {
        switch kind(link) {
        case .binary_expression: link.child(fields.right).map { [$0] } ?? []
        case .subscript_expression: Array(link.named.dropFirst())
        default: link.child(fields.arguments).map { Array($0.named) } ?? []
        }
    }

    func levels(of link: ConcreteNode) -> Int {
        switch kind(link) {
        case .member_call_expression, .nullsafe_member_call_expression, .scoped_call_expression: 2
        default: 1
        }
    }

    // Calls.

    private mutating func functionCall(_ node: ConcreteNode, _ role: Role) {
        guard let function = node.child(fields.function) else { return opaque(node, role) }
        if isReference(node) { return expression(function, role) }
        inside(.call, role, node) { lowering in
            lowering.expression(function, .callee)
            lowering.arguments(of: node)
        }
    }

    private mutating func memberCall(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        if isReference(node) { return member(node, node.range, role) }
        inside(.call, role, node) { lowering in
            var end = name.range.upperBound
            if let arguments = node.child(lowering.fields.arguments) { end = max(end, arguments.range.lowerBound) }
            lowering.member(node, node.range.lowerBound..<end, .callee)
            lowering.arguments(of: node)
        }
    }

    /// `strlen(...)` is the function, not a call of it.
    private func isReference(_ node: ConcreteNode) -> Bool {
        guard let arguments = node.child(fields.arguments), let only = first(arguments) else { return false }
        return kind(only) == .variadic_placeholder
    }

    mutating func arguments(of node: ConcreteNode) {
        guard let arguments = node.child(fields.arguments) ?? node.named.first(where: { kind($0) == .arguments }) else {
            return
        }
        for child in arguments.named { argument(child) }
    }

    mutating func argument(_ node: ConcreteNode, _ role: Role = .argument) {
        switch kind(node) {
        case .argument:
            guard let value = node.named.first(where: { $0.field != fields.name && kind($0) != .reference_modifier })
            else { return opaque(node, role) }
            guard let name = node.child(fields.name) else { return argument(value, role) }
            inside(.keywordArgument, role, node, symbol: symbol(name)) { $0.expression(value, .value) }
        case .variadic_unpacking: wrap(.spread, role, node, first(node), .value)
        default: expression(node, role)
        }
    }

    private mutating func new(_ node: ConcreteNode, _ role: Role) {
        guard let type = node.named.first(where: { kind($0) != .arguments }) else { return opaque(node, role) }
        if kind(type) == .anonymous_class { return anonymousClass(node, type, role) }
        inside(.new, role, node) { lowering in
            lowering.expression(type, .callee)
            lowering.arguments(of: node)
        }
    }

    // Members.

    /// `$o->name`, `A::name`, `A::$name`, also as the callee of a call.
    private mutating func member(_ node: ConcreteNode, _ range: Range<Int>, _ role: Role) {
        guard hasRoom(node, role) else { return }
        guard let object = node.child(fields.object) ?? node.child(fields.scope), let name = node.child(fields.name)
        else { return opaque(node, role) }
        var flags: NodeFlags = object.field == fields.scope ? .isStatic : []
        switch kind(node) {
        case .nullsafe_member_access_expression, .nullsafe_member_call_expression: flags.insert(.optional)
        default: break
        }
        let isProperty = kind(node) == .scoped_property_access_expression && kind(name) == .variable_name
        if kind(name) == .name || isProperty {
            out.begin(.member, role, range, symbol: isProperty ? variableSymbol(name) : symbol(name), flags: flags)
            expression(object, .object)
        } else {
            out.begin(.index, role, range, flags: flags)
            expression(object, .object)
            expression(name, .key)
        }
        out.end()
    }

    /// `A::NAME`, `A::class`, `A::{expression}`.
    private mutating func constantAccess(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 2 else { return opaque(node, role) }
        let isComputed = first(parts[1]) != nil
        let symbol = isComputed ? .empty : self.symbol(parts[1])
        inside(isComputed ? .index : .member, role, node, symbol: symbol, flags: .isStatic) { lowering in
            lowering.expression(parts[0], .object)
            if isComputed { lowering.expression(parts[1], .key) }
        }
    }

    /// `$a[]` has no key.
    private mutating func index(_ node: ConcreteNode, _ role: Role) {
        inside(.index, role, node) { lowering in
            for (index, child) in node.named.enumerated() { lowering.expression(child, index == 0 ? .object : .key) }
        }
    }
}
