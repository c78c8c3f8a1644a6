import CodeSyntax

extension PHPLowering {
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .expression_statement: expressionStatement(node, role)
        case .compound_statement, .colon_block, .program, .declaration_list, .enum_declaration_list: block(node, role)
        case .text: if !node.range.isEmpty { out.leaf(.opaque, role, node.range) }
        case .text_interpolation: markup(node, role)
        case .php_tag, .php_end_tag: break
        case .empty_statement: out.leaf(.empty, role, node.range)
        case .if_statement: ifStatement(node, role)
        case .while_statement, .do_statement: whileStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .foreach_statement: foreachStatement(node, role)
        case .switch_statement: switchStatement(node, role)
        case .try_statement: tryStatement(node, role)
        case .return_statement: wrap(.return, role, node, first(node), .value)
        case .break_statement: out.leaf(.break, role, node.range, symbol: first(node).map { symbol($0) } ?? .empty)
        case .continue_statement:
            out.leaf(.continue, role, node.range, symbol: first(node).map { symbol($0) } ?? .empty)
        case .goto_statement: out.leaf(.goto, role, node.range, symbol: first(node).map { symbol($0) } ?? .empty)
        case .named_label_statement:
            out.leaf(.label, role, node.range, symbol: first(node).map { symbol($0) } ?? .empty)
        case .echo_statement:
            call("echo", node, role) { lowering in
                guard let inner = lowering.first(node) else { return }
                for part in lowering.flattened(inner) { lowering.expression(part, .argument) }
            }
        case .exit_statement: call("exit", node, role)
        case .unset_statement: call("unset", node, role)
        case .declare_statement: declareStatement(node, role)
        case .global_declaration:
            inside(.global, role, node) { lowering in
                for child in node.named { lowering.expression(child, .element) }
            }
        case .error: opaque(node, role)
        default: declaration(node, role)
        }
    }

    /// The statements of a list, and the markup between them.
    mutating func statements(of node: ConcreteNode) {
        for child in node.children { listed(child) }
    }

    mutating func listed(_ child: ConcreteNode) {
        if kind(child) == .text_interpolation {
            markup(child, .statement)
        } else if child.isNamed, !child.isExtra || child.isError {
            statement(child, .statement)
        }
    }

    private mutating func markup(_ node: ConcreteNode, _ role: Role) {
        for child in node.named where kind(child) == .text && !child.range.isEmpty {
            out.leaf(.opaque, role, child.range)
        }
    }

    /// A block also of a single statement.
    mutating func block(_ node: ConcreteNode?, _ role: Role) {
        guard let node else { return }
        inside(.block, role, node) { lowering in
            switch lowering.kind(node) {
            case .compound_statement, .colon_block, .program, .declaration_list, .enum_declaration_list:
                lowering.statements(of: node)
            default: lowering.statement(node, .statement)
            }
        }
    }

    /// Behind `<?=` it is printed.
    private mutating func expressionStatement(_ node: ConcreteNode, _ role: Role) {
        guard let inner = first(node) else { return opaque(node, role) }
        guard isPrinted(node) else { return expression(inner, role) }
        call("echo", node, role) { $0.expression(inner, .argument) }
    }

    /// Looks for `<?=` before the statement; whatever ends another statement ends the search.
    private func isPrinted(_ node: ConcreteNode) -> Bool {
        let bytes = node.tree.text
        let limit = max(2, node.range.lowerBound - 4096)
        var at = node.range.lowerBound - 1
        while at >= limit {
            switch bytes[at] {
            case UInt8(ascii: "="):
                if bytes[at - 1] == UInt8(ascii: "?"), bytes[at - 2] == UInt8(ascii: "<") { return true }
            case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ":"): return false
            case UInt8(ascii: ">"): if bytes[at - 1] == UInt8(ascii: "?") { return false }
            case UInt8(ascii: "?"): if bytes[at - 1] == UInt8(ascii: "<") { return false }
            default: break
            }
            at -= 1
        }
        return false
    }

    /// `declare(strict_types=1)`, and the statements it holds for.
    private mutating func declareStatement(_ node: ConcreteNode, _ role: Role) {
        var statements: [ConcreteNode] = []
        call("declare", node, role) { lowering in
            for child in node.named {
                guard lowering.kind(child) == .declare_directive else {
                    statements.append(child)
                    continue
                }
                let name = child.children.first { _ in true }
                let symbol = name.map { lowering.symbol($0) } ?? .empty
                lowering.inside(.keywordArgument, .argument, child, symbol: symbol) { lowering in
                    if let value = lowering.first(child) { lowering.expression(value, .value) }
                }
            }
        }
        for child in statements { statement(child, role) }
    }

    // Branches.

    /// A ladder of `elseif` and `else if` is walked, not descended.
    private mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        var rung: ConcreteNode? = node
        var role = role
        var open = 0
        while let current = rung {
            rung = nil
            begin(current, to: current.range.upperBound, role, &open)
            for child in current.children where child.field == fields.alternative {
                guard hasRoom(child, .else) else { break }
                guard kind(child) == .else_clause else {
                    begin(child, to: current.range.upperBound, .else, &open)
                    continue
                }
                guard let body = child.child(fields.body) else { break }
                if kind(body) == .if_statement { rung = body } else { block(body, .else) }
            }
            role = .else
        }
        for _ in 0..<open { out.end() }
    }

    private mutating func begin(_ node: ConcreteNode, to end: Int, _ role: Role, _ open: inout Int) {
        out.begin(.if, role, node.range.lowerBound..<end, flags: node.hasError ? .damaged : [])
        open += 1
        if let condition = node.child(fields.condition) { expression(condition, .condition) }
        block(node.child(fields.body), .then)
    }

    private mutating func switchStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.switch, role, node, flags: .fallsThrough) { lowering in
            if let value = node.child(lowering.fields.condition) { lowering.expression(value, .subject) }
            guard let body = node.child(lowering.fields.body) else { return }
            for child in body.named { lowering.switchCase(child) }
        }
    }

    private mutating func switchCase(_ node: ConcreteNode) {
        let kind = kind(node)
        guard kind == .case_statement || kind == .default_statement else { return statement(node, .statement) }
        inside(.case, .statement, node, flags: kind == .default_statement ? .isDefault : []) { lowering in
            let value = node.child(lowering.fields.value)
            if let value { lowering.expression(value, .pattern) }
            let start = node.named.first { $0.index != value?.index }?.range.lowerBound ?? node.range.upperBound
            lowering.out.begin(.block, .body, start..<node.range.upperBound)
            for child in node.children where child.index != value?.index { lowering.listed(child) }
            lowering.out.end()
        }
    }

    /// A `match` compares strictly, one arm is taken.
    mutating func match(_ node: ConcreteNode, _ role: Role) {
        inside(.switch, role, node, flags: .isExpression) { lowering in
            if let value = node.child(lowering.fields.condition) { lowering.expression(value, .subject) }
            guard let body = node.child(lowering.fields.body) else { return }
            for arm in body.named { lowering.matchArm(arm) }
        }
    }

    private mutating func matchArm(_ node: ConcreteNode) {
        guard let value = node.child(fields.returned) else { return opaque(node, .statement) }
        let isDefault = kind(node) == .match_default_expression
        inside(.case, .statement, node, flags: isDefault ? .isDefault : []) { lowering in
            if let conditions = node.child(lowering.fields.conditions) {
                for condition in conditions.named { lowering.expression(condition, .pattern) }
            }
            lowering.out.begin(.block, .body, value.range)
            lowering.expression(value, .statement)
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
            var body: [ConcreteNode] = []
            for child in node.children {
                switch child.field {
                case fields.initialize where child.isNamed:
                    for part in lowering.flattened(child) { lowering.expression(part, .initializer) }
                case fields.condition where child.isNamed: lowering.expression(child, .condition)
                case fields.update where child.isNamed:
                    for part in lowering.flattened(child) { lowering.expression(part, .update) }
                case fields.body: body.append(child)
                default: if lowering.kind(child) == .text_interpolation { body.append(child) }
                }
            }
            lowering.loopBody(node, body)
        }
    }

    /// One statement, or those before `endfor`.
    private mutating func loopBody(_ node: ConcreteNode, _ statements: [ConcreteNode]) {
        if statements.count == 1 { return block(statements[0], .body) }
        let end = node.range.upperBound
        out.begin(.block, .body, (statements.first?.range.lowerBound ?? end)..<end)
        for child in statements { listed(child) }
        out.end()
    }

    private mutating func foreachStatement(_ node: ConcreteNode, _ role: Role) {
        let parts = node.named.filter { $0.field != fields.body }
        guard parts.count == 2 else { return opaque(node, role) }
        inside(.forEach, role, node, flags: kind(parts[1]) == .pair ? .keys : []) { lowering in
            lowering.expression(parts[1], .target)
            lowering.expression(parts[0], .iterable)
            lowering.loopBody(node, node.child(lowering.fields.body).map { [$0] } ?? [])
        }
    }

    // The rest.

    private mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.try, role, node) { lowering in
            lowering.block(node.child(lowering.fields.body), .body)
            for child in node.named {
                switch lowering.kind(child) {
                case .catch_clause: lowering.catchClause(child)
                case .finally_clause: lowering.block(child.child(lowering.fields.body), .finally)
                default: break
                }
            }
        }
    }

    private mutating func catchClause(_ node: ConcreteNode) {
        inside(.catch, .statement, node) { lowering in
            if let types = node.child(lowering.fields.type) {
                for type in types.named { lowering.type(type, .type) }
            }
            if let name = node.child(lowering.fields.name) { lowering.variable(name, .target) }
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }
}
