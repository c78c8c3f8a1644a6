import CodeSyntax

/// Conditions, loops, `try` and `with`.
extension PythonLowering {
    /// `elif` is an `if` in the `else`. Of a ladder that is longer than there is room for, the rest is kept as parts of
    /// one node.
    mutating func ifStatement(_ node: ConcreteNode, _ role: Role) {
        let most = room
        var opened = 1
        begin(.if, role, node)
        branch(node, .condition, .then)
        for child in node.named where child.field == fields.alternative {
            guard kind(child) == .elif_clause else {
                block(child.child(fields.body), opened > most ? .operand : .else)
                continue
            }
            if opened <= most {
                let rest = child.range.lowerBound..<node.range.upperBound
                out.begin(opened < most ? .if : .opaque, .else, rest, flags: node.hasError ? .damaged : [])
                if opened == most { out.cut(rest) }
                opened += 1
            }
            if opened > most { branch(child, .operand, .operand) } else { branch(child, .condition, .then) }
        }
        for _ in 1..<opened { out.end() }
        end(node)
    }

    private mutating func branch(_ node: ConcreteNode, _ condition: Role, _ then: Role) {
        if let tested = node.child(fields.condition) { expression(tested, condition) }
        block(node.child(fields.consequence), then)
    }

    mutating func whileStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.while, role, node)
        if let condition = node.child(fields.condition) { expression(condition, .condition) }
        block(node.child(fields.body), .body)
        otherwise(node)
        end(node)
    }

    mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.forEach, role, node, flags: has(node, .async) ? .isAsync : [])
        if let left = node.child(fields.left) { expression(left, .target) }
        if let right = node.child(fields.right) { expression(right, .iterable) }
        block(node.child(fields.body), .body)
        otherwise(node)
        end(node)
    }

    private mutating func otherwise(_ node: ConcreteNode) {
        for child in node.named where kind(child) == .else_clause { block(child.child(fields.body), .else) }
    }

    mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.try, role, node)
        block(node.child(fields.body), .body)
        for child in node.named {
            switch kind(child) {
            case .except_clause, .except_group_clause: handler(child)
            case .else_clause: block(child.child(fields.body), .else)
            case .finally_clause: block(child.named.first { kind($0) == .block }, .finally)
            default: break
            }
        }
        end(node)
    }

    private mutating func handler(_ node: ConcreteNode) {
        begin(.catch, .statement, node)
        let values = node.named.filter { $0.field == fields.value }
        for (index, child) in values.enumerated() {
            if kind(child) == .as_pattern {
                caught(child)
            } else if index == 1, isOldTarget(child, values) {
                expression(child, .target)
            } else {
                caughtTypes(child)
            }
        }
        if let alias = node.child(fields.alias) { expression(alias, .target) }
        block(node.named.first { kind($0) == .block }, .body)
        end(node)
    }

    /// `except Error, e` of Python 2, where Python 3.14 has several types. Classes are called with a capital letter.
    private func isOldTarget(_ node: ConcreteNode, _ values: [ConcreteNode]) -> Bool {
        guard values.count == 2, kind(node) == .identifier, let first = node.bytes.first else { return false }
        return first == UInt8(ascii: "_") || (97...122).contains(first)
    }

    private mutating func caught(_ node: ConcreteNode) {
        for child in node.named {
            if kind(child) == .as_pattern_target { expression(child, .target) } else { caughtTypes(child) }
        }
    }

    private mutating func caughtTypes(_ node: ConcreteNode) {
        let node = unwrapped(node)
        guard kind(node) == .tuple else { return type(node, .type) }
        for child in node.named { type(child, .type) }
    }

    mutating func withStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.with, role, node, flags: has(node, .async) ? .isAsync : [])
        for clause in node.named where kind(clause) == .with_clause {
            for item in clause.named { resource(item) }
        }
        block(node.child(fields.body), .body)
        end(node)
    }

    /// `with (a as b, c as d):` looks like a tuple.
    private mutating func resource(_ item: ConcreteNode) {
        guard let value = item.child(fields.value) else { return expression(item, .resource) }
        guard kind(value) == .tuple, value.named.contains(where: { kind($0) == .as_pattern }) else {
            return expression(value, .resource)
        }
        for child in value.named { expression(child, .resource) }
    }
}
