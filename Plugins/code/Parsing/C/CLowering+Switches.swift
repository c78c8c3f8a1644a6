import CodeSyntax

extension CLowering {
    /// Conditional compilation may end a case for the grammar; what follows belongs to that case.
    mutating func switchStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.switch, role, node, flags: .fallsThrough) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .subject) }
            guard let body = node.child(lowering.fields.body) else { return }
            lowering.cases(lowering.items(of: body))
        }
    }

    private mutating func cases(_ items: [ConcreteNode]) {
        var at = 0
        while at < items.count {
            guard kind(items[at]) == .case_statement else {
                statement(items[at], .statement)
                at += 1
                continue
            }
            let next = items[(at + 1)...].firstIndex { kind($0) == .case_statement } ?? items.count
            switchCase(items[at], followedBy: items[(at + 1)..<next])
            at = next
        }
    }

    /// A case outside of a `switch`, or deeper in one, whose statements are where they stand.
    mutating func strayCase(_ node: ConcreteNode, _ role: Role) { switchCase(node, followedBy: [], role) }

    private mutating func switchCase(
        _ node: ConcreteNode, followedBy others: ArraySlice<ConcreteNode>, _ role: Role = .statement
    ) {
        let value = node.child(fields.value)
        let isDefault = node.children.contains { kind($0) == .default }
        let end = others.last?.range.upperBound ?? node.range.upperBound
        var flags: NodeFlags = isDefault ? .isDefault : []
        if node.hasError { flags.insert(.damaged) }
        out.begin(.case, role, node.range.lowerBound..<end, flags: flags)
        if let value { expression(value, .pattern) }
        let statements = node.named.filter { $0.index != value?.index } + others
        out.begin(.block, .body, (statements.first?.range.lowerBound ?? end)..<end)
        for child in statements { statement(child, .statement) }
        out.end()
        self.end(node)
    }
}
