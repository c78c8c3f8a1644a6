import CodeSyntax

extension PHPLowering {
    /// Without the dollar sign.
    mutating func variable(_ node: ConcreteNode, _ role: Role) {
        out.leaf(.name, role, node.range, symbol: variableSymbol(node))
    }

    mutating func variableSymbol(_ node: ConcreteNode) -> Symbol {
        let bytes = node.bytes
        guard bytes.first == UInt8(ascii: "$") else { return out.intern(bytes) }
        return out.intern(UnsafeBufferPointer(rebasing: bytes.dropFirst()))
    }

    /// `$$name`, `${expression}`.
    mutating func dynamicVariable(_ node: ConcreteNode, _ role: Role) {
        // In texts `${name}` is the variable `name`.
        if let inner = first(node), kind(inner) == .name { return name(inner, role) }
        wrap(.unary, role, node, op: .dereference, first(node), .operand)
    }

    /// `\Vendor\Package\Name`, `namespace\Name`: members of their namespaces.
    mutating func qualified(_ node: ConcreteNode, _ role: Role) {
        var parts = self.parts(of: node)
        if kind(node) == .relative_name { parts.removeFirst() }
        guard let last = parts.last else { return name(node, role) }
        guard parts.count < TreeBuilder.maxDepth - out.depth else {
            out.leaf(.opaque, role, node.range)
            return out.cut(node.range)
        }
        for part in parts.dropFirst().reversed() {
            let range = parts[0].lowerBound..<part.upperBound
            out.begin(.member, part == last ? role : .object, range, symbol: symbol(node, part))
        }
        out.leaf(.name, parts.count == 1 ? role : .object, parts[0], symbol: symbol(node, parts[0]))
        for _ in parts.dropFirst() { out.end() }
    }

    private mutating func symbol(_ node: ConcreteNode, _ range: Range<Int>) -> Symbol {
        out.intern(UnsafeBufferPointer(rebasing: node.tree.text[range]))
    }

    /// Where the names between the backslashes are.
    private func parts(of node: ConcreteNode) -> [Range<Int>] {
        let bytes = node.tree.text
        var parts: [Range<Int>] = []
        var start = node.range.lowerBound
        for at in node.range.lowerBound...node.range.upperBound {
            let isInside = at < node.range.upperBound && bytes[at] != UInt8(ascii: "\\") && bytes[at] > 32
            if isInside { continue }
            if at > start { parts.append(start..<at) }
            start = at + 1
        }
        return parts
    }

    /// A qualified name as types are written in trees: dotted, without a leading backslash.
    mutating func dotted(_ node: ConcreteNode) -> Symbol {
        let backslash = UInt8(ascii: "\\")
        guard node.bytes.contains(backslash) else { return symbol(node) }
        var bytes = node.bytes.drop { $0 == backslash }.map { $0 == backslash ? UInt8(ascii: ".") : $0 }
        if kind(node) == .relative_name { bytes.removeFirst(min(bytes.count, 10)) }
        return intern(bytes)
    }

    // Types.

    mutating func type(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .named_type, .optional_type: if let inner = first(node) { type(inner, role) } else { opaque(node, role) }
        case .name, .qualified_name, .relative_name: out.leaf(.type, role, node.range, symbol: dotted(node))
        case .primitive_type, .bottom_type, .cast_type, .relative_scope:
            out.leaf(.type, role, node.range, symbol: lowercased(node))
        case .union_type, .disjunctive_normal_form_type, .type_list: compound("Union", node, role)
        case .intersection_type: compound("Intersection", node, role)
        default: opaque(node, role)
        }
    }

    mutating func lowercased(_ node: ConcreteNode) -> Symbol {
        intern(node.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
    }

    /// `T|null` is T.
    private mutating func compound(_ name: String, _ node: ConcreteNode, _ role: Role) {
        let members = node.named.filter { !$0.bytes.elementsEqual("null".utf8) }
        if members.count == 1 { return type(members[0], role) }
        inside(.type, role, node, symbol: out.intern(name)) { lowering in
            for child in node.named { lowering.type(child, .argument) }
        }
    }
}
