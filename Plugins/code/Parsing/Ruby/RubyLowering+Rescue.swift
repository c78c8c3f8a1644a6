import CodeSyntax

/// `begin`, `rescue` and `ensure`, which methods, classes and blocks have too.
extension RubyLowering {
    func isProtected(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .begin, .body_statement, .do, .block_body: break
        default: return false
        }
        return node.children.contains { isHandler(kind($0)) && $0.isNamed }
    }

    private func isHandler(_ kind: RubyKind) -> Bool { kind == .rescue || kind == .ensure || kind == .else }

    @inline(never)
    mutating func protected(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        begin(.try, role, node)
        let body = begin(.block, .body, node)
        var isBody = true
        for child in node.named {
            if isBody, isHandler(kind(child)) {
                isBody = false
                out.update(body) { $0.end = UInt32(child.range.lowerBound) }
                out.end()
            }
            if isBody { statement(child, .statement) } else { handler(child) }
        }
        if isBody { out.end() }
        end(node)
    }

    private mutating func handler(_ node: ConcreteNode) {
        switch kind(node) {
        case .rescue: rescue(node)
        case .else: block(node, .else, in: node)
        case .ensure: block(node, .finally, in: node)
        default: statement(node, .operand)
        }
    }

    private mutating func rescue(_ node: ConcreteNode) {
        begin(.catch, .statement, node)
        if let exceptions = node.child(fields.exceptions) {
            for exception in exceptions.named { type(exception, .type) }
        }
        if let variable = node.child(fields.variable) { target(unwrapped(variable), .target) }
        block(node.child(fields.body), .body, in: node)
        end(node)
    }

    /// A class that is asked for; it may be calculated.
    private mutating func type(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .constant, .scope_resolution: out.leaf(.type, role, node.range, symbol: symbol(node))
        default:
            begin(.type, role, node)
            expression(node, .argument)
            out.end()
        }
    }

    /// `a rescue b` as a statement.
    @inline(never)
    mutating func rescued(_ node: ConcreteNode, _ role: Role) {
        guard let body = node.child(fields.body), let handler = node.child(fields.handler) else {
            return opaque(node, role)
        }
        begin(.try, role, node)
        begin(.block, .body, body)
        statement(body, .statement)
        out.end()
        out.begin(.catch, .statement, body.range.upperBound..<node.range.upperBound)
        begin(.block, .body, handler)
        statement(handler, .statement)
        out.end()
        out.end()
        end(node)
    }

    /// `a rescue b` as a value is one of the two.
    @inline(never)
    mutating func rescueModifier(_ node: ConcreteNode, _ role: Role) {
        begin(.binary, role, node, op: .coalesce)
        if let body = node.child(fields.body) { expression(body, .left) }
        if let handler = node.child(fields.handler) { expression(handler, .right) }
        end(node)
    }
}
