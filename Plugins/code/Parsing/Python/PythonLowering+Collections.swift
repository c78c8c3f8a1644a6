import CodeSyntax

extension PythonLowering {
    @inline(never)
    mutating func collection(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        begin(kind, role, node)
        for child in node.named { expression(child, .element) }
        out.end()
    }

    @inline(never)
    mutating func pair(_ node: ConcreteNode, _ role: Role) {
        begin(.entry, role, node)
        if let key = node.child(fields.key) { expression(key, .key) }
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    @inline(never)
    mutating func slice(_ node: ConcreteNode, _ role: Role) {
        begin(.slice, role, node)
        var part = Role.lower
        for child in node.children where !child.isExtra {
            if child.isNamed {
                expression(child, part)
            } else if kind(child) == .colon {
                part = part == .lower ? .upper : .step
            }
        }
        out.end()
    }

    @inline(never)
    mutating func comprehension(_ node: ConcreteNode, _ role: Role) {
        begin(.comprehension, role, node)
        var clause: NodeID?
        for child in node.named {
            switch kind(child) {
            case .for_in_clause:
                if clause != nil { out.end() }
                clause = self.clause(child)
            case .if_clause:
                if let condition = first(child) { expression(condition, .condition) }
                if let clause { out.update(clause) { $0.end = UInt32(child.range.upperBound) } }
            case .error: opaque(child, .operand)
            default: expression(child, .element)
            }
        }
        if clause != nil { out.end() }
        out.end()
    }

    /// Begins a clause; its conditions follow.
    private mutating func clause(_ node: ConcreteNode) -> NodeID {
        let clause = begin(.comprehensionClause, .operand, node, flags: has(node, .async) ? .isAsync : [])
        if let left = node.child(fields.left) { expression(left, .target) }
        clauseSources(node)
        return clause
    }

    /// Python 2 has `for x in a, b`.
    private mutating func clauseSources(_ node: ConcreteNode) {
        let sources = node.children.filter { $0.field == fields.right && $0.isNamed }
        guard sources.count > 1, let last = sources.last else {
            if let source = sources.first { expression(source, .iterable) }
            return
        }
        out.begin(.tuple, .iterable, sources[0].range.lowerBound..<last.range.upperBound)
        for source in sources { expression(source, .element) }
        out.end()
    }
}
