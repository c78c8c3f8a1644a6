import CodeSyntax

extension JavaLowering {
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        deeper(node, role) { $0.lowerStatement(node, role) }
    }

    private mutating func lowerStatement(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .expression_statement: if let inner = first(node) { expression(inner, role) }
        case .block, .constructor_body, .program: block(node, role)
        case .local_variable_declaration, .field_declaration, .constant_declaration: declarations(node, role)
        case .if_statement: ifStatement(node, role)
        case .while_statement: loop(.while, node, role)
        case .do_statement: loop(.doWhile, node, role)
        case .for_statement: forStatement(node, role)
        case .enhanced_for_statement: enhancedFor(node, role)
        case .switch_expression: switchExpression(node, role)
        case .try_statement, .try_with_resources_statement: tryStatement(node, role)
        case .return_statement: wrap(.return, role, node, child: first(node), .value)
        case .throw_statement: wrap(.throw, role, node, child: first(node), .value)
        case .yield_statement: wrap(.yield, role, node, child: first(node), .value)
        case .break_statement: out.leaf(.break, role, node.range, symbol: label(node))
        case .continue_statement: out.leaf(.continue, role, node.range, symbol: label(node))
        case .labeled_statement: labeled(node, role)
        case .synchronized_statement: synchronized(node, role)
        case .static_initializer: if let body = node.named.first(where: { kind($0) == .block }) { block(body, role) }
        case .assert_statement: assertStatement(node, role)
        case .import_declaration: importDeclaration(node, role)
        case .class_declaration, .interface_declaration, .enum_declaration, .record_declaration,
            .annotation_type_declaration:
            classDeclaration(node, role)
        case .method_declaration, .constructor_declaration, .compact_constructor_declaration,
            .annotation_type_element_declaration:
            method(node, role)
        case .enum_constant: enumConstant(node, role)
        default:
            if node.isNamed || node.isError { expression(node, role) } else { out.leaf(.empty, role, node.range) }
        }
    }

    mutating func block(_ node: ConcreteNode, _ role: Role) {
        inside(.block, role, node) { lowering in
            for child in node.named { lowering.statement(child, .statement) }
        }
    }

    /// A branch or body that may be one statement without braces.
    private mutating func body(_ node: ConcreteNode?, _ role: Role) {
        guard let node else { return }
        if kind(node) == .block { return block(node, role) }
        inside(.block, role, node) { $0.statement(node, .statement) }
    }

    private mutating func label(_ node: ConcreteNode) -> Symbol { first(node).map { symbol($0) } ?? .empty }

    /// Each declarator is a statement of its own; annotations of a field are its decorators.
    mutating func declarations(_ node: ConcreteNode, _ role: Role) {
        let type = node.child(fields.type)
        let modifiers = node.named.first { kind($0) == .modifiers }
        for declarator in node.children where declarator.field == fields.declarator {
            guard let name = declarator.child(fields.name) else { continue }
            let start =
                node.range.lowerBound < declarator.range.lowerBound
                ? node.range.lowerBound : declarator.range.lowerBound
            out.begin(.assign, role, start..<declarator.range.upperBound, flags: .declaration)
            annotations(modifiers)
            self.name(name, .target)
            if let type { self.type(type, .type) }
            if let value = declarator.child(fields.value) { expression(value, .value) }
            out.end()
        }
    }

    private mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.if, role, node) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            lowering.body(node.child(lowering.fields.consequence), .then)
            guard let other = node.child(lowering.fields.alternative) else { return }
            if lowering.kind(other) == .if_statement {
                lowering.statement(other, .else)
            } else {
                lowering.body(other, .else)
            }
        }
    }

    private mutating func loop(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        inside(kind, role, node) { lowering in
            if kind == .doWhile { lowering.body(node.child(lowering.fields.body), .body) }
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            if kind == .while { lowering.body(node.child(lowering.fields.body), .body) }
        }
    }

    private mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.for, role, node) { lowering in
            for child in node.children where child.field == lowering.fields.initial {
                lowering.statement(child, .initializer)
            }
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            for child in node.children where child.field == lowering.fields.update {
                lowering.expression(child, .update)
            }
            lowering.body(node.child(lowering.fields.body), .body)
        }
    }

    private mutating func enhancedFor(_ node: ConcreteNode, _ role: Role) {
        inside(.forEach, role, node, flags: .declaration) { lowering in
            if let name = node.child(lowering.fields.name) { lowering.name(name, .target) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .iterable) }
            lowering.body(node.child(lowering.fields.body), .body)
        }
    }

    mutating func switchExpression(_ node: ConcreteNode, _ role: Role) {
        guard let body = node.child(fields.body) else { return opaque(node, role) }
        let isArrow = body.named.contains { kind($0) == .switch_rule }
        let flags: NodeFlags = isArrow ? .isExpression : .fallsThrough
        inside(.switch, role, node, flags: flags) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .subject) }
            for group in body.named { lowering.switchGroup(group) }
        }
    }

    private mutating func switchGroup(_ node: ConcreteNode) {
        guard kind(node) == .switch_block_statement_group || kind(node) == .switch_rule else {
            return statement(node, .statement)
        }
        let labels = node.named.filter { kind($0) == .switch_label }
        let isDefault = labels.contains { has($0, .default) }
        inside(.case, .statement, node, flags: isDefault ? .isDefault : []) { lowering in
            if !isDefault { for label in labels { lowering.switchLabel(label) } }
            let statements = node.named.filter { lowering.kind($0) != .switch_label }
            let start = statements.first?.range.lowerBound ?? node.range.upperBound
            lowering.out.begin(.block, .body, start..<node.range.upperBound)
            for child in statements {
                if lowering.kind(child) == .block, statements.count == 1 {
                    for inner in child.named { lowering.statement(inner, .statement) }
                } else {
                    lowering.statement(child, .statement)
                }
            }
            lowering.out.end()
        }
    }

    private mutating func switchLabel(_ node: ConcreteNode) {
        for child in node.named {
            switch kind(child) {
            case .guard: if let inner = first(child) { expression(inner, .condition) }
            case .pattern: if let inner = first(child) { pattern(inner, .pattern) }
            default: expression(child, .pattern)
            }
        }
    }

    /// `T t` in a switch binds t.
    private mutating func pattern(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard kind(node) == .type_pattern, parts.count == 2 else { return opaque(node, role) }
        inside(.assign, role, node, flags: .declaration) { lowering in
            lowering.name(parts[1], .target)
            lowering.type(parts[0], .type)
        }
    }

    private mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.try, role, node) { lowering in
            if let resources = node.child(lowering.fields.resources) {
                for resource in resources.named { lowering.resource(resource) }
            }
            if let body = node.child(lowering.fields.body) { lowering.block(body, .body) }
            for child in node.named {
                if lowering.kind(child) == .catch_clause { lowering.catchClause(child) }
                if lowering.kind(child) == .finally_clause, let body = child.named.first(where: { _ in true }) {
                    lowering.block(body, .finally)
                }
            }
        }
    }

    private mutating func resource(_ node: ConcreteNode) {
        guard let name = node.child(fields.name) else {
            if let value = first(node) { expression(value, .resource) }
            return
        }
        inside(.assign, .resource, node, flags: .declaration) { lowering in
            lowering.name(name, .target)
            if let type = node.child(lowering.fields.type) { lowering.type(type, .type) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    private mutating func catchClause(_ node: ConcreteNode) {
        inside(.catch, .statement, node) { lowering in
            for child in node.named where lowering.kind(child) == .catch_formal_parameter {
                for part in child.named where lowering.kind(part) == .catch_type {
                    for type in part.named { lowering.type(type, .type) }
                }
                if let name = child.child(lowering.fields.name) { lowering.name(name, .target) }
            }
            if let body = node.child(lowering.fields.body) { lowering.block(body, .body) }
        }
    }

    private mutating func labeled(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 2 else { return opaque(node, role) }
        inside(.label, role, node, symbol: symbol(parts[0])) { $0.statement(parts[1], .body) }
    }

    private mutating func synchronized(_ node: ConcreteNode, _ role: Role) {
        inside(.block, role, node) { lowering in
            for child in node.named { lowering.statement(child, .statement) }
        }
    }

    private mutating func assertStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.assert, role, node) { lowering in
            for (index, child) in node.named.enumerated() {
                lowering.expression(child, index == 0 ? .condition : .value)
            }
        }
    }
}
