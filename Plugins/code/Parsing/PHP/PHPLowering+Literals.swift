import CodeSyntax

extension PHPLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .integer: out.leaf(.integer, role, node.range, symbol: intern(TextEscapes.number(node.bytes)))
        case .float: out.leaf(.float, role, node.range, symbol: symbol(node))
        case .boolean: out.leaf(.boolean, role, node.range, symbol: lowercased(node))
        default: out.leaf(.null, role, node.range, symbol: lowercased(node))
        }
    }

    // Arrays.

    /// With a key it is a map, otherwise a list.
    mutating func array(_ node: ConcreteNode, _ role: Role) {
        let isMap = node.named.contains { child in child.children.contains { kind($0) == .arrow } }
        inside(isMap ? .map : .list, role, node) { lowering in
            for child in node.named { lowering.element(child, .element) }
        }
    }

    /// One value, or a key and a value.
    mutating func element(_ node: ConcreteNode, _ role: Role) {
        guard kind(node) == .array_element_initializer else { return argument(node, role) }
        let parts = Array(node.named)
        guard parts.count > 1 else { return parts.first.map { argument($0, role) } ?? opaque(node, role) }
        inside(.entry, role, node) { lowering in
            lowering.expression(parts[0], .key)
            lowering.expression(parts[1], .value)
        }
    }

    /// `list($a, , $b)`, `['k' => $v]` as a target. What is left out has a place too.
    mutating func pattern(_ node: ConcreteNode, _ role: Role) {
        let isMap = node.children.contains { kind($0) == .arrow }
        inside(isMap ? .map : .list, role, node) { lowering in
            var parts: [ConcreteNode] = []
            for child in node.children {
                if lowering.kind(child) == .comma {
                    lowering.patternElement(parts, at: child.range.lowerBound)
                    parts = []
                } else if child.isNamed, !child.isExtra {
                    parts.append(child)
                }
            }
            if !parts.isEmpty { lowering.patternElement(parts, at: node.range.upperBound) }
        }
    }

    private mutating func patternElement(_ parts: [ConcreteNode], at end: Int) {
        switch parts.count {
        case 0: out.leaf(.empty, .element, end..<end)
        case 1: expression(parts[0], .element)
        default:
            out.begin(.entry, .element, parts[0].range.lowerBound..<parts[1].range.upperBound)
            expression(parts[0], .key)
            expression(parts[1], .value)
            out.end()
        }
    }

    /// `$k => $v` of a loop.
    mutating func foreachPair(_ node: ConcreteNode, _ role: Role) {
        inside(.tuple, role, node) { lowering in
            for child in node.named { lowering.expression(child, .element) }
        }
    }
}
