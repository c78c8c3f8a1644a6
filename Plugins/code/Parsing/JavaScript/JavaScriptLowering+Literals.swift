import CodeSyntax

extension JavaScriptLowering {
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .true, .false: out.leaf(.boolean, role, node.range, symbol: symbol(node))
        case .null: out.leaf(.null, role, node.range, symbol: symbol(node))
        case .regex:
            out.leaf(.regex, role, node.range, symbol: node.child(fields.pattern).map { symbol($0) } ?? .empty)
        default: number(node, role)
        }
    }

    /// BigInts keep their `n`.
    private mutating func number(_ node: ConcreteNode, _ role: Role) {
        let bytes = node.bytes
        let isPrefixed = bytes.count > 1 && bytes[0] == UInt8(ascii: "0") && bytes[1] > UInt8(ascii: "9")
        let isFloat = bytes.contains {
            $0 == UInt8(ascii: ".") || !isPrefixed && ($0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E"))
        }
        if isFloat { return void(out.leaf(.float, role, node.range, symbol: symbol(node))) }
        let isPlain = bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        let digits = isPlain ? symbol(node) : intern(TextEscapes.number(bytes))
        out.leaf(.integer, role, node.range, symbol: digits)
    }

    // Texts.

    mutating func text(_ node: ConcreteNode, _ role: Role) {
        if kind(node) == .template_string { return template(node, role) }
        out.leaf(.string, role, node.range, symbol: textSymbol(node))
    }

    /// The value of a string.
    mutating func textSymbol(_ node: ConcreteNode) -> Symbol {
        guard kind(node) == .string else { return symbol(node) }
        let content = content(of: node)
        // Only in attributes of markup are there references to characters, and backslashes mean nothing there.
        if node.named.contains(where: { kind($0) == .html_character_reference }) {
            return intern(MarkupText.decoded(content))
        }
        return content.contains(UInt8(ascii: "\\")) ? intern(ScriptText.decoded(content)) : out.intern(content)
    }

    /// What stands between the quotation marks, the last of which may be missing.
    private func content(of node: ConcreteNode) -> UnsafeBufferPointer<UInt8> {
        let bytes = node.bytes
        let isClosed = bytes.count > 1 && bytes[bytes.count - 1] == bytes[0]
        return UnsafeBufferPointer(rebasing: bytes.dropFirst().dropLast(isClosed ? 1 : 0))
    }

    /// Without substitutions a template is a string.
    private mutating func template(_ node: ConcreteNode, _ role: Role) {
        let content = content(of: node)
        guard node.named.contains(where: { kind($0) == .template_substitution }) else {
            return void(out.leaf(.string, role, node.range, symbol: templateSymbol(content)))
        }
        inside(.template, role, node) { lowering in
            let end = node.range.lowerBound + 1 + content.count
            var start = node.range.lowerBound + 1
            for part in node.named where lowering.kind(part) == .template_substitution {
                lowering.templateText(start..<part.range.lowerBound, node)
                for inner in part.named { lowering.expression(inner, .part) }
                start = part.range.upperBound
            }
            lowering.templateText(start..<max(start, end), node)
        }
    }

    private mutating func templateText(_ range: Range<Int>, _ node: ConcreteNode) {
        guard !range.isEmpty else { return }
        let symbol = templateSymbol(UnsafeBufferPointer(rebasing: node.tree.text[range]))
        out.leaf(.string, .part, range, symbol: symbol)
    }

    private mutating func templateSymbol(_ bytes: UnsafeBufferPointer<UInt8>) -> Symbol {
        let isPlain = !bytes.contains { $0 == UInt8(ascii: "\\") || $0 == 13 }
        return isPlain ? out.intern(bytes) : intern(ScriptText.decoded(bytes))
    }

    // Arrays and objects, as values and as patterns.

    /// A hole has a place too.
    mutating func array(_ node: ConcreteNode, _ role: Role) {
        inside(.list, role, node) { lowering in
            var isOpen = true
            for child in node.children {
                if child.isNamed {
                    guard !child.isExtra || child.isError else { continue }
                    lowering.expression(child, .element)
                    isOpen = false
                } else if lowering.kind(child) == .comma {
                    if isOpen { lowering.out.leaf(.empty, .element, child.range.lowerBound..<child.range.lowerBound) }
                    isOpen = true
                }
            }
        }
    }

    mutating func object(_ node: ConcreteNode, _ role: Role) {
        inside(.map, role, node) { lowering in
            for child in node.named { lowering.property(child) }
        }
    }

    private mutating func property(_ node: ConcreteNode) {
        switch kind(node) {
        case .shorthand_property_identifier, .shorthand_property_identifier_pattern:
            out.begin(.entry, .element, node.range)
            out.leaf(.string, .key, node.range, symbol: symbol(node))
            out.leaf(.name, .value, node.range, symbol: symbol(node))
            out.end()
        case .pair, .pair_pattern, .object_assignment_pattern, .method_definition: entry(node, .element)
        default: expression(node, .element)
        }
    }

    mutating func entry(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        switch kind(node) {
        case .method_definition:
            inside(.entry, role, node) { lowering in
                if let name = node.child(lowering.fields.name) { lowering.key(name, .key) }
                lowering.function(node, .value, isNamed: false)
            }
        case .object_assignment_pattern: defaultEntry(node, role)
        default:
            inside(.entry, role, node) { lowering in
                if let key = node.child(lowering.fields.key) { lowering.key(key, .key) }
                if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
            }
        }
    }

    /// `{a = 1}` as a pattern.
    private mutating func defaultEntry(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left), kind(left) == .shorthand_property_identifier_pattern else {
            return assignment(node, role)
        }
        inside(.entry, role, node) { lowering in
            lowering.out.leaf(.string, .key, left.range, symbol: lowering.symbol(left))
            lowering.assignment(node, .value)
        }
    }

    /// A property's name: a text unless it is computed or a number.
    mutating func key(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .property_identifier, .private_property_identifier, .identifier:
            out.leaf(.string, role, node.range, symbol: symbol(node))
        default: expression(node, role)
        }
    }

    func void(_ node: NodeID) {}
}
