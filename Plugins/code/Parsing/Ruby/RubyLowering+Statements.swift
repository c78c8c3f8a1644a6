import CodeSyntax

extension RubyLowering {
    @inline(never)
    mutating func statements(_ node: ConcreteNode) {
        for child in node.named { statement(child, .statement) }
    }

    /// A block of the statements in a node; empty when there is none.
    @inline(never)
    mutating func block(_ node: ConcreteNode?, _ role: Role, in whole: ConcreteNode) {
        guard let node else {
            let end = whole.range.upperBound
            out.leaf(.block, role, end..<end)
            return
        }
        guard hasRoom(node, role) else { return }
        begin(.block, role, node)
        if isProtected(node) { protected(node, .statement) } else { statements(node) }
        out.end()
    }

    func isStatement(_ kind: RubyKind) -> Bool {
        switch kind {
        case .if, .unless, .if_modifier, .unless_modifier, .while, .until, .while_modifier, .until_modifier, .for,
            .case, .case_match, .begin, .begin_block, .end_block, .rescue_modifier, .return, .break, .next, .redo,
            .retry, .alias, .undef, .empty_statement, .method, .singleton_method, .class, .module, .singleton_class,
            .then, .else, .elsif, .do, .body_statement, .block_body, .ensure, .rescue, .when, .in_clause, .program:
            true
        default: false
        }
    }

    @inline(never)
    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        let kind = kind(node)
        if kind == .identifier, isRaise(node) {
            out.leaf(.throw, role, node.range)
            return
        }
        guard isStatement(kind) else { return expression(node, role) }
        guard hasRoom(node, role) else { return }
        switch kind {
        case .if, .unless, .elsif: branches(node, role)
        case .if_modifier, .unless_modifier: modified(node, role)
        case .while, .until: loop(node, role)
        case .while_modifier, .until_modifier: modifiedLoop(node, role)
        case .for: forLoop(node, role)
        case .case, .case_match: caseStatement(node, role)
        case .begin, .body_statement: isProtected(node) ? protected(node, role) : block(node, role, in: node)
        case .rescue_modifier: rescued(node, role)
        case .method, .singleton_method: function(node, role)
        case .class, .module: classDefinition(node, role)
        case .singleton_class: singletonClass(node, role)
        case .return, .break, .next, .redo, .retry: jump(node, role)
        case .alias, .undef: namesCall(node, role)
        case .empty_statement: break
        case .begin_block, .end_block, .then, .else, .do, .block_body, .ensure: block(node, role, in: node)
        default: opaque(node, role)
        }
    }

    /// The method that raises, by either of its names.
    func isRaise(_ name: ConcreteNode) -> Bool {
        name.range.count <= 5 && (name.bytes.elementsEqual("raise".utf8) || name.bytes.elementsEqual("fail".utf8))
    }

    /// `next` gives the value of the block it stands in.
    @inline(never)
    private mutating func jump(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .return: leave(.return, node, role)
        case .break: leave(.break, node, role)
        case .next: leave(context.isInBlock ? .return : .continue, node, role)
        case .redo: out.leaf(.goto, role, node.range, symbol: out.intern("redo"))
        default: out.leaf(.goto, role, node.range, symbol: out.intern("retry"))
        }
    }

    /// Several values are a list.
    private mutating func leave(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        begin(kind, role, node)
        if let values = first(node) {
            if let value = only(values), self.kind(value) != .pair, self.kind(value) != .splat_argument {
                expression(value, .value)
            } else {
                begin(.list, .value, values)
                arguments(values, .element)
                out.end()
            }
        }
        end(node)
    }
}
