import CodeSyntax

/// Conditions and loops.
extension RubyLowering {
    /// `elsif` is an `if` in the `else`. Of a ladder that is longer than there is room for, the rest is kept as parts
    /// of one node.
    @inline(never)
    mutating func branches(_ node: ConcreteNode, _ role: Role) {
        let most = room
        var opened = 1
        begin(.if, role, node)
        condition(node, .condition)
        block(node.child(fields.consequence), .then, in: node)
        var last = node
        while let other = last.child(fields.alternative) {
            guard kind(other) == .elsif else {
                block(other, opened > most ? .operand : .else, in: other)
                break
            }
            if opened <= most {
                begin(opened < most ? .if : .opaque, .else, other)
                if opened == most { out.cut(other.range) }
                opened += 1
            }
            condition(other, opened > most ? .operand : .condition)
            block(other.child(fields.consequence), opened > most ? .operand : .then, in: other)
            last = other
        }
        for _ in 1..<opened { out.end() }
        end(node)
    }

    /// `unless` and `until` ask for the opposite.
    @inline(never)
    private mutating func condition(_ node: ConcreteNode, _ role: Role) {
        guard let condition = node.child(fields.condition) else { return }
        switch kind(node) {
        case .unless, .unless_modifier, .until, .until_modifier, .unless_guard:
            begin(.unary, role, condition, op: .not)
            expression(condition, .operand)
            out.end()
        default: expression(condition, role)
        }
    }

    /// `a if b`.
    @inline(never)
    mutating func modified(_ node: ConcreteNode, _ role: Role) {
        begin(.if, role, node)
        condition(node, .condition)
        if let body = node.child(fields.body) { single(body, .then) }
        end(node)
    }

    /// A block of one statement.
    private mutating func single(_ node: ConcreteNode, _ role: Role) {
        begin(.block, role, node)
        statement(node, .statement)
        out.end()
    }

    /// A condition whose value is used.
    @inline(never)
    mutating func choice(_ node: ConcreteNode, _ role: Role) {
        let most = room
        var opened = 1
        begin(.conditional, role, node)
        condition(node, .condition)
        value(of: node.child(fields.consequence) ?? node.child(fields.body), .then, in: node)
        var last = node
        while let other = last.child(fields.alternative) {
            guard kind(other) == .elsif else {
                value(of: other, opened > most ? .operand : .else, in: other)
                break
            }
            if opened <= most {
                begin(opened < most ? .conditional : .opaque, .else, other)
                if opened == most { out.cut(other.range) }
                opened += 1
            }
            condition(other, opened > most ? .operand : .condition)
            value(of: other.child(fields.consequence), opened > most ? .operand : .then, in: other)
            last = other
        }
        for _ in 1..<opened { out.end() }
        end(node)
    }

    // Loops.

    @inline(never)
    mutating func loop(_ node: ConcreteNode, _ role: Role) {
        begin(.while, role, node)
        condition(node, .condition)
        loopBody(node)
        end(node)
    }

    private mutating func loopBody(_ node: ConcreteNode) {
        let wasInBlock = context.isInBlock
        context.isInBlock = false
        block(node.child(fields.body), .body, in: node)
        context.isInBlock = wasInBlock
    }

    /// `begin … end while a` comes to its condition at the end.
    @inline(never)
    mutating func modifiedLoop(_ node: ConcreteNode, _ role: Role) {
        guard let body = node.child(fields.body) else { return opaque(node, role) }
        let isLate = kind(body) == .begin
        begin(isLate ? .doWhile : .while, role, node)
        if !isLate { condition(node, .condition) }
        let wasInBlock = context.isInBlock
        context.isInBlock = false
        if isLate { block(body, .body, in: node) } else { single(body, .body) }
        context.isInBlock = wasInBlock
        if isLate { condition(node, .condition) }
        end(node)
    }

    @inline(never)
    mutating func forLoop(_ node: ConcreteNode, _ role: Role) {
        begin(.forEach, role, node)
        if let pattern = node.child(fields.pattern) { target(pattern, .target) }
        if let value = node.child(fields.value) { expression(value, .iterable) }
        loopBody(node)
        end(node)
    }

    // Cases.

    @inline(never)
    mutating func caseStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.switch, role, node, flags: .isExpression)
        if let subject = node.child(fields.value) { expression(subject, .subject) }
        for child in node.named {
            switch kind(child) {
            case .when, .in_clause: caseClause(child)
            case .else:
                begin(.case, .statement, child, flags: .isDefault)
                block(child, .body, in: child)
                end(child)
            default: break
            }
        }
        end(node)
    }

    private mutating func caseClause(_ node: ConcreteNode) {
        begin(.case, .statement, node)
        for child in node.children where child.field == fields.pattern && child.isNamed { alternatives(child) }
        if let guardClause = node.child(fields.guardClause) { condition(guardClause, .condition) }
        block(node.child(fields.body), .body, in: node)
        end(node)
    }
}
