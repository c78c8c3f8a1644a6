import CodeSyntax

/// What braces initialise.
extension CLowering {
    /// The type of what is initialised, as far as its braces depend on it.
    struct Initialized {
        /// The name of a structure; empty for others and unknown ones.
        let name: Symbol
        let nameRange: Range<Int>
        /// In how many arrays.
        var dimensions: Int
    }

    mutating func initialized(_ specifier: ConcreteNode?, dimensions: Int) -> Initialized? {
        guard let specifier else { return nil }
        switch kind(specifier) {
        case .struct_specifier, .union_specifier:
            let name = specifier.child(fields.name)
            return Initialized(
                name: name.map { symbol($0) } ?? .empty, nameRange: (name ?? specifier).range, dimensions: dimensions)
        case .type_identifier:
            return Initialized(name: symbol(specifier), nameRange: specifier.range, dimensions: dimensions)
        default: return Initialized(name: .empty, nameRange: specifier.range, dimensions: max(1, dimensions))
        }
    }

    /// `role` is that of the value, braces or not.
    mutating func initializer(_ node: ConcreteNode, of type: Initialized?, _ role: Role) {
        guard kind(node) == .initializer_list else { return expression(node, role) }
        braces(node, node, of: type, role)
    }

    mutating func compoundLiteral(_ node: ConcreteNode, _ role: Role) {
        guard let type = node.child(fields.type), let value = node.child(fields.value) else {
            return opaque(node, role)
        }
        let shape = DeclaratorShape(type.child(fields.declarator), self)
        braces(value, node, of: initialized(type.child(fields.type), dimensions: shape.dimensions), role)
    }

    @inline(never)
    private mutating func braces(_ list: ConcreteNode, _ node: ConcreteNode, of type: Initialized?, _ role: Role) {
        guard hasRoom(node, role) else { return }
        if let type, type.dimensions > 0 {
            var element = type
            element.dimensions -= 1
            return inside(.list, role, node) { lowering in
                for child in list.named { lowering.part(child, of: element, .element) }
            }
        }
        guard let type, type.name != .empty else {
            let hasFields = list.named.contains { fieldName(of: $0) != nil }
            return inside(hasFields ? .map : .list, role, node) { lowering in
                for child in list.named { lowering.part(child, of: nil, .element) }
            }
        }
        inside(.new, role, node) { lowering in
            // The name may stand far before the braces.
            let isInside = node.range.contains(type.nameRange.lowerBound)
            let range = isInside ? type.nameRange : list.range.lowerBound..<list.range.lowerBound
            lowering.out.leaf(.name, .callee, range, symbol: type.name)
            for child in list.named { lowering.argument(child) }
        }
    }

    @inline(never)
    private mutating func part(_ node: ConcreteNode, of type: Initialized?, _ role: Role) {
        if kind(node) == .initializer_pair {
            initializerPair(node, of: type, role)
        } else {
            initializer(node, of: type, role)
        }
    }

    /// `.a = x`, `a: x`.
    private func fieldName(of node: ConcreteNode) -> ConcreteNode? {
        guard kind(node) == .initializer_pair, let designator = node.child(fields.designator) else { return nil }
        switch kind(designator) {
        case .field_designator: return first(designator)
        case .field_identifier: return designator
        default: return nil
        }
    }

    @inline(never)
    private mutating func argument(_ node: ConcreteNode) {
        guard let name = fieldName(of: node), let value = node.child(fields.value) else {
            return part(node, of: nil, .argument)
        }
        inside(.keywordArgument, .argument, node, symbol: symbol(name)) { $0.initializer(value, of: nil, .value) }
    }

    /// An entry; of several designators, `.a[1].b`, the key is the first one, and what they lead to is in the value.
    mutating func initializerPair(_ node: ConcreteNode, of type: Initialized?, _ role: Role) {
        guard let value = node.child(fields.value), let designator = node.child(fields.designator) else {
            return opaque(node, role)
        }
        inside(.entry, role, node) { lowering in
            if let name = lowering.fieldName(of: node) {
                lowering.out.leaf(.string, .key, name.range, symbol: lowering.symbol(name))
            } else if lowering.kind(designator) == .subscript_designator, let key = lowering.first(designator) {
                lowering.expression(key, .key)
            } else {
                lowering.opaque(designator, .key)
            }
            lowering.initializer(value, of: type, .value)
        }
    }
}
