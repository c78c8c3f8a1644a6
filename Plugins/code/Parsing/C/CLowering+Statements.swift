import CodeSyntax

extension CLowering {
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .compound_statement: block(node, role)
        case .expression_statement:
            if let inner = first(node) { expression(inner, role) } else { out.leaf(.empty, role, node.range) }
        case .labeled_statement: labeled(node, role)
        case .if_statement: ifStatement(node, role)
        case .switch_statement: switchStatement(node, role)
        case .case_statement: strayCase(node, role)
        case .while_statement, .do_statement: whileStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .return_statement: wrap(.return, role, node, first(node), .value)
        case .break_statement, .seh_leave_statement: out.leaf(.break, role, node.range)
        case .continue_statement: out.leaf(.continue, role, node.range)
        case .goto_statement:
            out.leaf(.goto, role, node.range, symbol: node.child(fields.label).map { symbol($0) } ?? .empty)
        case .seh_try_statement: tryStatement(node, role)
        case .declaration, .field_declaration: declaration(node, role)
        case .type_definition: typeDefinition(node, role)
        case .function_definition: function(node, role)
        case .struct_specifier, .union_specifier, .enum_specifier: classDeclaration(node, role)
        case .preproc_include: include(node, role)
        case .preproc_def: macro(node, role)
        case .preproc_function_def: functionMacro(node, role)
        case .preproc_call: out.leaf(.opaque, role, node.range)
        case .preproc_if, .preproc_ifdef, .preproc_else, .preproc_elif, .preproc_elifdef, .declaration_list,
            .linkage_specification, .attributed_statement, .translation_unit, .field_declaration_list,
            .enumerator_list, .else_clause:
            inside(.block, role, node) { $0.items(of: node, .statement) }
        default: expression(node, role)
        }
    }

    /// What `statement` makes something of without asking `expression`.
    func isStatement(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .compound_statement, .expression_statement, .labeled_statement, .if_statement, .switch_statement,
            .case_statement, .while_statement, .do_statement, .for_statement, .return_statement, .break_statement,
            .seh_leave_statement, .continue_statement, .goto_statement, .seh_try_statement, .declaration,
            .field_declaration, .type_definition, .function_definition, .struct_specifier, .union_specifier,
            .enum_specifier, .preproc_include, .preproc_def, .preproc_function_def, .preproc_call, .preproc_if,
            .preproc_ifdef, .preproc_else, .preproc_elif, .preproc_elifdef, .declaration_list,
            .linkage_specification, .attributed_statement, .translation_unit, .field_declaration_list,
            .enumerator_list, .else_clause:
            true
        default: false
        }
    }

    mutating func block(_ node: ConcreteNode, _ role: Role) {
        inside(.block, role, node) { $0.items(of: node, .statement) }
    }

    /// A branch or body that may be one statement without braces.
    private mutating func body(_ node: ConcreteNode?, _ role: Role) {
        guard let node else { return }
        if kind(node) == .compound_statement { return block(node, role) }
        inside(.block, role, node) { $0.statement(node, .statement) }
    }

    private mutating func labeled(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.label) else { return opaque(node, role) }
        let body = node.named.first { $0.index != name.index }
        inside(.label, role, node, symbol: symbol(name)) { lowering in
            if let body { lowering.statement(body, .body) }
        }
    }

    // Branches.

    /// A ladder of `else if` is walked, not descended.
    private mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        var rung: ConcreteNode? = node
        var open: [ConcreteNode] = []
        while let current = rung {
            begin(.if, open.isEmpty ? role : .else, current)
            open.append(current)
            rung = nil
            if let condition = current.child(fields.condition) { expression(condition, .condition) }
            body(current.child(fields.consequence), .then)
            guard let clause = current.child(fields.alternative), let other = first(clause), hasRoom(other, .else)
            else { break }
            if kind(other) == .if_statement { rung = other } else { body(other, .else) }
        }
        for node in open.reversed() { end(node) }
    }

    // Loops.

    private mutating func whileStatement(_ node: ConcreteNode, _ role: Role) {
        let isBehind = kind(node) == .do_statement
        inside(isBehind ? .doWhile : .while, role, node) { lowering in
            let condition = node.child(lowering.fields.condition)
            if !isBehind, let condition { lowering.expression(condition, .condition) }
            lowering.body(node.child(lowering.fields.body), .body)
            if isBehind, let condition { lowering.expression(condition, .condition) }
        }
    }

    private mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.for, role, node) { lowering in
            let fields = lowering.fields
            if let first = node.child(fields.initializer) {
                for part in lowering.commaParts(first) { lowering.statement(part, .initializer) }
            }
            if let condition = node.child(fields.condition) { lowering.expression(condition, .condition) }
            if let update = node.child(fields.update) {
                for part in lowering.commaParts(update) { lowering.expression(part, .update) }
            }
            lowering.body(node.child(fields.body), .body)
        }
    }

    // Exceptions of Windows.

    private mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.try, role, node) { lowering in
            lowering.body(node.child(lowering.fields.body), .body)
            for child in node.named {
                switch lowering.kind(child) {
                case .seh_except_clause:
                    lowering.inside(.catch, .statement, child) { lowering in
                        lowering.body(child.child(lowering.fields.body), .body)
                        if let filter = child.child(lowering.fields.filter) { lowering.expression(filter, .operand) }
                    }
                case .seh_finally_clause: lowering.body(child.child(lowering.fields.body), .finally)
                default: break
                }
            }
        }
    }
}
