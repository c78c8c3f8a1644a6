import CodeSyntax

extension PythonLowering {
    mutating func decorated(_ node: ConcreteNode, _ role: Role) {
        let decorators = node.named.filter { kind($0) == .decorator }
        guard let definition = node.child(fields.definition) else { return opaque(node, role) }
        if kind(definition) == .class_definition {
            classDefinition(definition, decorators, role)
        } else {
            function(definition, decorators, role)
        }
    }

    private mutating func decorators(_ nodes: [ConcreteNode]) {
        for node in nodes { if let inner = first(node) { expression(inner, .decorator) } }
    }

    mutating func function(_ node: ConcreteNode, _ decorators: [ConcreteNode], _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        var flags: NodeFlags = node.children.contains { kind($0) == .async } ? .isAsync : []
        if name.bytes.elementsEqual("__init__".utf8) { flags.insert(.isConstructor) }
        let start = decorators.first?.range.lowerBound ?? node.range.lowerBound
        out.begin(.function, role, start..<node.range.upperBound, symbol: symbol(name), flags: flags)
        self.decorators(decorators)
        if let parameters = node.child(fields.parameters) { self.parameters(parameters) }
        if let returns = node.child(fields.returnType) { type(returns, .returns) }
        block(node.child(fields.body), .body)
        out.end()
    }

    mutating func parameters(_ node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .keyword_separator, .positional_separator: break
            case .identifier: out.leaf(.parameter, .parameter, child.range, symbol: symbol(child))
            case .list_splat_pattern: splat(child, child, nil, .variadic)
            case .dictionary_splat_pattern: splat(child, child, nil, .double)
            case .default_parameter, .typed_default_parameter: defaultParameter(child)
            case .typed_parameter: typedParameter(child)
            case .tuple_pattern: inside(.parameter, .parameter, child) { $0.expression(child, .target) }
            default: opaque(child, .parameter)
            }
        }
    }

    private mutating func splat(
        _ node: ConcreteNode, _ inner: ConcreteNode, _ annotation: ConcreteNode?, _ flag: NodeFlags
    ) {
        let name = first(inner)
        inside(.parameter, .parameter, node, symbol: name.map { symbol($0) } ?? .empty, flags: flag) { lowering in
            if let annotation { lowering.type(annotation, .type) }
        }
    }

    private mutating func defaultParameter(_ node: ConcreteNode) {
        let name = node.child(fields.name)
        inside(.parameter, .parameter, node, symbol: name.map { symbol($0) } ?? .empty) { lowering in
            if let annotation = node.child(lowering.fields.type) { lowering.type(annotation, .type) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    private mutating func typedParameter(_ node: ConcreteNode) {
        guard let name = first(node) else { return opaque(node, .parameter) }
        let annotation = node.child(fields.type)
        switch kind(name) {
        case .list_splat_pattern: splat(node, name, annotation, .variadic)
        case .dictionary_splat_pattern: splat(node, name, annotation, .double)
        default:
            inside(.parameter, .parameter, node, symbol: symbol(name)) { lowering in
                if let annotation { lowering.type(annotation, .type) }
            }
        }
    }

    mutating func classDefinition(_ node: ConcreteNode, _ decorators: [ConcreteNode], _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        let start = decorators.first?.range.lowerBound ?? node.range.lowerBound
        out.begin(.class, role, start..<node.range.upperBound, symbol: symbol(name))
        self.decorators(decorators)
        if let bases = node.child(fields.superclasses) {
            for base in bases.named { expression(base, .base) }
        }
        block(node.child(fields.body), .body)
        out.end()
    }

    // Imports.

    mutating func importStatement(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .import_statement: plainImport(node, role)
        case .future_import_statement: out.leaf(.import, role, node.range, symbol: out.intern("__future__"))
        default: fromImport(node, role)
        }
    }

    /// `import a.b, c as d`: a node each; one node of several would hide all but the first.
    private mutating func plainImport(_ node: ConcreteNode, _ role: Role) {
        for child in node.named {
            let isAliased = kind(child) == .aliased_import
            guard let module = isAliased ? child.child(fields.name) : child else { continue }
            let path = module.string
            let alias = isAliased ? child.child(fields.alias) : nil
            inside(.import, role, node, symbol: symbol(module)) { lowering in
                lowering.inside(.importName, .element, child) { lowering in
                    if let alias { lowering.name(alias, .alias) }
                }
            }
            if let alias {
                out.addImport(local: symbol(alias), path: path, module: path)
            } else {
                let top = String(path.prefix { $0 != "." })
                out.addImport(local: out.intern(top), path: top, module: top)
            }
        }
    }

    private mutating func fromImport(_ node: ConcreteNode, _ role: Role) {
        guard let module = node.child(fields.moduleName) else { return opaque(node, role) }
        let path = module.string
        inside(.import, role, node, symbol: symbol(module)) { lowering in
            for child in node.named where child.index != module.index { lowering.importedName(child, path) }
        }
    }

    private mutating func importedName(_ node: ConcreteNode, _ module: String) {
        switch kind(node) {
        case .wildcard_import: out.leaf(.importName, .element, node.range, symbol: out.intern("*"))
        case .aliased_import:
            guard let name = node.child(fields.name), let alias = node.child(fields.alias) else { return }
            inside(.importName, .element, node, symbol: symbol(name)) { $0.name(alias, .alias) }
            out.addImport(local: symbol(alias), path: Self.joined(module, name.string), module: module)
        default:
            out.leaf(.importName, .element, node.range, symbol: symbol(node))
            out.addImport(local: symbol(node), path: Self.joined(module, node.string), module: module)
        }
    }

    private static func joined(_ module: String, _ name: String) -> String {
        module.hasSuffix(".") ? module + name : "\(module).\(name)"
    }
}
