import CodeSyntax

extension GoLowering {
    // Functions.

    /// A function, method, function literal or method of an interface.
    mutating func function(_ node: ConcreteNode, _ role: Role) {
        let symbol = node.child(fields.name).map { self.symbol($0) } ?? .empty
        let outer = namedResults
        let result = node.child(fields.result)
        inside(.function, role, node, symbol: symbol) { lowering in
            if let receiver = node.child(lowering.fields.receiver) { lowering.parameters(receiver, .receiver) }
            if let parameters = node.child(lowering.fields.parameters) { lowering.parameters(parameters, .parameter) }
            if let result { lowering.results(result) }
            lowering.namedResults = lowering.names(ofResults: result)
            if let body = node.child(lowering.fields.body) { lowering.block(body, .body) }
        }
        namedResults = outer
    }

    private func names(ofResults node: ConcreteNode?) -> [ConcreteNode] {
        guard let node, kind(node) == .parameter_list else { return [] }
        let names = node.named.flatMap { children($0, fields.name) }
        // Each bare `return` repeats them.
        return names.count <= 16 ? names : []
    }

    private mutating func results(_ node: ConcreteNode) {
        guard kind(node) == .parameter_list else { return type(node, .returns) }
        for child in node.named {
            guard let type = child.child(fields.type) else {
                opaque(child, .returns)
                continue
            }
            // One for each name.
            for index in 0..<max(1, children(child, fields.name).count) {
                repeated(type, .returns, isFirst: index == 0)
            }
        }
    }

    private mutating func parameters(_ node: ConcreteNode, _ role: Role) {
        for child in node.named {
            switch kind(child) {
            case .parameter_declaration, .variadic_parameter_declaration: parameter(child, role)
            default: opaque(child, role)
            }
        }
    }

    /// Several names can share a type.
    private mutating func parameter(_ node: ConcreteNode, _ role: Role) {
        let flags: NodeFlags = kind(node) == .variadic_parameter_declaration ? .variadic : []
        let names = children(node, fields.name)
        guard names.count > 1 else {
            let symbol = names.first.map { self.symbol($0) } ?? .empty
            return inside(.parameter, role, node, symbol: symbol, flags: flags) { lowering in
                if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            }
        }
        let type = node.child(fields.type)
        for (index, name) in names.enumerated() {
            out.begin(.parameter, role, name.range.lowerBound..<node.range.upperBound, symbol: symbol(name))
            if let type { repeated(type, .type, isFirst: index == 0) }
            out.end()
        }
    }

    /// The type of several names. A long one is not repeated with all its arguments, or the tree would grow with the
    /// square of the text.
    mutating func repeated(_ node: ConcreteNode, _ role: Role, isFirst: Bool) {
        guard isFirst || node.size < 64 && node.range.count < 512 else {
            out.leaf(.type, role, node.range)
            return
        }
        type(node, role)
    }

    // Types.

    mutating func typeDeclaration(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name), let type = node.child(fields.type) else { return opaque(node, role) }
        inside(.class, role, node, symbol: symbol(name)) { lowering in
            switch lowering.kind(type) {
            case .struct_type: lowering.structBody(type)
            case .interface_type: lowering.interfaceBody(type)
            default: lowering.type(type, .base)
            }
        }
    }

    private mutating func structBody(_ node: ConcreteNode) {
        let fields = node.named.flatMap { Array($0.named) }
        for field in fields where kind(field) == .field_declaration && field.child(self.fields.name) == nil {
            if let type = field.child(self.fields.type) { self.type(type, .base) }
        }
        inside(.block, .body, node) { lowering in
            for field in fields {
                if lowering.kind(field) == .field_declaration {
                    lowering.field(field)
                } else {
                    lowering.statement(field, .statement)
                }
            }
        }
    }

    private mutating func field(_ node: ConcreteNode) {
        let type = node.child(fields.type)
        let names = children(node, fields.name)
        for (index, name) in names.enumerated() {
            let start = index == 0 ? node.range.lowerBound : name.range.lowerBound
            let flags: NodeFlags = node.hasError ? [.declaration, .damaged] : .declaration
            out.begin(.assign, .statement, start..<node.range.upperBound, flags: flags)
            if index == 0, let tag = node.child(fields.tag) { expression(tag, .decorator) }
            self.name(name, .target)
            if let type { repeated(type, .type, isFirst: index == 0) }
            if index == names.count - 1 { end(node) } else { out.end() }
        }
    }

    private mutating func interfaceBody(_ node: ConcreteNode) {
        for child in node.named where kind(child) == .type_elem {
            for base in child.named { type(base, .base) }
        }
        inside(.block, .body, node) { lowering in
            for child in node.named {
                switch lowering.kind(child) {
                case .method_elem: lowering.function(child, .statement)
                case .type_elem: break
                default: lowering.opaque(child, .statement)
                }
            }
        }
    }
}
