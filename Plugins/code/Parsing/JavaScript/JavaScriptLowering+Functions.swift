import CodeSyntax

extension JavaScriptLowering {
    /// A function, method, accessor, arrow function or signature. Methods of object literals are named by their entry.
    mutating func function(
        _ node: ConcreteNode, _ role: Role, isNamed: Bool = true, decorators: [ConcreteNode] = []
    ) {
        let name = isNamed ? node.child(fields.name) : nil
        let symbol = name.map { declaredName($0) } ?? .empty
        var flags = functionFlags(node)
        if isNamed, isConstructor(node, name) { flags.insert(.isConstructor) }
        let start = decorators.first?.range.lowerBound ?? node.range.lowerBound
        if node.hasError { flags.insert(.damaged) }
        out.begin(.function, role, start..<node.range.upperBound, symbol: symbol, flags: flags)
        self.decorators(decorators)
        if let name, symbol == .empty, kind(name) == .computed_property_name { expression(name, .key) }
        parameters(of: node)
        if let type = node.child(fields.returnType) ?? node.child(fields.type) { self.type(type, .returns) }
        body(of: node)
        out.end()
    }

    private func functionFlags(_ node: ConcreteNode) -> NodeFlags {
        var flags: NodeFlags = []
        for child in node.children {
            switch kind(child) {
            case .async: flags.insert(.isAsync)
            case .static, .staticGet: flags.insert(.isStatic)
            case .statement_block, .formal_parameters: return flags
            default: break
            }
        }
        return flags
    }

    private func isConstructor(_ node: ConcreteNode, _ name: ConcreteNode?) -> Bool {
        switch kind(node) {
        case .construct_signature: true
        case .method_definition, .method_signature:
            name.map { $0.bytes.count == 11 && $0.bytes.elementsEqual("constructor".utf8) } ?? false
        default: false
        }
    }

    /// What a declaration is called; empty when that is computed from more than a text.
    mutating func declaredName(_ node: ConcreteNode) -> Symbol {
        let name = unwrapped(node)
        switch kind(name) {
        case .string: return textSymbol(name)
        default: return name.index == node.index ? symbol(node) : .empty
        }
    }

    mutating func decorators(_ nodes: [ConcreteNode]) {
        for node in nodes { if let inner = first(node) { expression(inner, .decorator) } }
    }

    private mutating func body(of node: ConcreteNode) {
        guard let body = node.child(fields.body) else { return }
        guard kind(body) == .statement_block else { return expression(body, .body) }
        let promoted = promotedParameters(of: node)
        guard !promoted.isEmpty else { return block(body, .body) }
        inside(.block, .body, body) { lowering in
            for parameter in promoted { lowering.storePromoted(parameter) }
            for child in body.named { lowering.statement(child, .statement) }
        }
    }

    // Parameters.

    private mutating func parameters(of node: ConcreteNode) {
        if let parameter = node.child(fields.parameter) { self.parameter(parameter) }
        guard let parameters = node.child(fields.parameters) else { return }
        for parameter in parameters.named { self.parameter(parameter) }
    }

    private mutating func parameter(_ node: ConcreteNode) {
        guard hasRoom(node, .parameter) else { return }
        switch kind(node) {
        case .required_parameter, .optional_parameter: typedParameter(node)
        case .assignment_pattern:
            parameter(node, pattern: node.child(fields.left), type: nil, value: node.child(fields.right))
        case .error: opaque(node, .parameter)
        default: parameter(node, pattern: node, type: nil, value: nil)
        }
    }

    private mutating func typedParameter(_ node: ConcreteNode) {
        let pattern = node.child(fields.pattern) ?? node.child(fields.name)
        // `this` as a parameter is only a type.
        if let pattern, kind(pattern) == .this { return }
        parameter(node, pattern: pattern, type: node.child(fields.type), value: node.child(fields.value))
    }

    private mutating func parameter(
        _ node: ConcreteNode, pattern: ConcreteNode?, type: ConcreteNode?, value: ConcreteNode?
    ) {
        var pattern = pattern
        var flags: NodeFlags = []
        if let rest = pattern, kind(rest) == .rest_pattern {
            flags = .variadic
            pattern = first(rest)
        }
        let isName = pattern.map { kind($0) == .identifier || kind($0) == .undefined } ?? false
        inside(
            .parameter, .parameter, node, symbol: isName ? pattern.map { symbol($0) } ?? .empty : .empty, flags: flags
        ) {
            $0.parameterParts(node, isName ? nil : pattern, type, value)
        }
    }

    private mutating func parameterParts(
        _ node: ConcreteNode, _ pattern: ConcreteNode?, _ type: ConcreteNode?, _ value: ConcreteNode?
    ) {
        if let pattern { expression(pattern, .target) }
        if let type { self.type(type, .type) }
        if let value { expression(value, .value) }
        guard kind(node) == .required_parameter || kind(node) == .optional_parameter else { return }
        decorators(node.children.filter { kind($0) == .decorator })
    }

    // Parameters that are fields too: `constructor(private db: Database)`.

    /// The parameters of a constructor that declare fields.
    func promotedParameters(of node: ConcreteNode) -> [ConcreteNode] {
        guard kind(node) == .method_definition, let parameters = node.child(fields.parameters) else { return [] }
        return parameters.named.filter { parameter in
            guard kind(parameter) == .required_parameter || kind(parameter) == .optional_parameter else { return false }
            let isModified = parameter.children.contains { child in
                switch kind(child) {
                case .accessibility_modifier, .override_modifier, .readonly: true
                default: false
                }
            }
            return isModified && parameter.child(fields.pattern).map { kind($0) == .identifier } ?? false
        }
    }

    /// The field's declaration.
    mutating func declarePromoted(_ parameter: ConcreteNode) {
        guard let pattern = parameter.child(fields.pattern) else { return }
        out.begin(.assign, .statement, parameter.range, flags: .declaration)
        name(pattern, .target)
        if let type = parameter.child(fields.type) { self.type(type, .type) }
        out.end()
    }

    /// What the constructor does with it: `this.db = db`.
    private mutating func storePromoted(_ parameter: ConcreteNode) {
        guard let pattern = parameter.child(fields.pattern) else { return }
        out.begin(.assign, .statement, parameter.range)
        out.begin(.member, .target, pattern.range, symbol: symbol(pattern))
        out.leaf(.name, .object, pattern.range, symbol: out.intern("this"))
        out.end()
        name(pattern, .value)
        out.end()
    }
}
