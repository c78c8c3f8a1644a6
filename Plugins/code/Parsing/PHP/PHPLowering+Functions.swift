import CodeSyntax

extension PHPLowering {
    /// A function, method, closure or arrow function.
    mutating func function(_ node: ConcreteNode, _ role: Role) {
        let name = node.child(fields.name)
        var flags: NodeFlags = node.hasError ? .damaged : []
        if node.named.contains(where: { kind($0) == .static_modifier }), kind(node) == .method_declaration {
            flags.insert(.isStatic)
        }
        if let name, isConstructor(name), kind(node) == .method_declaration { flags.insert(.isConstructor) }
        out.begin(.function, role, node.range, symbol: name.map { symbol($0) } ?? .empty, flags: flags)
        functionParts(node)
        out.end()
    }

    /// Names of methods are the same in capitals.
    private func isConstructor(_ name: ConcreteNode) -> Bool {
        name.bytes.count == 11
            && name.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }.elementsEqual("__construct".utf8)
    }

    mutating func functionParts(_ node: ConcreteNode) {
        decorators(of: node)
        if let parameters = node.child(fields.parameters) {
            for parameter in parameters.named { self.parameter(parameter) }
        }
        if let type = node.child(fields.returnType) { self.type(type, .returns) }
        guard let body = node.child(fields.body) else { return }
        guard kind(body) == .compound_statement else { return expression(body, .body) }
        let promoted = promotedParameters(of: node)
        inside(.block, .body, body) { lowering in
            for parameter in promoted { lowering.storePromoted(parameter) }
            lowering.statements(of: body)
        }
    }

    /// Attributes: calls, or names without arguments.
    mutating func decorators(of node: ConcreteNode) {
        guard let list = node.child(fields.attributes) else { return }
        for group in list.named {
            for attribute in group.named { decorator(attribute) }
        }
    }

    private mutating func decorator(_ node: ConcreteNode) {
        guard let name = first(node) else { return opaque(node, .decorator) }
        guard let parameters = node.child(fields.parameters) else { return expression(name, .decorator) }
        inside(.call, .decorator, node) { lowering in
            lowering.expression(name, .callee)
            for argument in parameters.named { lowering.argument(argument) }
        }
    }

    private mutating func parameter(_ node: ConcreteNode) {
        guard hasRoom(node, .parameter) else { return }
        guard let name = node.child(fields.name), !node.isError else { return opaque(node, .parameter) }
        let isVariadic = kind(node) == .variadic_parameter
        let symbol = variableSymbol(variable(of: name))
        inside(.parameter, .parameter, node, symbol: symbol, flags: isVariadic ? .variadic : []) { lowering in
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value = node.child(lowering.fields.defaultValue) { lowering.expression(value, .value) }
            lowering.decorators(of: node)
        }
    }

    /// Of `$x` or `&$x`.
    private func variable(of node: ConcreteNode) -> ConcreteNode {
        kind(node) == .by_ref ? first(node) ?? node : node
    }

    // Parameters that are properties too: `__construct(private Database $db)`.

    func promotedParameters(of node: ConcreteNode) -> [ConcreteNode] {
        guard kind(node) == .method_declaration, let parameters = node.child(fields.parameters) else { return [] }
        return parameters.named.filter { kind($0) == .property_promotion_parameter && $0.child(fields.name) != nil }
    }

    /// The property's declaration.
    mutating func declarePromoted(_ node: ConcreteNode) {
        guard let name = node.child(fields.name) else { return }
        out.begin(.assign, .statement, node.range, flags: .declaration)
        variable(variable(of: name), .target)
        if let type = node.child(fields.type) { self.type(type, .type) }
        out.end()
        for child in node.named where kind(child) == .property_hook_list { hooks(child) }
    }

    /// What the constructor does with it: `$this->db = $db`.
    private mutating func storePromoted(_ node: ConcreteNode) {
        guard let name = node.child(fields.name).map({ variable(of: $0) }) else { return }
        out.begin(.assign, .statement, node.range)
        out.begin(.member, .target, name.range, symbol: variableSymbol(name))
        out.leaf(.name, .object, name.range, symbol: out.intern("this"))
        out.end()
        variable(name, .value)
        out.end()
    }
}
