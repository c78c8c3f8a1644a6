import CodeSyntax

extension PythonLowering {
    @inline(never)
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .identifier: name(node, role)
        case .integer, .float, .true, .false, .none, .ellipsis: literal(node, role)
        case .parenthesized_expression, .tuple_pattern, .case_pattern, .as_pattern_target, .parenthesized_list_splat,
            .type:
            let inner = unwrapped(node)
            if inner.index == node.index { nested(node, role) } else { expression(inner, role) }
        default: nested(node, role)
        }
    }

    /// What stands around an expression without meaning, taken off. Where something else stands beside it, it stays.
    @inline(never)
    func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while isWrapper(node), let inner = only(node) { node = inner }
        return node
    }

    private func isWrapper(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .parenthesized_expression, .as_pattern_target, .parenthesized_list_splat, .type: true
        case .tuple_pattern: !has(node, .comma)
        case .case_pattern: !has(node, .minus)
        default: false
        }
    }

    private func only(_ node: ConcreteNode) -> ConcreteNode? {
        var children = node.named
        guard let inner = children.next(), children.next() == nil else { return nil }
        return inner
    }

    @inline(never)
    private mutating func nested(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .attribute, .call, .subscripted, .binary_operator, .boolean_operator: chain(node, role)
        case .string, .concatenated_string: text(node, role)
        case .keyword_argument: keywordArgument(node, role)
        case .list_splat, .list_splat_pattern: wrap(.spread, role, node, first(node), .value)
        case .dictionary_splat, .dictionary_splat_pattern: double(node, role)
        case .slice: slice(node, role)
        case .unary_operator: unary(node, role)
        case .not_operator: wrap(.unary, role, node, op: .not, node.child(fields.argument), .operand)
        case .comparison_operator: comparison(node, role)
        case .conditional_expression: conditional(node, role)
        case .named_expression: named(node, role)
        case .assignment, .augmented_assignment: assignment(node, role)
        case .await: wrap(.await, role, node, first(node), .value)
        case .yield: yield(node, role)
        case .lambda: lambda(node, role)
        case .list, .list_pattern: collection(.list, node, role)
        case .tuple, .expression_list, .pattern_list, .tuple_expression: collection(.tuple, node, role)
        case .set: collection(.set, node, role)
        case .dictionary: collection(.map, node, role)
        case .pair: pair(node, role)
        case .list_comprehension, .set_comprehension, .dictionary_comprehension, .generator_expression:
            comprehension(node, role)
        case .as_pattern: asPattern(node, role)
        case .case_pattern, .tuple_pattern, .union_pattern, .class_pattern, .keyword_pattern, .dict_pattern,
            .complex_pattern, .splat_pattern:
            pattern(node, role)
        case .dotted_name: dotted(node, role)
        case .print_statement, .exec_statement: oldCall(node, role)
        case .generic_type, .union_type, .member_type, .splat_type, .constrained_type: type(node, role)
        default: other(node, role)
        }
    }

    /// Statements are also found inside what could not be parsed.
    @inline(never)
    private mutating func other(_ node: ConcreteNode, _ role: Role) {
        if isStatement(kind(node)) { statement(node, role) } else { fragment(node, role) }
    }

    /// `a.b.c` in patterns.
    @inline(never)
    private mutating func dotted(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count > 1, parts.count <= room else {
            if parts.count > room { out.cut(node.range) }
            return name(node, role)
        }
        var role = role
        for part in parts.dropFirst().reversed() {
            out.begin(.member, role, node.range.lowerBound..<part.range.upperBound, symbol: symbol(part))
            role = .object
        }
        name(parts[0], .object)
        for _ in parts.dropFirst() { out.end() }
    }

    @inline(never)
    private mutating func keywordArgument(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name) else { return opaque(node, role) }
        begin(.keywordArgument, role, node, symbol: symbol(name))
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    @inline(never)
    private mutating func double(_ node: ConcreteNode, _ role: Role) {
        begin(.spread, role, node, flags: .double)
        if let inner = first(node) { expression(inner, .value) }
        end(node)
    }

    @inline(never)
    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        var children = node.named
        guard let then = children.next(), let condition = children.next(), let other = children.next(),
            !node.children.contains(where: \.isError)
        else { return opaque(node, role) }
        begin(.conditional, role, node)
        expression(condition, .condition)
        expression(then, .then)
        expression(other, .else)
        out.end()
    }

    @inline(never)
    private mutating func named(_ node: ConcreteNode, _ role: Role) {
        begin(.assign, role, node)
        if let name = node.child(fields.name) { expression(name, .target) }
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    @inline(never)
    private mutating func yield(_ node: ConcreteNode, _ role: Role) {
        guard has(node, .from) else { return wrap(.yield, role, node, first(node), .value) }
        begin(.yield, role, node)
        if let inner = first(node) {
            begin(.spread, .value, inner)
            expression(inner, .value)
            out.end()
        }
        end(node)
    }

    /// `e as x` binds x to e.
    @inline(never)
    private mutating func asPattern(_ node: ConcreteNode, _ role: Role) {
        var children = node.named
        guard let value = children.next(), let target = children.next() else { return opaque(node, role) }
        begin(.assign, role, node)
        expression(target, .target)
        expression(value, .value)
        end(node)
    }

    /// `print "x"` and `exec code` of Python 2.
    @inline(never)
    private mutating func oldCall(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        let word = node.children.first { !$0.isNamed }
        if let word { out.leaf(.name, .callee, word.range, symbol: symbol(word)) }
        for child in node.named {
            guard kind(child) == .chevron, let file = first(child) else {
                expression(child, .argument)
                continue
            }
            begin(.keywordArgument, .argument, child, symbol: out.intern("file"))
            expression(file, .value)
            end(child)
        }
        out.end()
    }
}
