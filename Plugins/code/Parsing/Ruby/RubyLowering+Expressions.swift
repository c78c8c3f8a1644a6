import CodeSyntax

extension RubyLowering {
    @inline(never)
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        let node = unwrapped(node)
        switch kind(node) {
        case .identifier, .constant, .instance_variable, .class_variable, .global_variable, .`self`, .line, .file,
            .encoding, .operator, .setter:
            name(node, role)
        case .integer, .float, .rational, .complex, .true, .false, .nil, .simple_symbol, .hash_key_symbol, .character:
            literal(node, role)
        default: if hasRoom(node, role) { nested(node, role) }
        }
    }

    /// What stands around an expression without meaning, taken off. Where something else stands beside it, it stays.
    @inline(never)
    func unwrapped(_ node: ConcreteNode) -> ConcreteNode {
        var node = node
        while isWrapper(kind(node)), let inner = only(node) { node = inner }
        return node
    }

    private func isWrapper(_ kind: RubyKind) -> Bool {
        switch kind {
        case .parenthesized_statements, .parenthesized_pattern, .pattern, .superclass, .exception_variable, .in: true
        default: false
        }
    }

    @inline(never)
    private mutating func nested(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .call, .element_reference, .scope_resolution, .binary: chain(node, role)
        case .string, .chained_string, .delimited_symbol, .bare_string, .bare_symbol, .heredoc_beginning, .subshell,
            .regex:
            text(node, role)
        case .array, .string_array, .symbol_array, .right_assignment_list: list(node, role)
        case .hash: hash(node, role)
        case .pair: pair(node, role)
        case .unary: unary(node, role)
        case .range: range(node, role)
        case .conditional: conditional(node, role)
        case .if, .unless, .if_modifier, .unless_modifier: choice(node, role)
        case .assignment, .operator_assignment: assignment(node, role)
        case .left_assignment_list, .destructured_left_assignment, .rest_assignment: target(node, role)
        case .lambda: lambda(node, role)
        case .block, .do_block: block(node, role)
        case .splat_argument, .hash_splat_argument, .forward_argument, .splat_parameter, .hash_splat_parameter:
            spread(node, role)
        case .block_argument: wrap(.unary, role, node, op: .addressOf, first(node), .operand)
        case .parenthesized_statements, .begin_block, .end_block, .begin: sequence(node, role)
        case .rescue_modifier: rescueModifier(node, role)
        case .match_pattern, .test_pattern: matching(node, role)
        case .super, .yield: keywordCall(node, role)
        case .array_pattern, .find_pattern, .hash_pattern, .keyword_pattern, .alternative_pattern, .as_pattern,
            .variable_reference_pattern, .expression_reference_pattern, .hash_splat_nil:
            pattern(node, role)
        default: other(node, role)
        }
    }

    /// Statements are also found where values are expected, and pieces of what could not be parsed anywhere.
    @inline(never)
    private mutating func other(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case let kind where isStatement(kind): statement(node, role)
        case .string_content, .heredoc_content: out.leaf(.string, role, node.range, symbol: symbol(node))
        case .uninterpreted, .heredoc_end, .escape_sequence: out.leaf(.opaque, role, node.range)
        default: opaque(node, role)
        }
    }

    /// Several statements whose last one is the value. A `begin` that rescues is a `try`.
    @inline(never)
    private mutating func sequence(_ node: ConcreteNode, _ role: Role) {
        if kind(node) == .begin {
            if isProtected(node) { return protected(node, role) }
            if let inner = only(node) { return expression(inner, role) }
        }
        begin(.sequence, role, node)
        parts(of: node)
        end(node)
    }

    /// All but the last are statements.
    private mutating func parts(of node: ConcreteNode) {
        var children = node.named
        var part = children.next()
        while let child = part {
            part = children.next()
            if part == nil { expression(child, .element) } else { statement(child, .element) }
        }
    }

    /// The value of a branch: of its last statement, null when there is none.
    @inline(never)
    mutating func value(of node: ConcreteNode?, _ role: Role, in whole: ConcreteNode) {
        guard let node else {
            let end = whole.range.upperBound
            out.leaf(.null, role, end..<end, symbol: out.intern("null"))
            return
        }
        guard isContainer(kind(node)) else { return expression(node, role) }
        if let inner = only(node) { return expression(inner, role) }
        guard hasRoom(node, role) else { return }
        let isEmpty = first(node) == nil
        begin(isEmpty ? .null : .sequence, role, node, symbol: isEmpty ? out.intern("null") : .empty)
        parts(of: node)
        out.end()
    }

    private func isContainer(_ kind: RubyKind) -> Bool { kind == .then || kind == .else }

    @inline(never)
    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        begin(.conditional, role, node)
        if let condition = node.child(fields.condition) { expression(condition, .condition) }
        if let then = node.child(fields.consequence) { expression(then, .then) }
        if let other = node.child(fields.alternative) { expression(other, .else) }
        end(node)
    }

    @inline(never)
    mutating func spread(_ node: ConcreteNode, _ role: Role) {
        let kind = kind(node)
        let isDouble = kind == .hash_splat_argument || kind == .hash_splat_parameter
        begin(.spread, role, node, flags: isDouble ? .double : [])
        if let inner = first(node) {
            expression(inner, .value)
        } else if kind == .forward_argument {
            out.leaf(.name, .value, node.range, symbol: symbol(node))
        }
        end(node)
    }
}
