import CodeSyntax

extension RubyLowering {
    /// `decorated` is the call around a method, `private def x`: what is called are its decorators.
    @inline(never)
    mutating func function(_ node: ConcreteNode, _ role: Role, decorated: ConcreteNode? = nil) {
        let name = node.child(fields.name)
        begin(.function, role, decorated ?? node, symbol: methodName(name), flags: flags(node, name))
        if let mark = decorated?.child(fields.method) { self.name(mark, .decorator) }
        if let object = node.child(fields.object), kind(object) != .`self` { expression(object, .receiver) }
        let outer = context
        context = Context()
        if let parameters = node.child(fields.parameters) { self.parameters(parameters) }
        body(node)
        context = outer
        end(node)
    }

    /// Symbols, which a method can be called by, without their colon.
    private mutating func methodName(_ node: ConcreteNode?) -> Symbol {
        guard let node else { return .empty }
        guard kind(node) == .simple_symbol else { return symbol(node) }
        return out.intern(UnsafeBufferPointer(rebasing: node.bytes.dropFirst()))
    }

    private func flags(_ node: ConcreteNode, _ name: ConcreteNode?) -> NodeFlags {
        if kind(node) == .singleton_method || context.isSingleton { return .isStatic }
        guard context.isInClass, let name, name.bytes.elementsEqual("initialize".utf8) else { return [] }
        return .isConstructor
    }

    /// A block, or the expression of `def x = y`.
    private mutating func body(_ node: ConcreteNode) {
        guard let body = node.child(fields.body) else { return block(nil, .body, in: node) }
        if kind(body) == .body_statement { block(body, .body, in: node) } else { expression(body, .body) }
    }

    @inline(never)
    mutating func lambda(_ node: ConcreteNode, _ role: Role) {
        guard let body = node.child(fields.body) else { return opaque(node, role) }
        closure(node, body, node.child(fields.parameters), role)
    }

    /// `{ |x| … }` and `do |x| … end` behind a call.
    @inline(never)
    mutating func block(_ node: ConcreteNode, _ role: Role) {
        closure(node, node, node.child(fields.parameters), role)
    }

    private mutating func closure(
        _ node: ConcreteNode, _ block: ConcreteNode, _ parameters: ConcreteNode?, _ role: Role
    ) {
        begin(.function, role, node)
        let outer = context
        context = Context()
        context.isInBlock = true
        if let parameters { self.parameters(parameters) } else { implicitParameters(block) }
        self.block(block.child(fields.body), .body, in: block)
        context = outer
        end(node)
    }

    // Parameters.

    private mutating func parameters(_ node: ConcreteNode) {
        for child in node.named where child.field != fields.locals {
            switch kind(child) {
            case .identifier, .forward_parameter: parameter(child, child, kind(child) == .identifier ? [] : .variadic)
            case .splat_parameter: parameter(child, child.child(fields.name), .variadic)
            case .hash_splat_parameter: parameter(child, child.child(fields.name), .double)
            case .optional_parameter, .keyword_parameter: parameter(child, child.child(fields.name), [])
            case .block_parameter: parameter(child, child.child(fields.name), [], op: .addressOf)
            case .hash_splat_nil: break
            case .destructured_parameter:
                begin(.parameter, .parameter, child)
                target(child, .target)
                out.end()
            default: opaque(child, .parameter)
            }
        }
    }

    private mutating func parameter(
        _ node: ConcreteNode, _ name: ConcreteNode?, _ flags: NodeFlags, op: Operator = .none
    ) {
        begin(.parameter, .parameter, node, symbol: symbolOrEmpty(name), op: op, flags: flags)
        if let value = node.child(fields.value) { expression(value, .value) }
        end(node)
    }

    /// `it`, `_1` and `_2` are parameters of a block that declares none.
    private mutating func implicitParameters(_ block: ConcreteNode) {
        guard let body = block.child(fields.body) else { return }
        var numbered = 0
        var isIt = false
        for index in body.index..<(body.index + min(body.size, Self.mostSearched)) {
            let node = ConcreteNode(tree: body.tree, index: index)
            guard kind(node) == .identifier, node.range.count == 2, node.field != fields.method else { continue }
            let bytes = node.bytes
            if bytes[0] == UInt8(ascii: "_"), (49...57).contains(bytes[1]) {
                numbered = max(numbered, Int(bytes[1]) - 48)
            } else if bytes.elementsEqual("it".utf8) {
                isIt = true
            }
        }
        let start = block.range.lowerBound..<block.range.lowerBound
        if numbered > 0 {
            for number in 1...numbered { out.leaf(.parameter, .parameter, start, symbol: out.intern("_\(number)")) }
        } else if isIt {
            out.leaf(.parameter, .parameter, start, symbol: out.intern("it"))
        }
    }

    /// Nodes of a block in which its parameters are looked for: blocks inside blocks are searched once for each.
    private static let mostSearched = 400
}
