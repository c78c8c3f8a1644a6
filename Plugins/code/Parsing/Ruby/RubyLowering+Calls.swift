import CodeSyntax

extension RubyLowering {
    /// A call without a receiver, or a constant of the top level.
    @inline(never)
    mutating func call(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .scope_resolution:
            if let constant = node.child(fields.name) { name(constant, role) } else { opaque(node, role) }
        case .call:
            guard let method = node.child(fields.method) else { return opaque(node, role) }
            if let definition = definition(in: node), hasRoom(node, role) {
                return function(definition, role, decorated: node)
            }
            if isRaise(method) { return raise(node, role) }
            begin(.call, role, node)
            name(method, .callee)
            callParts(node)
            end(node)
        default: opaque(node, role)
        }
    }

    /// What follows the error (its message, where it comes from) are operands.
    private mutating func raise(_ node: ConcreteNode, _ role: Role) {
        begin(.throw, role, node)
        var isFirst = true
        for argument in node.child(fields.arguments)?.named.map({ $0 }) ?? [] {
            expression(argument, isFirst ? .value : .operand)
            isFirst = false
        }
        end(node)
    }

    /// `private def x` is a method with a mark.
    private func definition(in node: ConcreteNode) -> ConcreteNode? {
        guard let list = node.child(fields.arguments), let argument = only(list), node.child(fields.block) == nil
        else { return nil }
        let kind = kind(argument)
        return kind == .method || kind == .singleton_method ? argument : nil
    }

    /// `super`, with the arguments of the method around it, and `yield`, which calls the block.
    @inline(never)
    mutating func keywordCall(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        let isYield = kind(node) == .yield
        let word = isYield ? node.range.lowerBound..<(node.range.lowerBound + 5) : node.range
        out.leaf(.name, .callee, word, symbol: out.intern(isYield ? "yield" : "super"))
        for child in node.named { arguments(child, .argument) }
        end(node)
    }

    /// `alias a b` and `undef a`: calls whose arguments are the names.
    @inline(never)
    mutating func namesCall(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        let word = kind(node) == .alias ? "alias" : "undef"
        let start = node.range.lowerBound
        out.leaf(.name, .callee, start..<(start + word.utf8.count), symbol: out.intern(word))
        for child in node.named {
            switch kind(child) {
            case .simple_symbol, .delimited_symbol, .error: expression(child, .argument)
            default: out.leaf(.string, .argument, child.range, symbol: symbol(child))
            }
        }
        end(node)
    }

    /// Arguments and block.
    @inline(never)
    mutating func callParts(_ node: ConcreteNode) {
        if let arguments = node.child(fields.arguments) { self.arguments(arguments, .argument) }
        if let block = node.child(fields.block) { expression(block, .argument) }
    }

    /// What stands between the parentheses of a call, or the brackets of a list. Pairs whose keys are symbols are named
    /// arguments; other pairs are one dictionary.
    @inline(never)
    mutating func arguments(_ node: ConcreteNode, _ role: Role) {
        var map: NodeID?
        for child in node.named {
            let isPair = isMapPart(child, role)
            if isPair, map == nil {
                map = out.begin(.map, role, child.range, flags: child.hasError ? .damaged : [])
            } else if !isPair, map != nil {
                out.end()
                map = nil
            }
            if let map {
                out.update(map) { $0.end = UInt32(child.range.upperBound) }
                expression(child, .element)
            } else if kind(child) == .pair {
                keywordArgument(child, role)
            } else {
                expression(child, role)
            }
        }
        if map != nil { out.end() }
    }

    private func isMapPart(_ node: ConcreteNode, _ role: Role) -> Bool {
        switch kind(node) {
        case .pair: role != .argument || keyName(node) == nil
        case .hash_splat_argument: role != .argument
        default: false
        }
    }

    /// What the key of a pair is called, when it is a symbol.
    private func keyName(_ pair: ConcreteNode) -> Range<Int>? {
        guard let key = pair.child(fields.key) else { return nil }
        switch kind(key) {
        case .hash_key_symbol: return key.range
        case .simple_symbol: return (key.range.lowerBound + 1)..<key.range.upperBound
        case .string where has(pair, .colon):
            guard let content = only(key), kind(content) == .string_content else { return nil }
            return content.range
        default: return nil
        }
    }

    @inline(never)
    private mutating func keywordArgument(_ node: ConcreteNode, _ role: Role) {
        guard let word = keyName(node) else { return expression(node, role) }
        let symbol = out.intern(UnsafeBufferPointer(rebasing: node.tree.text[word]))
        begin(.keywordArgument, role, node, symbol: symbol)
        if let value = node.child(fields.value) {
            expression(value, .value)
        } else {
            out.leaf(.name, .value, word, symbol: symbol)
        }
        end(node)
    }

    /// `a[1..2]` takes a part, anything else an element.
    @inline(never)
    mutating func keys(_ node: ConcreteNode) {
        let object = node.child(fields.object)?.index
        let block = node.child(fields.block)?.index
        let parts = node.named.filter { $0.index != object && $0.index != block }
        if parts.count == 1, kind(parts[0]) == .range {
            slice(parts[0])
        } else if parts.contains(where: { kind($0) == .pair }) {
            begin(.map, .key, parts[0])
            for part in parts { expression(part, .element) }
            out.end()
        } else {
            for part in parts { expression(part, .key) }
        }
        if let block = node.child(fields.block) { expression(block, .operand) }
    }

    private mutating func slice(_ node: ConcreteNode) {
        begin(.slice, .key, node)
        if let lower = node.child(fields.begin) { expression(lower, .lower) }
        if let upper = node.child(fields.end) { expression(upper, .upper) }
        end(node)
    }
}
