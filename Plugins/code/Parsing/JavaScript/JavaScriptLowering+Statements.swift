import CodeSyntax

extension JavaScriptLowering {
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .expression_statement: if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .statement_block, .class_body, .interface_body, .program: block(node, role)
        case .variable_declaration, .lexical_declaration, .using_declaration: declarations(node, role)
        case .variable_declarator: declarator(node, role)
        case .function_declaration, .generator_function_declaration, .function_signature: function(node, role)
        case .class_declaration, .abstract_class_declaration: classDeclaration(node, role)
        case .interface_declaration, .enum_declaration, .type_alias_declaration, .module, .internal_module:
            typeDeclaration(node, role)
        case .ambient_declaration: ambient(node, role)
        case .import_statement: importStatement(node, role)
        case .import_alias: importAlias(node, role)
        case .export_statement: exportStatement(node, role)
        case .if_statement: ifStatement(node, role)
        case .while_statement, .do_statement: whileStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .for_in_statement: forIn(node, role)
        case .switch_statement: switchStatement(node, role)
        case .try_statement: tryStatement(node, role)
        case .throw_statement: wrap(.throw, role, node, first(node), .value)
        case .return_statement: wrap(.return, role, node, first(node), .value)
        case .break_statement: out.leaf(.break, role, node.range, symbol: label(node))
        case .continue_statement: out.leaf(.continue, role, node.range, symbol: label(node))
        case .labeled_statement: labeled(node, role)
        case .with_statement: withStatement(node, role)
        case .empty_statement: out.leaf(.empty, role, node.range)
        case .debugger_statement: out.leaf(.name, role, node.range, symbol: out.intern("debugger"))
        case .hash_bang_line: break
        case .method_definition, .method_signature, .abstract_method_signature, .call_signature, .construct_signature,
            .field_definition, .public_field_definition, .property_signature, .class_static_block, .enum_assignment,
            .index_signature:
            member(of: node, role, decorators: [])
        case .error: opaque(node, role)
        default: expression(node, role)
        }
    }

    /// A block also of a single statement.
    mutating func block(_ node: ConcreteNode?, _ role: Role) {
        guard let node else { return }
        inside(.block, role, node) { lowering in
            guard lowering.kind(node).isBlock else { return lowering.statement(node, .statement) }
            for child in node.named { lowering.statement(child, .statement) }
        }
    }

    private mutating func label(_ node: ConcreteNode) -> Symbol {
        node.child(fields.label).map { symbol($0) } ?? .empty
    }

    // Variables.

    mutating func declarations(_ node: ConcreteNode, _ role: Role) {
        for child in node.named { statement(child, role) }
    }

    mutating func declarator(_ node: ConcreteNode, _ role: Role) {
        let name = node.child(fields.name)
        let value = node.child(fields.value)
        inside(.assign, role, node, flags: .declaration) { lowering in
            if let name { lowering.expression(name, .target) }
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value { lowering.expression(value, .value) }
        }
        if let name, let value { addRequired(name, value) }
    }

    // Branches.

    /// A ladder of `else if` is walked, not descended.
    private mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        var rung = node
        var role = role
        var open = 0
        while true {
            out.begin(.if, role, rung.range, flags: rung.hasError ? .damaged : [])
            open += 1
            if let condition = rung.child(fields.condition) { expression(condition, .condition) }
            block(rung.child(fields.consequence), .then)
            guard let alternative = rung.child(fields.alternative), let other = first(alternative) else { break }
            guard kind(other) == .if_statement else {
                block(other, .else)
                break
            }
            guard hasRoom(other, .else) else { break }
            rung = other
            role = .else
        }
        for _ in 0..<open { out.end() }
    }

    private mutating func switchStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.switch, role, node, flags: .fallsThrough) { lowering in
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .subject) }
            guard let body = node.child(lowering.fields.body) else { return }
            for child in body.named { lowering.switchCase(child) }
        }
    }

    private mutating func switchCase(_ node: ConcreteNode) {
        let kind = kind(node)
        guard kind == .switch_case || kind == .switch_default else { return statement(node, .statement) }
        inside(.case, .statement, node, flags: kind == .switch_default ? .isDefault : []) { lowering in
            let value = node.child(lowering.fields.value)
            if let value { lowering.expression(value, .pattern) }
            let body = node.named.filter { $0.index != value?.index }
            let end = node.range.upperBound
            lowering.out.begin(.block, .body, (body.first?.range.lowerBound ?? end)..<end)
            for child in body { lowering.statement(child, .statement) }
            lowering.out.end()
        }
    }

    // Loops.

    private mutating func whileStatement(_ node: ConcreteNode, _ role: Role) {
        let isBehind = kind(node) == .do_statement
        inside(isBehind ? .doWhile : .while, role, node) { lowering in
            let condition = node.child(lowering.fields.condition)
            if !isBehind, let condition { lowering.expression(condition, .condition) }
            lowering.block(node.child(lowering.fields.body), .body)
            if isBehind, let condition { lowering.expression(condition, .condition) }
        }
    }

    private mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.for, role, node) { lowering in
            let fields = lowering.fields
            for child in node.named where lowering.kind(child) != .empty_statement || child.field == fields.body {
                switch child.field {
                case fields.initializer: lowering.parts(of: child, .initializer)
                case fields.condition: lowering.expression(child, .condition)
                case fields.increment: lowering.parts(of: child, .update)
                case fields.body: lowering.block(child, .body)
                default: lowering.statement(child, .statement)
                }
            }
        }
    }

    /// What commas separate.
    private mutating func parts(of node: ConcreteNode, _ role: Role) {
        guard kind(node) == .sequence_expression else { return statement(node, role) }
        for child in node.named { expression(child, role) }
    }

    private mutating func forIn(_ node: ConcreteNode, _ role: Role) {
        var flags: NodeFlags = []
        for child in node.children {
            if child.field == fields.keyword { flags.insert(.declaration) }
            switch kind(child) {
            case .await: flags.insert(.isAsync)
            case .in: flags.insert(.keys)
            default: break
            }
        }
        inside(.forEach, role, node, flags: flags) { lowering in
            if let left = node.child(lowering.fields.left) { lowering.expression(left, .target) }
            if let right = node.child(lowering.fields.right) { lowering.expression(right, .iterable) }
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }

    // The rest.

    private mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.try, role, node) { lowering in
            lowering.block(node.child(lowering.fields.body), .body)
            if let handler = node.child(lowering.fields.handler) { lowering.catchClause(handler) }
            if let finalizer = node.child(lowering.fields.finalizer) {
                lowering.block(finalizer.child(lowering.fields.body), .finally)
            }
        }
    }

    private mutating func catchClause(_ node: ConcreteNode) {
        inside(.catch, .statement, node) { lowering in
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let parameter = node.child(lowering.fields.parameter) { lowering.expression(parameter, .target) }
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }

    private mutating func labeled(_ node: ConcreteNode, _ role: Role) {
        inside(.label, role, node, symbol: label(node)) { lowering in
            if let body = node.child(lowering.fields.body) { lowering.statement(body, .body) }
        }
    }

    private mutating func withStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.with, role, node) { lowering in
            if let object = node.child(lowering.fields.object) { lowering.expression(object, .resource) }
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }
}

extension JavaScriptKind {
    /// True for what holds statements, one after the other.
    var isBlock: Bool { self == .statement_block || self == .program || self == .class_body || self == .interface_body }
}
