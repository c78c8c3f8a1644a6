import CodeSyntax

extension JavaLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .null_literal: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        case .string_literal, .character_literal: text(node, role)
        case .decimal_floating_point_literal, .hex_floating_point_literal: number(.float, node, role)
        default: number(.integer, node, role)
        }
    }

    private mutating func number(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        var digits = TextEscapes.number(node.bytes)
        if kind == .integer, digits.last == UInt8(ascii: "l") { digits.removeLast() }
        if kind == .float, !digits.starts(with: "0x".utf8), let last = digits.last,
            last == UInt8(ascii: "f") || last == UInt8(ascii: "d")
        {
            digits.removeLast()
        }
        let symbol = digits.withUnsafeBufferPointer { out.intern($0) }
        out.leaf(kind, role, node.range, symbol: symbol)
    }

    /// A character is a text of one.
    private mutating func text(_ node: ConcreteNode, _ role: Role) {
        let bytes = node.bytes
        let isBlock = bytes.count >= 6 && bytes.starts(with: "\"\"\"".utf8)
        let quotes = isBlock ? 3 : 1
        guard bytes.count >= 2 * quotes else { return opaque(node, role) }
        let inner = UnsafeBufferPointer(rebasing: bytes[quotes..<(bytes.count - quotes)])
        let value: [UInt8]
        if isBlock {
            value = Self.stripped(inner).withUnsafeBufferPointer { TextEscapes.decode($0, keepsUnknown: false) }
        } else {
            value = TextEscapes.decode(inner, keepsUnknown: false)
        }
        let symbol = value.withUnsafeBufferPointer { out.intern($0) }
        out.leaf(.string, role, node.range, symbol: symbol)
    }

    /// A text block without the blanks that all its lines begin with (Java Language Specification 3.10.6).
    private static func stripped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var lines = text.split(separator: 10, omittingEmptySubsequences: false).dropFirst()
        let blanks: (Slice<UnsafeBufferPointer<UInt8>>) -> Int = { line in line.prefix { $0 == 32 || $0 == 9 }.count }
        var margin = Int.max
        for (index, line) in lines.enumerated() where index == lines.count - 1 || blanks(line) < line.count {
            margin = min(margin, blanks(line))
        }
        if margin == .max { margin = 0 }
        var value: [UInt8] = []
        var isFirst = true
        while let line = lines.popFirst() {
            if !isFirst { value.append(10) }
            isFirst = false
            var part = line.dropFirst(min(margin, blanks(line)))
            while let last = part.last, last == 32 || last == 9 || last == 13 { part.removeLast() }
            value += part
        }
        return value
    }

    // Types.

    mutating func type(_ node: ConcreteNode, _ role: Role, flags: NodeFlags = []) {
        deeper(node, role) { $0.lowerType(node, role, flags) }
    }

    private mutating func lowerType(_ node: ConcreteNode, _ role: Role, _ flags: NodeFlags) {
        switch kind(node) {
        case .generic_type:
            let parts = Array(node.named)
            inside(.type, role, node, symbol: parts.first.map { symbol($0) } ?? .empty, flags: flags) { lowering in
                for part in parts.dropFirst() where lowering.kind(part) == .type_arguments {
                    for argument in part.named { lowering.type(argument, .argument) }
                }
            }
        case .array_type:
            if let element = node.child(fields.element) {
                type(element, role, flags: .isArray)
            } else {
                opaque(node, role)
            }
        case .annotated_type:
            let bare = node.named.first { kind($0) != .annotation && kind($0) != .marker_annotation }
            if let bare { type(bare, role, flags: flags) } else { opaque(node, role) }
        default: out.leaf(.type, role, node.range, symbol: symbol(node), flags: flags)
        }
    }
}
