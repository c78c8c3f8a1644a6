import CodeSyntax

/// `in` and its patterns, which become the expressions they look like.
extension RubyLowering {
    /// Alternatives are several patterns of one case.
    mutating func alternatives(_ node: ConcreteNode) {
        let inner = unwrapped(node)
        guard kind(inner) == .alternative_pattern else { return expression(inner, .pattern) }
        for alternative in inner.named { expression(alternative, .pattern) }
    }

    @inline(never)
    mutating func pattern(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .array_pattern, .find_pattern, .hash_pattern: structure(node, role)
        case .keyword_pattern: pair(node, role)
        case .alternative_pattern: union(node, role)
        case .as_pattern:
            begin(.assign, role, node)
            if let name = node.child(fields.name) { expression(name, .target) }
            if let value = node.child(fields.value) { expression(value, .value) }
            end(node)
        case .hash_splat_nil:
            begin(.spread, role, node, flags: .double)
            out.leaf(.null, .value, node.range, symbol: out.intern("null"))
            out.end()
        default: wrap(.unary, role, node, op: .dereference, first(node), .operand)
        }
    }

    /// With a class in front it looks like a call.
    private mutating func structure(_ node: ConcreteNode, _ role: Role) {
        guard let type = node.child(fields.class) else {
            begin(kind(node) == .hash_pattern ? .map : .list, role, node)
            for child in node.named { expression(child, .element) }
            return out.end()
        }
        begin(.call, role, node)
        expression(type, .callee)
        for child in node.named where child.index != type.index {
            if kind(child) == .keyword_pattern { keyword(child) } else { expression(child, .argument) }
        }
        out.end()
    }

    private mutating func keyword(_ node: ConcreteNode) {
        guard let key = node.child(fields.key), kind(key) == .hash_key_symbol else {
            return expression(node, .argument)
        }
        begin(.keywordArgument, .argument, node, symbol: symbol(key))
        if let value = node.child(fields.value) { expression(value, .value) } else { name(key, .value) }
        end(node)
    }

    /// Alternatives inside a pattern.
    private mutating func union(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count > 1, parts.count <= room else {
            out.cut(node.range)
            return opaque(node, role)
        }
        var role = role
        for last in parts.dropFirst().reversed() {
            out.begin(.binary, role, node.range.lowerBound..<last.range.upperBound, op: .bitOr)
            role = .left
        }
        expression(parts[0], .left)
        for part in parts.dropFirst() {
            expression(part, .right)
            out.end()
        }
    }

    /// `e => pattern` takes e apart; `e in pattern` asks whether that is possible.
    @inline(never)
    mutating func matching(_ node: ConcreteNode, _ role: Role) {
        let isTest = kind(node) == .test_pattern
        begin(isTest ? .binary : .assign, role, node, op: isTest ? .matches : .none)
        let value = node.child(fields.value)
        let pattern = node.child(fields.pattern)
        if isTest, let value { expression(value, .left) }
        if let pattern { expression(pattern, isTest ? .right : .target) }
        if !isTest, let value { expression(value, .value) }
        end(node)
    }
}
