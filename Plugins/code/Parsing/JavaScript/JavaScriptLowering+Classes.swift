import CodeSyntax

extension JavaScriptLowering {
    mutating func classDeclaration(_ node: ConcreteNode, _ role: Role, decorators: [ConcreteNode] = []) {
        let own = decorators + node.children.filter { kind($0) == .decorator }
        let start = min(own.first?.range.lowerBound ?? node.range.lowerBound, node.range.lowerBound)
        let symbol = node.child(fields.name).map { self.symbol($0) } ?? .empty
        out.begin(
            .class, role, start..<node.range.upperBound, symbol: symbol, flags: node.hasError ? .damaged : [])
        self.decorators(own)
        for child in node.named where kind(child) == .class_heritage { heritage(child) }
        classBody(node.child(fields.body))
        out.end()
    }

    /// What a class extends is an expression, what it implements types.
    private mutating func heritage(_ node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .extends_clause:
                for base in child.named where kind(base) != .type_arguments { expression(base, .base) }
            case .implements_clause, .extends_type_clause: types(of: child, .base)
            default: expression(child, .base)
            }
        }
    }

    private mutating func classBody(_ body: ConcreteNode?) {
        guard let body else { return }
        inside(.block, .body, body) { lowering in
            var decorators: [ConcreteNode] = []
            for child in body.named {
                if lowering.kind(child) == .decorator {
                    decorators.append(child)
                } else {
                    lowering.member(of: child, .statement, decorators: decorators)
                    decorators = []
                }
            }
            lowering.decorators(decorators)
        }
    }

    /// A member of a class or interface.
    mutating func member(of node: ConcreteNode, _ role: Role, decorators: [ConcreteNode]) {
        guard hasRoom(node, role) else { return }
        let own = decorators + node.children.filter { kind($0) == .decorator }
        switch kind(node) {
        case .method_definition, .method_signature, .abstract_method_signature, .call_signature, .construct_signature:
            for parameter in promotedParameters(of: node) { declarePromoted(parameter) }
            function(node, role, decorators: own)
        case .field_definition, .public_field_definition, .property_signature, .enum_assignment:
            field(node, role, decorators: own)
        case .class_static_block: block(node.child(fields.body), role)
        case .index_signature: types(node, role)
        default:
            self.decorators(decorators)
            statement(node, role)
        }
    }

    private mutating func field(_ node: ConcreteNode, _ role: Role, decorators: [ConcreteNode]) {
        guard let name = node.child(fields.name) ?? node.child(fields.property) else { return opaque(node, role) }
        let isStatic = node.children.contains { kind($0) == .static }
        inside(.assign, role, node, flags: isStatic ? [.declaration, .isStatic] : .declaration) { lowering in
            lowering.decorators(decorators)
            lowering.fieldName(name)
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    /// The name of a field as a name, however it is written. A computed one is an element of `this`.
    private mutating func fieldName(_ node: ConcreteNode) {
        let name = declaredName(node)
        guard name == .empty, kind(node) == .computed_property_name else {
            out.leaf(.name, .target, node.range, symbol: name)
            return
        }
        inside(.index, .target, node) { lowering in
            lowering.out.leaf(.name, .object, node.range, symbol: lowering.out.intern("this"))
            lowering.expression(node, .key)
        }
    }

    // What only types have: interfaces, enums, namespaces.

    mutating func typeDeclaration(_ node: ConcreteNode, _ role: Role) {
        let symbol = node.child(fields.name).map { declaredName($0) } ?? .empty
        inside(.class, role, node, symbol: symbol) { lowering in
            switch lowering.kind(node) {
            case .type_alias_declaration: lowering.aliased(node.child(lowering.fields.value))
            case .enum_declaration: lowering.enumBody(node.child(lowering.fields.body))
            case .interface_declaration:
                for child in node.named where lowering.kind(child) == .extends_type_clause {
                    lowering.types(of: child, .base)
                }
                lowering.classBody(node.child(lowering.fields.body))
            default: lowering.block(node.child(lowering.fields.body), .body)
            }
        }
    }

    /// `type A = {…}` is an interface, `type A = B` a class of the kind B.
    private mutating func aliased(_ value: ConcreteNode?) {
        guard let value else { return }
        if kind(value) == .object_type { classBody(value) } else { type(value, .base) }
    }

    private mutating func enumBody(_ body: ConcreteNode?) {
        guard let body else { return }
        inside(.block, .body, body) { lowering in
            for child in body.named {
                if child.field == lowering.fields.name {
                    lowering.out.begin(.assign, .statement, child.range, flags: .declaration)
                    lowering.fieldName(child)
                    lowering.out.end()
                } else {
                    lowering.member(of: child, .statement, decorators: [])
                }
            }
        }
    }

    /// `declare …`: the declaration.
    mutating func ambient(_ node: ConcreteNode, _ role: Role) {
        let children = Array(node.named)
        guard children.count == 1 else { return opaque(node, role) }
        statement(children[0], role)
    }
}
