import CodeSyntax

extension JavaScriptLowering {
    /// A type, or the annotation that holds one.
    mutating func type(_ node: ConcreteNode, _ role: Role) {
        var node = node
        while Self.isTypeWrapper(kind(node)), let inner = first(node) { node = inner }
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .identifier, .type_identifier, .nested_type_identifier, .nested_identifier, .member_expression,
            .predefined_type, .this_type, .this, .undefined, .null, .existential_type:
            out.leaf(.type, role, node.range, symbol: symbol(node))
        case .literal_type: literalType(node, role)
        case .generic_type: genericType(node, role)
        case .union_type: union(node, role)
        case .intersection_type: compound("Intersection", node, role)
        case .template_literal_type: compound("string", node, role)
        case .tuple_type: compound("Array", node, role)
        case .function_type, .constructor_type: compound("Function", node, role)
        case .object_type: compound("object", node, role)
        case .type_predicate: compound("boolean", node, role)
        case .asserts: compound("void", node, role)
        case .index_type_query: compound("keyof", node, role)
        case .type_query: compound("typeof", node, role)
        case .call_expression, .subscript_expression, .error: opaque(node, role)
        default: compound("", node, role)
        }
    }

    /// What stands around a type without naming another one: annotations, parentheses, `[]`, `readonly`, `?`.
    private static func isTypeWrapper(_ kind: JavaScriptKind) -> Bool {
        switch kind {
        case .type_annotation, .asserts_annotation, .type_predicate_annotation, .opting_type_annotation,
            .omitting_type_annotation, .adding_type_annotation, .parenthesized_type, .array_type, .readonly_type,
            .optional_type, .rest_type, .flow_maybe_type, .constraint, .default_type, .template_type:
            true
        default: false
        }
    }

    /// The types inside a node: type arguments, what a class implements.
    mutating func types(of node: ConcreteNode, _ role: Role) {
        for child in node.named { type(child, role) }
    }

    private mutating func compound(_ name: String, _ node: ConcreteNode, _ role: Role) {
        inside(.type, role, node, symbol: out.intern(name)) { $0.parts(of: node) }
    }

    /// The types that a type is made of, and whatever else stands in it.
    private mutating func parts(of node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .formal_parameters, .required_parameter, .optional_parameter, .property_signature, .method_signature,
                .call_signature, .construct_signature, .index_signature, .mapped_type_clause, .type_arguments,
                .type_parameters, .type_parameter:
                guard hasRoom(child, .argument) else { continue }
                parts(of: child)
            case .property_identifier, .string_fragment, .string, .number, .accessibility_modifier,
                .rest_pattern:
                break
            case .identifier where kind(node) != .type_query: break
            default: type(child, .argument)
            }
        }
    }

    /// An index signature has no kind of its own.
    mutating func types(_ node: ConcreteNode, _ role: Role) {
        inside(.opaque, role, node) { lowering in
            for child in node.named where lowering.kind(child) != .identifier { lowering.type(child, .operand) }
        }
    }

    private mutating func genericType(_ node: ConcreteNode, _ role: Role) {
        let name = node.child(fields.name)
        inside(.type, role, node, symbol: name.map { symbol($0) } ?? .empty) { lowering in
            if let arguments = node.child(lowering.fields.typeArguments) { lowering.types(of: arguments, .argument) }
        }
    }

    /// The type of a literal is called as the literal is written; that of a text by the text.
    private mutating func literalType(_ node: ConcreteNode, _ role: Role) {
        let inner = first(node)
        let isText = inner.map { kind($0) == .string } ?? false
        out.leaf(.type, role, node.range, symbol: isText ? inner.map { textSymbol($0) } ?? .empty : symbol(node))
    }

    /// `T | null` is T.
    private mutating func union(_ node: ConcreteNode, _ role: Role) {
        var members: [ConcreteNode] = []
        collect(node, &members)
        let present = members.filter { !isNothing($0) }
        if present.count == 1 { return type(present[0], role) }
        inside(.type, role, node, symbol: out.intern("Union")) { lowering in
            for member in members { lowering.type(member, .argument) }
        }
    }

    /// `A | B | C` nests to the left.
    private func collect(_ node: ConcreteNode, _ members: inout [ConcreteNode]) {
        var pending = [node]
        while let next = pending.popLast() {
            if kind(next) == .union_type { pending += next.named.reversed() } else { members.append(next) }
        }
    }

    private func isNothing(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .null, .undefined: true
        case .literal_type: first(node).map { kind($0) == .null || kind($0) == .undefined } ?? false
        case .predefined_type: node.bytes.elementsEqual("undefined".utf8)
        default: false
        }
    }
}
