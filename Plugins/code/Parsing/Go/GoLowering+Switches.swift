import CodeSyntax

extension GoLowering {
    mutating func switchStatement(_ node: ConcreteNode, _ role: Role) {
        let cases = node.named.filter { isCase($0) }
        let fallsThrough = cases.contains { endsFallingThrough($0) }
        inside(.switch, role, node, flags: fallsThrough ? .fallsThrough : []) { lowering in
            if let first = node.child(lowering.fields.initializer) { lowering.statement(first, .initializer) }
            lowering.subject(node)
            for child in cases { lowering.switchCase(child, breaks: fallsThrough) }
        }
    }

    private mutating func subject(_ node: ConcreteNode) {
        guard let value = node.child(fields.value) else { return }
        guard let alias = node.child(fields.alias) else { return expression(value, .subject) }
        out.begin(.assign, .subject, alias.range.lowerBound..<value.range.upperBound, flags: .declaration)
        tuple(parts(alias), alias, .target)
        expression(value, .value)
        out.end()
    }

    private func isCase(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .expression_case, .type_case, .communication_case, .default_case: true
        default: false
        }
    }

    private func statements(_ node: ConcreteNode) -> ConcreteNode? {
        node.named.first { kind($0) == .statement_list }
    }

    private func endsFallingThrough(_ node: ConcreteNode) -> Bool {
        guard let list = statements(node) else { return false }
        var last: ConcreteNode?
        for child in list.named { last = child }
        return last.map { kind($0) == .fallthrough_statement } ?? false
    }

    /// `breaks`: the end of the case leaves the switch, unless it says that it falls through.
    private mutating func switchCase(_ node: ConcreteNode, breaks: Bool) {
        inside(.case, .statement, node, flags: kind(node) == .default_case ? .isDefault : []) { lowering in
            lowering.patterns(node)
            let list = lowering.statements(node)
            let end = node.range.upperBound
            lowering.out.begin(.block, .body, (list?.range.lowerBound ?? end)..<end)
            if let list { for child in list.named { lowering.statement(child, .statement) } }
            if breaks, !lowering.endsFallingThrough(node) { lowering.out.leaf(.break, .statement, end..<end) }
            lowering.out.end()
        }
    }

    private mutating func patterns(_ node: ConcreteNode) {
        switch kind(node) {
        case .expression_case:
            for value in parts(node.child(fields.value)) { expression(value, .pattern) }
        case .communication_case:
            if let statement = node.child(fields.communication) { self.statement(statement, .pattern) }
        case .type_case:
            for type in children(node, fields.type) {
                if type.bytes.elementsEqual("nil".utf8) {
                    out.leaf(.null, .pattern, type.range, symbol: out.intern("null"))
                } else {
                    self.type(type, .pattern)
                }
            }
        default: break
        }
    }
}
