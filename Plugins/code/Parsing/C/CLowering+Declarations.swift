import CodeSyntax

extension CLowering {
    /// What the declarators of a declaration share.
    private struct Shared {
        let node: ConcreteNode
        let specifier: ConcreteNode
        let type: Symbol
        let flags: NodeFlags
    }

    /// Variables, prototypes and fields: each declarator is a statement of its own, the structure they are of before
    /// them.
    mutating func declaration(_ node: ConcreteNode, _ role: Role) {
        guard let specifier = node.child(fields.type) else { return opaque(node, role) }
        if declaresClass(specifier) { classDeclaration(specifier, role) }
        var flags: NodeFlags = isStatic(node) ? .isStatic : []
        if node.hasError { flags.insert(.damaged) }
        let shared = Shared(node: node, specifier: specifier, type: typeSymbol(specifier), flags: flags)
        var isFirst = true
        for child in node.children where child.field == fields.declarator && child.isNamed {
            declarator(child, of: shared, isFirst: isFirst, role)
            isFirst = false
        }
        guard node.hasError else { return }
        for child in node.children where child.isError && !keptErrors.contains(child.index) { opaque(child, role) }
    }

    private mutating func declarator(
        _ declarator: ConcreteNode, of shared: Shared, isFirst: Bool, _ role: Role
    ) {
        guard hasRoom(declarator, role) else { return }
        let shape = DeclaratorShape(declarator, self)
        guard let name = shape.name else { return opaque(declarator, role) }
        let range = shared.node.range.lowerBound..<declarator.range.upperBound
        let value = kind(declarator) == .init_declarator ? declarator.child(fields.value) : nil
        let parameters = value == nil ? shape.parameters : nil
        if parameters != nil {
            out.begin(.function, role, range, symbol: symbol(name), flags: shared.flags)
        } else {
            out.begin(.assign, role, range, flags: shared.flags.union(.declaration))
        }
        if isFirst { attributes(of: [shared.node] + shape.parts) }
        if let parameters { self.parameters(parameters, types: [:]) } else { self.name(name, .target) }
        type(shared.specifier, shape, parameters == nil ? .type : .returns, symbol: shared.type)
        if let value {
            initializer(value, of: initialized(shared.specifier, dimensions: shape.dimensions), .value)
        }
        end(declarator)
    }

    private func isStatic(_ node: ConcreteNode) -> Bool {
        node.children.contains { child in
            kind(child) == .storage_class_specifier && child.bytes.elementsEqual("static".utf8)
        }
    }

    // Functions.

    mutating func function(_ node: ConcreteNode, _ role: Role) {
        let shape = DeclaratorShape(node.child(fields.declarator), self)
        guard let name = shape.name else { return opaque(node, role) }
        let specifier = node.child(fields.type)
        if let specifier, declaresClass(specifier) { classDeclaration(specifier, role) }
        let flags: NodeFlags = isStatic(node) ? .isStatic : []
        inside(.function, role, node, symbol: symbol(name), flags: flags) { lowering in
            lowering.attributes(of: [node] + shape.parts)
            if let parameters = shape.parameters {
                lowering.parameters(parameters, types: lowering.oldStyleTypes(node))
            }
            if let specifier { lowering.type(specifier, shape, .returns) }
            if let body = node.child(lowering.fields.body) { lowering.block(body, .body) }
        }
    }

    private typealias OldStyleType = (specifier: ConcreteNode, shape: DeclaratorShape)

    /// The types of parameters that are declared before the body, `f(a) int a; {…}`.
    private func oldStyleTypes(_ node: ConcreteNode) -> [[UInt8]: (specifier: ConcreteNode, shape: DeclaratorShape)] {
        var types: [[UInt8]: OldStyleType] = [:]
        for child in node.named where kind(child) == .declaration {
            guard let specifier = child.child(fields.type) else { continue }
            for declarator in children(child, fields.declarator) {
                let shape = DeclaratorShape(declarator, self)
                if let name = shape.name { types[Array(name.bytes)] = (specifier, shape) }
            }
        }
        return types
    }

    private mutating func parameters(
        _ node: ConcreteNode, types: [[UInt8]: (specifier: ConcreteNode, shape: DeclaratorShape)]
    ) {
        for child in node.named {
            switch kind(child) {
            case .parameter_declaration: parameter(child, isOnly: node.size == child.size + 3)
            case .variadic_parameter: out.leaf(.parameter, .parameter, child.range, flags: .variadic)
            case .identifier:
                out.begin(.parameter, .parameter, child.range, symbol: symbol(child))
                if let type = types.isEmpty ? nil : types[Array(child.bytes)] {
                    let symbol = typeSymbol(type.specifier)
                    out.leaf(.type, .type, child.range, symbol: symbol, flags: type.shape.isArray ? .isArray : [])
                }
                out.end()
            default: opaque(child, .parameter)
            }
        }
    }

    private mutating func parameter(_ node: ConcreteNode, isOnly: Bool) {
        guard let specifier = node.child(fields.type) else { return opaque(node, .parameter) }
        let declarator = node.child(fields.declarator)
        // `f(void)` has no parameters.
        if declarator == nil, isOnly, specifier.bytes.elementsEqual("void".utf8) { return }
        let shape = DeclaratorShape(declarator, self)
        let symbol = shape.name.map { self.symbol($0) } ?? .empty
        inside(.parameter, .parameter, node, symbol: symbol) { lowering in
            lowering.type(specifier, shape, .type)
            lowering.attributes(of: [node] + shape.parts)
        }
    }

    // Types that get a name.

    mutating func typeDefinition(_ node: ConcreteNode, _ role: Role) {
        guard let specifier = node.child(fields.type) else { return opaque(node, role) }
        let declarators = children(node, fields.declarator)
        var rest = declarators[...]
        if declaresClass(specifier) {
            let isNameless = specifier.child(fields.name) == nil
            let shape = DeclaratorShape(declarators.first, self)
            let named = isNameless && !shape.isArray && shape.parameters == nil ? shape.name : nil
            classDeclaration(specifier, role, name: named)
            if named != nil { rest.removeFirst() }
        }
        let symbol = typeSymbol(specifier)
        for declarator in rest {
            let shape = DeclaratorShape(declarator, self)
            guard let name = shape.name else {
                opaque(declarator, role)
                continue
            }
            // `typedef struct thing thing;` says nothing.
            if let tag = specifier.child(fields.name), !shape.isArray, tag.bytes.elementsEqual(name.bytes) { continue }
            out.begin(.class, role, node.range.lowerBound..<declarator.range.upperBound, symbol: self.symbol(name))
            type(specifier, shape, .base, symbol: symbol)
            end(declarator)
        }
    }

    // Attributes.

    mutating func attributes(of nodes: [ConcreteNode]) {
        for node in nodes {
            for child in node.named {
                switch kind(child) {
                case .attribute_specifier:
                    guard let list = first(child) else { continue }
                    for attribute in list.named { expression(attribute, .decorator) }
                case .attribute_declaration: for attribute in child.named { self.attribute(attribute) }
                case .ms_declspec_modifier: if let name = first(child) { self.name(name, .decorator) }
                default: break
                }
            }
        }
    }

    /// `[[name(argument)]]`.
    private mutating func attribute(_ node: ConcreteNode) {
        guard let name = node.child(fields.name) else { return opaque(node, .decorator) }
        guard let list = node.named.first(where: { kind($0) == .argument_list }) else {
            return self.name(name, .decorator)
        }
        inside(.call, .decorator, node) { lowering in
            lowering.name(name, .callee)
            for argument in list.named { lowering.expression(argument, .argument) }
        }
    }
}
