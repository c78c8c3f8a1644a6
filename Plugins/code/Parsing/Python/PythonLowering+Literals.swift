import CodeSyntax

extension PythonLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .integer: out.leaf(.integer, role, node.range, symbol: number(node))
        case .float: out.leaf(.float, role, node.range, symbol: number(node))
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .none: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        default: out.leaf(.ellipsis, role, node.range)
        }
    }

    private mutating func number(_ node: ConcreteNode) -> Symbol {
        let digits = TextEscapes.number(node.bytes)
        return digits.withUnsafeBufferPointer { out.intern($0) }
    }

    /// A literal, or several beside each other, which are one.
    mutating func text(_ node: ConcreteNode, _ role: Role) {
        let literals = kind(node) == .string ? [node] : node.named.filter { kind($0) == .string }
        let hasParts = literals.contains { $0.named.contains { kind($0) == .interpolation } }
        guard hasParts else {
            var value: [UInt8] = []
            for literal in literals { value += content(literal) }
            return leaf(value, role, node.range)
        }
        inside(.template, role, node) { lowering in
            for literal in literals { lowering.parts(literal) }
        }
    }

    private mutating func leaf(_ value: [UInt8], _ role: Role, _ range: Range<Int>) {
        let symbol = value.withUnsafeBufferPointer { out.intern($0) }
        out.leaf(.string, role, range, symbol: symbol)
    }

    private func isRaw(_ literal: ConcreteNode) -> Bool {
        guard let start = literal.children.first(where: { kind($0) == .string_start }) else { return false }
        return start.bytes.contains { $0 == UInt8(ascii: "r") || $0 == UInt8(ascii: "R") }
    }

    private func content(_ literal: ConcreteNode) -> [UInt8] {
        let raw = isRaw(literal)
        var value: [UInt8] = []
        for child in literal.children where kind(child) == .string_content {
            value += raw ? Array(child.bytes) : TextEscapes.decode(child.bytes, keepsUnknown: true)
        }
        return value
    }

    private mutating func parts(_ literal: ConcreteNode) {
        let raw = isRaw(literal)
        for child in literal.children {
            switch kind(child) {
            case .string_content:
                leaf(raw ? Array(child.bytes) : TextEscapes.decode(child.bytes, keepsUnknown: true), .part, child.range)
            case .interpolation:
                let inner = child.child(fields.expression) ?? first(child)
                if let inner { expression(inner, .part) }
            default: break
            }
        }
    }

    /// A type in an annotation: its name and its arguments.
    mutating func type(_ node: ConcreteNode, _ role: Role) {
        deeper(node, role) { $0.lowerType(node, role) }
    }

    private mutating func lowerType(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .type: if let inner = first(node) { type(inner, role) }
        case .identifier, .attribute, .none, .string: out.leaf(.type, role, node.range, symbol: typeName(node))
        case .subscripted:
            inside(.type, role, node, symbol: node.child(fields.value).map { symbol($0) } ?? .empty) { lowering in
                for child in node.children where child.field == lowering.fields.subscripted {
                    lowering.type(child, .argument)
                }
            }
        case .generic_type:
            let parts = Array(node.named)
            inside(.type, role, node, symbol: parts.first.map { symbol($0) } ?? .empty) { lowering in
                for argument in parts.dropFirst() {
                    for inner in argument.named { lowering.type(inner, .argument) }
                }
            }
        case .binary_operator, .union_type:
            inside(.type, role, node, symbol: out.intern("Union")) { lowering in
                for child in node.named { lowering.type(child, .argument) }
            }
        default: out.leaf(.type, role, node.range, symbol: symbol(node))
        }
    }

    private mutating func typeName(_ node: ConcreteNode) -> Symbol {
        guard kind(node) == .string else { return symbol(node) }
        return content(node).withUnsafeBufferPointer { out.intern($0) }
    }
}
