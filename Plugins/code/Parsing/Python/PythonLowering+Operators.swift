import CodeSyntax

extension PythonLowering {
    @inline(never)
    mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .minus: .negate
            case .tilde: .bitNot
            default: .plus
            }
        wrap(.unary, role, node, op: op, node.child(fields.argument), .operand)
    }

    @inline(never)
    mutating func comparison(_ node: ConcreteNode, _ role: Role) {
        var parts = node.children.filter { !$0.isExtra && !$0.isError }[...]
        guard parts.count >= 3, parts.count % 2 == 1 else { return opaque(node, role) }
        if parts.count == 3 {
            begin(.binary, role, node, op: kind(parts[parts.startIndex + 1]).operation)
            expression(parts[parts.startIndex], .left)
            expression(parts[parts.startIndex + 2], .right)
            return end(node)
        }
        guard parts.count / 2 <= room else { return longComparison(node, role) }
        let start = node.range.lowerBound
        var role = role
        for last in stride(from: parts.count - 1, to: 2, by: -2) {
            out.begin(.binary, role, start..<parts[last].range.upperBound, op: .and)
            role = .left
        }
        compare(parts.prefix(3), .left, isRepeated: false)
        while parts.count > 3 {
            parts = parts.dropFirst(2)
            compare(parts.prefix(3), .right, isRepeated: true)
            out.end()
        }
    }

    /// One comparison of a chain; the left side of all but the first stands in the tree already.
    private mutating func compare(_ parts: ArraySlice<ConcreteNode>, _ role: Role, isRepeated: Bool) {
        let left = parts[parts.startIndex]
        let right = parts[parts.startIndex + 2]
        let range = left.range.lowerBound..<right.range.upperBound
        out.begin(.binary, role, range, op: kind(parts[parts.startIndex + 1]).operation)
        if isRepeated, left.size > repeatable {
            out.leaf(.opaque, .left, left.range)
        } else {
            if isRepeated { repeatable -= left.size }
            expression(left, .left)
        }
        expression(right, .right)
        out.end()
    }

    private mutating func longComparison(_ node: ConcreteNode, _ role: Role) {
        out.cut(node.range)
        opaque(node, role)
    }

    @inline(never)
    mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let annotation = node.child(fields.type)
        let op = operation(of: node)
        let isField = isInClass && role == .statement && op == .none
        begin(.assign, role, node, op: op, flags: annotation != nil || isField ? .declaration : [])
        expression(left, .target)
        if let annotation { type(annotation, .type) }
        if let right = node.child(fields.right) {
            expression(right, .value)
            noteImport(of: right, as: left)
        }
        end(node)
    }
}
