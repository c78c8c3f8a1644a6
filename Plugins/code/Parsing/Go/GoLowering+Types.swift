import CodeSyntax

extension GoLowering {
    /// What is built from other types has them as arguments: `map`, `chan`, `func`, `struct` and `interface`.
    mutating func type(_ node: ConcreteNode, _ role: Role, isArray: Bool = false) {
        guard hasRoom(node, role) else { return }
        let flags: NodeFlags = isArray ? .isArray : []
        switch kind(node) {
        case .type_identifier, .identifier: out.leaf(.type, role, node.range, symbol: symbol(node), flags: flags)
        case .qualified_type: out.leaf(.type, role, node.range, symbol: typeSymbol(node), flags: flags)
        case .generic_type, .type_instantiation_expression: generic(node, role, flags)
        case .pointer_type, .parenthesized_type, .negated_type:
            if let inner = first(node) { type(inner, role, isArray: isArray) } else { opaque(node, role) }
        case .type_elem, .type_constraint: union(node, role, isArray: isArray)
        case .slice_type, .array_type, .implicit_length_array_type: array(node, role)
        case .map_type:
            composed("map", node, role, flags) { lowering in
                if let key = node.child(lowering.fields.key) { lowering.type(key, .argument) }
                if let value = node.child(lowering.fields.value) { lowering.type(value, .argument) }
            }
        case .channel_type:
            composed("chan", node, role, flags) { lowering in
                if let value = node.child(lowering.fields.value) { lowering.type(value, .argument) }
            }
        case .function_type: composed("func", node, role, flags) { $0.signature(node) }
        case .struct_type:
            composed("struct", node, role, flags) { lowering in
                for list in node.named { for field in list.named { lowering.fieldType(field) } }
            }
        case .interface_type:
            composed("interface", node, role, flags) { lowering in
                for child in node.named { lowering.type(child, .argument) }
            }
        case .method_elem:
            let symbol = node.child(fields.name).map { self.symbol($0) } ?? .empty
            inside(.type, role, node, symbol: symbol) { $0.signature(node) }
        default: opaque(node, role)
        }
    }

    private mutating func composed(
        _ word: String, _ node: ConcreteNode, _ role: Role, _ flags: NodeFlags, _ arguments: (inout GoLowering) -> Void
    ) {
        inside(.type, role, node, symbol: out.intern(word), flags: flags, arguments)
    }

    private mutating func generic(_ node: ConcreteNode, _ role: Role, _ flags: NodeFlags) {
        inside(.type, role, node, symbol: typeSymbol(node), flags: flags) { lowering in
            for child in node.named where child.field != lowering.fields.type {
                if lowering.kind(child) == .type_arguments {
                    for argument in child.named { lowering.type(argument, .argument) }
                } else {
                    lowering.type(child, .argument)
                }
            }
        }
    }

    /// `~int | string`: one type alone, or a type without a name that may be any of its arguments.
    private mutating func union(_ node: ConcreteNode, _ role: Role, isArray: Bool) {
        let parts = Array(node.named)
        if parts.count == 1 { return type(parts[0], role, isArray: isArray) }
        inside(.type, role, node) { lowering in
            for part in parts { lowering.type(part, .argument) }
        }
    }

    /// The length of an array is left out, as type arguments are elsewhere.
    private mutating func array(_ node: ConcreteNode, _ role: Role) {
        if let element = node.child(fields.element) {
            type(element, role, isArray: true)
        } else {
            opaque(node, role)
        }
    }

    private mutating func signature(_ node: ConcreteNode) {
        for list in [node.child(fields.parameters), node.child(fields.result)] {
            guard let list else { continue }
            guard kind(list) == .parameter_list else {
                type(list, .argument)
                continue
            }
            for parameter in list.named {
                if let type = parameter.child(fields.type) { self.type(type, .argument) }
            }
        }
    }

    private mutating func fieldType(_ node: ConcreteNode) {
        if let type = node.child(fields.type) { self.type(type, .argument) } else { opaque(node, .argument) }
    }

    /// `http.Request`, without type arguments.
    mutating func typeSymbol(_ node: ConcreteNode) -> Symbol {
        switch kind(node) {
        case .generic_type, .type_instantiation_expression:
            return (node.child(fields.type) ?? first(node)).map { typeSymbol($0) } ?? .empty
        case .qualified_type:
            let parts = node.named.map { $0.bytes }
            guard parts.count == 2, parts[0].count + parts[1].count + 1 != node.range.count else { return symbol(node) }
            return intern(Array(parts.joined(separator: [UInt8(ascii: ".")])))
        case .pointer_type, .parenthesized_type, .negated_type: return first(node).map { typeSymbol($0) } ?? .empty
        default: return symbol(node)
        }
    }

    /// A type where an expression stands, as names and members: what is made, or called.
    mutating func typeName(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .type_identifier, .identifier: name(node, role)
        case .generic_type:
            if let bare = node.child(fields.type) ?? first(node) { typeName(bare, role) } else { opaque(node, role) }
        case .qualified_type:
            let parts = Array(node.named)
            guard parts.count == 2 else { return opaque(node, role) }
            inside(.member, role, node, symbol: symbol(parts[1])) { $0.name(parts[0], .object) }
        default: type(node, role)
        }
    }
}
