import CodeSyntax

/// Composite literals.
extension GoLowering {
    mutating func composite(_ node: ConcreteNode, _ role: Role) {
        guard let type = node.child(fields.type), let body = node.child(fields.body) else { return opaque(node, role) }
        value(body, of: type, node, role)
    }

    /// `{…}` of a type that is known, or not.
    mutating func literalValue(_ node: ConcreteNode, of type: ConcreteNode?, _ role: Role) {
        guard hasRoom(node, role) else { return }
        value(node, of: type, node, role)
    }

    @inline(never)
    private mutating func value(_ body: ConcreteNode, of type: ConcreteNode?, _ node: ConcreteNode, _ role: Role) {
        guard let type else { return untyped(body, node, role) }
        switch kind(type) {
        case .slice_type, .array_type, .implicit_length_array_type:
            let element = type.child(fields.element)
            inside(.list, role, node) { lowering in
                for child in body.named { lowering.element(child, of: element, key: nil, .element) }
            }
        case .map_type:
            let (key, element) = (type.child(fields.key), type.child(fields.value))
            inside(.map, role, node) { lowering in
                for child in body.named { lowering.element(child, of: element, key: key, .element) }
            }
        case .pointer_type, .parenthesized_type: value(body, of: first(type), node, role)
        default: new(body, type, node, role)
        }
    }

    /// Without a type: a list, or a map when there are keys.
    @inline(never)
    private mutating func untyped(_ body: ConcreteNode, _ node: ConcreteNode, _ role: Role) {
        let hasKeys = body.named.contains { kind($0) == .keyed_element }
        inside(hasKeys ? .map : .list, role, node) { lowering in
            for child in body.named { lowering.element(child, of: nil, key: nil, .element) }
        }
    }

    /// An element of a list or map, whose type is that of the literal's elements.
    @inline(never)
    private mutating func element(
        _ node: ConcreteNode, of type: ConcreteNode?, key: ConcreteNode?, _ role: Role
    ) {
        switch kind(node) {
        case .keyed_element: keyedElement(node, of: type, key: key, role)
        default: part(node, of: type, role)
        }
    }

    @inline(never)
    private mutating func part(_ node: ConcreteNode, of type: ConcreteNode?, _ role: Role) {
        guard kind(node) == .literal_element, let inner = first(node) else { return expression(node, role) }
        if kind(inner) == .literal_value { literalValue(inner, of: type, role) } else { expression(inner, role) }
    }

    mutating func keyedElement(
        _ node: ConcreteNode, of type: ConcreteNode?, key keyType: ConcreteNode? = nil, _ role: Role
    ) {
        guard let key = node.child(fields.key), let value = node.child(fields.value) else { return opaque(node, role) }
        inside(.entry, role, node) { lowering in
            lowering.part(key, of: keyType, .key)
            lowering.part(value, of: type, .value)
        }
    }

    @inline(never)
    private mutating func new(_ body: ConcreteNode, _ type: ConcreteNode, _ node: ConcreteNode, _ role: Role) {
        inside(.new, role, node) { lowering in
            if node.range.contains(type.range.lowerBound) {
                lowering.typeName(type, .callee)
            } else {
                lowering.leftOutType(type, body.range.lowerBound)
            }
            for child in body.named { lowering.argument(of: child) }
        }
    }

    /// The type of the literal around stands before all the elements that leave it out.
    @inline(never)
    private mutating func leftOutType(_ type: ConcreteNode, _ place: Int) {
        if leftOut?.type != type.index { leftOut = (type.index, namePath(type)) }
        guard let path = leftOut?.path, let last = path.last else {
            out.leaf(.type, .callee, place..<place)
            return
        }
        if path.count > 1 {
            out.begin(.member, .callee, place..<place, symbol: last)
            out.leaf(.name, .object, place..<place, symbol: path[0])
            out.end()
        } else {
            out.leaf(.name, .callee, place..<place, symbol: last)
        }
    }

    /// `p.T` as its names; empty for types without a name.
    @inline(never)
    private mutating func namePath(_ type: ConcreteNode) -> [Symbol] {
        switch kind(type) {
        case .type_identifier: return [symbol(type)]
        case .qualified_type: return type.named.map { symbol($0) }
        case .generic_type: return type.child(fields.type).map { namePath($0) } ?? []
        default: return []
        }
    }

    @inline(never)
    private mutating func argument(of node: ConcreteNode) {
        guard kind(node) == .keyed_element else { return part(node, of: nil, .argument) }
        guard let key = node.child(fields.key), let value = node.child(fields.value), let name = fieldName(key) else {
            return keyedElement(node, of: nil, .argument)
        }
        inside(.keywordArgument, .argument, node, symbol: name) { $0.part(value, of: nil, .value) }
    }

    /// A name or a text.
    @inline(never)
    private mutating func fieldName(_ key: ConcreteNode) -> Symbol? {
        guard let inner = first(key) else { return nil }
        switch kind(inner) {
        case .identifier: return symbol(inner)
        case .interpreted_string_literal, .raw_string_literal: return textSymbol(inner)
        default: return nil
        }
    }
}
