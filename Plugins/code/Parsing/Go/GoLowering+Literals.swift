import CodeSyntax

extension GoLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        if node.isMissing { return name(node, role) }
        switch kind(node) {
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .nil: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        case .int_literal: out.leaf(.integer, role, node.range, symbol: intern(TextEscapes.number(node.bytes)))
        case .float_literal, .imaginary_literal:
            out.leaf(.float, role, node.range, symbol: intern(TextEscapes.number(node.bytes)))
        case .iota:
            if let iota {
                out.leaf(.integer, role, node.range, symbol: out.intern(String(iota)))
            } else {
                name(node, role)
            }
        default: out.leaf(.string, role, node.range, symbol: textSymbol(node))
        }
    }

    /// What a string or rune stands for.
    mutating func textSymbol(_ node: ConcreteNode) -> Symbol {
        let bytes = node.bytes
        guard bytes.count >= 2 else { return .empty }
        let inner = UnsafeBufferPointer(rebasing: bytes[1..<(bytes.count - 1)])
        if kind(node) == .raw_string_literal {
            // Carriage returns are left out (Go specification, String literals).
            return inner.contains(13) ? intern(inner.filter { $0 != 13 }) : out.intern(inner)
        }
        guard inner.contains(UInt8(ascii: "\\")) else { return out.intern(inner) }
        return intern(ByteEscapes.decode(inner, hexDigits: 2))
    }
}
