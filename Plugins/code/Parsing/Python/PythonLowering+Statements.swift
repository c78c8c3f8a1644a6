import CodeSyntax

extension PythonLowering {
    @inline(never)
    mutating func statements(_ node: ConcreteNode, _ role: Role) {
        for child in node.named { statement(child, role) }
    }

    @inline(never)
    mutating func block(_ node: ConcreteNode?, _ role: Role) {
        guard let node, hasRoom(node, role) else { return }
        begin(.block, role, node)
        statements(node, .statement)
        out.end()
    }

    func isStatement(_ kind: PythonKind) -> Bool {
        switch kind {
        case .block, .module, .expression_statement, .if_statement, .while_statement, .for_statement, .try_statement,
            .with_statement, .match_statement, .return_statement, .raise_statement, .break_statement,
            .continue_statement, .pass_statement, .delete_statement, .assert_statement, .global_statement,
            .nonlocal_statement, .import_statement, .import_from_statement, .future_import_statement,
            .function_definition, .class_definition, .decorated_definition, .type_alias_statement:
            true
        default: false
        }
    }

    @inline(never)
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        let kind = kind(node)
        guard isStatement(kind) else { return expression(node, role) }
        guard hasRoom(node, role) else { return }
        switch kind {
        case .block, .module: block(node, role)
        case .if_statement: ifStatement(node, role)
        case .while_statement: whileStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .try_statement: tryStatement(node, role)
        case .with_statement: withStatement(node, role)
        case .match_statement: matchStatement(node, role)
        case .function_definition: function(node, role)
        case .class_definition: classDefinition(node, role)
        case .decorated_definition: decorated(node, role)
        case .import_statement, .import_from_statement, .future_import_statement: importStatement(node, role)
        default: simple(node, role)
        }
    }

    @inline(never)
    private mutating func simple(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .return_statement: wrap(.return, role, node, first(node), .value)
        case .raise_statement: raise(node, role)
        case .break_statement: out.leaf(.break, role, node.range)
        case .continue_statement: out.leaf(.continue, role, node.range)
        case .pass_statement: out.leaf(.empty, role, node.range)
        case .delete_statement: delete(node, role)
        case .assert_statement: assertion(node, role)
        case .global_statement, .nonlocal_statement: collection(.global, node, role)
        case .type_alias_statement: typeAlias(node, role)
        default: opaque(node, role)
        }
    }

    private mutating func raise(_ node: ConcreteNode, _ role: Role) {
        begin(.throw, role, node)
        for child in node.named {
            expression(child, child.field == fields.cause || kind(child) == .error ? .operand : .value)
        }
        out.end()
    }

    private mutating func delete(_ node: ConcreteNode, _ role: Role) {
        begin(.delete, role, node)
        for child in node.named {
            if kind(child) == .expression_list {
                for inner in child.named { expression(inner, .value) }
            } else {
                expression(child, .value)
            }
        }
        out.end()
    }

    private mutating func assertion(_ node: ConcreteNode, _ role: Role) {
        begin(.assert, role, node)
        var part = Role.condition
        for child in node.named {
            expression(child, part)
            part = .value
        }
        out.end()
    }
}
