import CodeSyntax

extension PythonLowering {
    mutating func decorated(_ node: ConcreteNode, _ role: Role) {
        guard let definition = node.child(fields.definition) else { return opaque(node, role) }
        if kind(definition) == .class_definition {
            classDefinition(definition, role, decorated: node)
        } else {
            function(definition, role, decorated: node)
        }
    }

    private mutating func decorators(_ node: ConcreteNode) {
        for child in node.named {
            if kind(child) == .decorator, let inner = first(child) {
                expression(inner, .decorator)
            } else if child.isError {
                opaque(child, .operand)
            }
        }
    }

    mutating func function(_ node: ConcreteNode, _ role: Role, decorated: ConcreteNode? = nil) {
        let name = node.child(fields.name)
        begin(
            .function, role, decorated ?? node, symbol: symbolOrEmpty(name),
            flags: functionFlags(node, name, decorated))
        let wasInClass = isInClass
        isInClass = false
        if let decorated { decorators(decorated) }
        if let parameters = node.child(fields.parameters) { self.parameters(parameters) }
        if let returns = node.child(fields.returnType) { type(returns, .returns) }
        block(node.child(fields.body), .body)
        isInClass = wasInClass
        end(node)
    }

    private func functionFlags(
        _ node: ConcreteNode, _ name: ConcreteNode?, _ decorated: ConcreteNode?
    ) -> NodeFlags {
        var flags: NodeFlags = has(node, .async) ? .isAsync : []
        if isInClass, let name, name.bytes.elementsEqual("__init__".utf8) { flags.insert(.isConstructor) }
        let isStatic = decorated?.named.contains { child in
            kind(child) == .decorator && first(child).map { $0.bytes.elementsEqual("staticmethod".utf8) } ?? false
        }
        if isStatic == true { flags.insert(.isStatic) }
        return flags
    }

    mutating func lambda(_ node: ConcreteNode, _ role: Role) {
        begin(.function, role, node)
        if let parameters = node.child(fields.parameters) { self.parameters(parameters) }
        if let body = node.child(fields.body) { expression(body, .body) }
        end(node)
    }

    private mutating func parameters(_ node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .keyword_separator, .positional_separator: break
            case .identifier: parameter(child, named: child)
            case .list_splat_pattern, .dictionary_splat_pattern: parameter(child, named: child)
            case .default_parameter, .typed_default_parameter: parameter(child, named: child.child(fields.name))
            case .typed_parameter: parameter(child, named: first(child))
            case .tuple_pattern: parameter(child, named: child)
            default: opaque(child, .parameter)
            }
        }
    }

    /// What is called `named` may have stars. Python 2 has parameters that are taken apart.
    private mutating func parameter(_ node: ConcreteNode, named: ConcreteNode?) {
        var name = named
        var flags: NodeFlags = []
        if let pattern = named, kind(pattern) == .list_splat_pattern || kind(pattern) == .dictionary_splat_pattern {
            flags = kind(pattern) == .list_splat_pattern ? .variadic : .double
            name = first(pattern)
        }
        let isDestructured = name.map { kind($0) == .tuple_pattern } ?? false
        begin(.parameter, .parameter, node, symbol: isDestructured ? .empty : symbolOrEmpty(name), flags: flags)
        if isDestructured, let name { expression(name, .target) }
        if let annotation = node.child(fields.type) { type(annotation, .type) }
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    mutating func classDefinition(_ node: ConcreteNode, _ role: Role, decorated: ConcreteNode? = nil) {
        begin(.class, role, decorated ?? node, symbol: symbolOrEmpty(node.child(fields.name)))
        if let decorated { decorators(decorated) }
        if let bases = node.child(fields.superclasses) {
            for base in bases.named { expression(base, .base) }
        }
        let wasInClass = isInClass
        isInClass = true
        block(node.child(fields.body), .body)
        isInClass = wasInClass
        end(node)
    }
}
