import CodeSyntax

extension CLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        if node.isMissing { return name(node, role) }
        switch kind(node) {
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .null: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        case .number_literal: signedNumber(node, role)
        case .concatenated_string: concatenated(node, role)
        default: out.leaf(.string, role, node.range, symbol: textSymbol(node))
        }
    }

    // Numbers.

    /// The grammar takes the sign into the literal.
    private mutating func signedNumber(_ node: ConcreteNode, _ role: Role) {
        var range = node.range
        let sign = node.bytes.first
        guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") else {
            return number(node.bytes, range, isNegative: false, role)
        }
        range = (range.lowerBound + 1)..<range.upperBound
        let bytes = UnsafeBufferPointer(rebasing: node.tree.text[range])
        number(bytes, range, isNegative: sign == UInt8(ascii: "-"), role)
    }

    mutating func number(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, isNegative: Bool, _ role: Role) {
        if isNegative {
            out.begin(.unary, role, max(0, range.lowerBound - 1)..<range.upperBound, op: .negate)
            number(bytes, range, isNegative: false, .operand)
            return out.end()
        }
        var digits = bytes.filter { $0 != UInt8(ascii: "'") }.map { (65...90).contains($0) ? $0 + 32 : $0 }
        let isHexadecimal = digits.starts(with: "0x".utf8)
        let exponent = UInt8(ascii: isHexadecimal ? "p" : "e")
        let isFloat =
            digits.contains(UInt8(ascii: ".")) || digits.contains(exponent)
            || !isHexadecimal && digits.last == UInt8(ascii: "f")
        let suffix = isFloat && (!isHexadecimal || digits.contains(exponent)) ? "lfdw" : "ulw"
        while digits.count > 1, let last = digits.last, suffix.utf8.contains(last) { digits.removeLast() }
        out.leaf(isFloat ? .float : .integer, role, range, symbol: intern(digits))
    }

    // Texts.

    mutating func textSymbol(_ node: ConcreteNode) -> Symbol {
        let bytes = node.bytes
        guard bytes.count > 1, let quote = bytes.last, let start = bytes.firstIndex(of: quote), start + 1 < bytes.count
        else { return .empty }
        let inner = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(bytes.count - 1)])
        guard inner.contains(UInt8(ascii: "\\")) else { return out.intern(inner) }
        return intern(ByteEscapes.decode(inner, hexDigits: 8))
    }

    /// A literal with its prefix and quotes.
    static func decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard bytes.count > 1, let quote = bytes.last, let start = bytes.firstIndex(of: quote), start + 1 < bytes.count
        else { return [] }
        return ByteEscapes.decode(
            UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(bytes.count - 1)]), hexDigits: 8)
    }

    /// Literals in a row are one; names among them, such as `PRIu64`, make it a template.
    private mutating func concatenated(_ node: ConcreteNode, _ role: Role) {
        var parts: [(node: ConcreteNode, text: [UInt8])] = []
        var hasNames = false
        var isInText = false
        for child in node.named {
            let isText = kind(child) == .string_literal
            hasNames = hasNames || !isText
            if isText, isInText {
                parts[parts.count - 1].text += Self.decoded(child.bytes)
            } else {
                parts.append((child, isText ? Self.decoded(child.bytes) : []))
            }
            isInText = isText
        }
        guard hasNames else {
            out.leaf(.string, role, node.range, symbol: intern(parts.first?.text ?? []))
            return
        }
        inside(.template, role, node) { lowering in
            for part in parts {
                if lowering.kind(part.node) == .string_literal {
                    lowering.out.leaf(.string, .part, part.node.range, symbol: lowering.intern(part.text))
                } else {
                    lowering.expression(part.node, .part)
                }
            }
        }
    }
}
