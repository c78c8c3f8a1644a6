import CodeSyntax

extension JavaLowering {
    mutating func annotations(_ modifiers: ConcreteNode?) {
        guard let modifiers else { return }
        for child in modifiers.named where kind(child) == .annotation || kind(child) == .marker_annotation {
            annotation(child, .decorator)
        }
    }

    private func modifiers(_ node: ConcreteNode) -> ConcreteNode? { node.named.first { kind($0) == .modifiers } }

    mutating func method(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        let modifiers = modifiers(node)
        var flags: NodeFlags = []
        if let modifiers, has(modifiers, .static) { flags.insert(.isStatic) }
        let kind = kind(node)
        if kind == .constructor_declaration || kind == .compact_constructor_declaration { flags.insert(.isConstructor) }
        inside(.function, role, node, symbol: symbol(name), flags: flags) { lowering in
            lowering.annotations(modifiers)
            if let parameters = node.child(lowering.fields.parameters) { lowering.parameters(parameters) }
            if let type = node.child(lowering.fields.type) { lowering.type(type, .returns) }
            if let body = node.child(lowering.fields.body) { lowering.block(body, .body) }
        }
    }

    mutating func parameters(_ node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .formal_parameter: parameter(child, child.child(fields.name), child.child(fields.type), [])
            case .spread_parameter: spreadParameter(child)
            case .receiver_parameter: break
            case .identifier: out.leaf(.parameter, .parameter, child.range, symbol: symbol(child))
            default: opaque(child, .parameter)
            }
        }
    }

    private mutating func spreadParameter(_ node: ConcreteNode) {
        let declarator = node.named.first { kind($0) == .variable_declarator }
        let type = node.named.first { kind($0) != .modifiers && kind($0) != .variable_declarator }
        parameter(node, declarator?.child(fields.name), type, .variadic)
    }

    private mutating func parameter(
        _ node: ConcreteNode, _ name: ConcreteNode?, _ type: ConcreteNode?, _ flags: NodeFlags
    ) {
        inside(.parameter, .parameter, node, symbol: name.map { symbol($0) } ?? .empty, flags: flags) { lowering in
            if let type { lowering.type(type, .type) }
            lowering.annotations(lowering.modifiers(node))
        }
    }

    mutating func classDeclaration(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        let flags: NodeFlags = kind(node) == .enum_declaration ? .isEnum : []
        inside(.class, role, node, symbol: symbol(name), flags: flags) { lowering in
            lowering.annotations(lowering.modifiers(node))
            for child in node.named {
                switch lowering.kind(child) {
                case .superclass: if let type = lowering.first(child) { lowering.type(type, .base) }
                case .super_interfaces, .extends_interfaces:
                    for list in child.named { for type in list.named { lowering.type(type, .base) } }
                default: break
                }
            }
            if let parameters = node.child(lowering.fields.parameters) { lowering.recordFields(parameters) }
            if let body = node.child(lowering.fields.body) { lowering.classBody(body) }
        }
    }

    /// A record's components are parameters of its constructor, and its fields.
    private mutating func recordFields(_ node: ConcreteNode) {
        for child in node.named where kind(child) == .formal_parameter {
            parameter(child, child.child(fields.name), child.child(fields.type), [])
        }
    }

    mutating func classBody(_ node: ConcreteNode) {
        inside(.block, .body, node) { lowering in
            for child in node.named {
                if lowering.kind(child) == .enum_body_declarations {
                    for inner in child.named { lowering.statement(inner, .statement) }
                } else {
                    lowering.statement(child, .statement)
                }
            }
        }
    }

    /// `RED(1)` is the field RED made with `new`; its own body is kept.
    mutating func enumConstant(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        inside(.assign, role, node, flags: .declaration) { lowering in
            lowering.name(name, .target)
            guard let arguments = node.child(lowering.fields.arguments) else { return }
            lowering.inside(.list, .value, arguments) { lowering in
                for argument in arguments.named { lowering.expression(argument, .element) }
            }
        }
        if let body = node.child(fields.body) { for child in body.named { statement(child, role) } }
    }

    mutating func importDeclaration(_ node: ConcreteNode, _ role: Role) {
        guard let path = node.named.first(where: { isName($0) }) else { return opaque(node, role) }
        let isWildcard = node.named.contains { kind($0) == .asterisk }
        let isStatic = has(node, .static)
        inside(.import, role, node, symbol: symbol(path), flags: isStatic ? .isStatic : []) { lowering in
            if isWildcard { lowering.out.leaf(.importName, .element, node.range, symbol: lowering.out.intern("*")) }
        }
        let text = path.string
        if isWildcard { return out.addImport(local: out.intern("*"), path: text, module: text) }
        guard let dot = text.lastIndex(of: ".") else { return }
        out.addImport(
            local: out.intern(String(text[text.index(after: dot)...])), path: text, module: String(text[..<dot]))
    }
}
