import CodeSyntax

extension GoLowering {
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .expression_statement: if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .block: block(node, role)
        case .statement_list, .source_file: for child in node.named { statement(child, role) }
        case .send_statement, .receive_statement, .inc_statement, .dec_statement, .assignment_statement,
            .short_var_declaration:
            simpleStatement(node, role)
        case .labeled_statement: labeled(node, role)
        case .fallthrough_statement, .empty_statement: out.leaf(.empty, role, node.range)
        case .break_statement: out.leaf(.break, role, node.range, symbol: label(node))
        case .continue_statement: out.leaf(.continue, role, node.range, symbol: label(node))
        case .goto_statement: out.leaf(.goto, role, node.range, symbol: label(node))
        case .return_statement: returnStatement(node, role)
        case .go_statement: deferred(node, role, flags: .isAsync)
        case .defer_statement: deferred(node, role, flags: [])
        case .if_statement: ifStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .expression_switch_statement, .type_switch_statement, .select_statement: switchStatement(node, role)
        case .import_declaration, .import_spec_list, .type_declaration, .var_declaration, .var_spec_list:
            for child in node.named { statement(child, role) }
        case .import_spec: importSpec(node, role)
        case .type_spec, .type_alias: typeDeclaration(node, role)
        case .var_spec, .const_spec: variables(node, role)
        case .const_declaration: constants(node, role)
        case .function_declaration, .method_declaration: function(node, role)
        default: expression(node, role)
        }
    }

    /// What `statement` makes something of without asking `expression`.
    func isStatement(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .expression_statement, .block, .statement_list, .source_file, .send_statement, .receive_statement,
            .inc_statement, .dec_statement, .assignment_statement, .short_var_declaration, .labeled_statement,
            .fallthrough_statement, .empty_statement, .break_statement, .continue_statement, .goto_statement,
            .return_statement, .go_statement, .defer_statement, .if_statement, .for_statement,
            .expression_switch_statement, .type_switch_statement, .select_statement, .import_declaration,
            .import_spec_list, .type_declaration, .var_declaration, .var_spec_list, .import_spec, .type_spec,
            .type_alias, .var_spec, .const_spec, .const_declaration, .function_declaration, .method_declaration:
            true
        default: false
        }
    }

    mutating func block(_ node: ConcreteNode, _ role: Role) {
        inside(.block, role, node) { lowering in
            for child in node.named { lowering.statement(child, .statement) }
        }
    }

    private mutating func label(_ node: ConcreteNode) -> Symbol { first(node).map { symbol($0) } ?? .empty }

    // Simple statements.

    private mutating func simpleStatement(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .send_statement:
            inside(.binary, role, node, op: .channel) { lowering in
                if let channel = node.child(lowering.fields.channel) { lowering.expression(channel, .left) }
                if let value = node.child(lowering.fields.value) { lowering.expression(value, .right) }
            }
        case .inc_statement, .dec_statement:
            let op: Operator = kind(node) == .inc_statement ? .add : .subtract
            inside(.assign, role, node, op: op, flags: .postfix) { lowering in
                if let operand = lowering.first(node) { lowering.expression(operand, .target) }
                lowering.out.leaf(.integer, .value, node.range, symbol: lowering.out.intern("1"))
            }
        default: assignment(node, role)
        }
    }

    /// `=`, `:=`, `+=` and its like, and a received value in a `select`, which may be assigned.
    private mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let right = node.child(fields.right) else { return opaque(node, role) }
        guard let left = node.child(fields.left) else { return expression(right, role) }
        let sign = node.child(fields.operator).map { kind($0) }
        let declares = kind(node) == .short_var_declaration || node.children.contains { kind($0) == .declares }
        inside(.assign, role, node, op: Self.operation(sign), flags: declares ? .declaration : []) { lowering in
            lowering.tuple(lowering.parts(left), left, .target)
            if sign == .andNotEqual {
                lowering.complement(right, .value)
            } else {
                lowering.tuple(lowering.parts(right), right, .value)
            }
        }
    }

    private mutating func labeled(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.label) else { return opaque(node, role) }
        let body = node.named.first { $0.index != name.index }
        inside(.label, role, node, symbol: symbol(name)) { lowering in
            if let body { lowering.statement(body, .body) }
        }
    }

    private mutating func returnStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.return, role, node) { lowering in
            guard let list = lowering.first(node) else {
                for name in lowering.namedResults {
                    lowering.out.leaf(.name, .value, node.range, symbol: lowering.symbol(name))
                }
                return
            }
            for value in lowering.parts(list) { lowering.expression(value, .value) }
        }
    }

    private mutating func deferred(_ node: ConcreteNode, _ role: Role, flags: NodeFlags) {
        inside(.defer, role, node, flags: flags) { lowering in
            if let call = lowering.first(node) { lowering.expression(call, .value) }
        }
    }

    // Branches and loops.

    /// A ladder of `else if` is walked, not descended.
    private mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        var rung: ConcreteNode? = node
        var open: [ConcreteNode] = []
        while let current = rung {
            begin(.if, open.isEmpty ? role : .else, current)
            open.append(current)
            rung = nil
            if let initializer = current.child(fields.initializer) { statement(initializer, .initializer) }
            if let condition = current.child(fields.condition) { expression(condition, .condition) }
            if let then = current.child(fields.consequence) { block(then, .then) }
            guard let other = current.child(fields.alternative), hasRoom(other, .else) else { break }
            if kind(other) == .if_statement { rung = other } else { block(other, .else) }
        }
        for node in open.reversed() { end(node) }
    }

    private mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        let body = node.child(fields.body)
        let head = node.named.first { $0.index != body?.index }
        switch head.map({ kind($0) }) {
        case .for_clause: if let head { countingLoop(node, head, body, role) }
        case .range_clause: if let head { rangeLoop(node, head, body, role) }
        default:
            inside(.while, role, node) { lowering in
                if let head { lowering.expression(head, .condition) }
                if let body { lowering.block(body, .body) }
            }
        }
    }

    private mutating func countingLoop(
        _ node: ConcreteNode, _ head: ConcreteNode, _ body: ConcreteNode?, _ role: Role
    ) {
        inside(.for, role, node) { lowering in
            if let first = head.child(lowering.fields.initializer) { lowering.statement(first, .initializer) }
            if let condition = head.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            if let update = head.child(lowering.fields.update) { lowering.statement(update, .update) }
            if let body { lowering.block(body, .body) }
        }
    }

    private mutating func rangeLoop(
        _ node: ConcreteNode, _ head: ConcreteNode, _ body: ConcreteNode?, _ role: Role
    ) {
        let left = head.child(fields.left)
        var flags: NodeFlags = left == nil ? [] : .keys
        if head.children.contains(where: { kind($0) == .declares }) { flags.insert(.declaration) }
        inside(.forEach, role, node, flags: flags) { lowering in
            if let left { lowering.tuple(lowering.parts(left), left, .target) }
            if let right = head.child(lowering.fields.right) { lowering.expression(right, .iterable) }
            if let body { lowering.block(body, .body) }
        }
    }
}
