import CodeSyntax

/// JSX.
extension JavaScriptLowering {
    mutating func markup(_ node: ConcreteNode, _ role: Role) {
        let tag = kind(node) == .jsx_element ? node.child(fields.openTag) ?? node : node
        let name = tag.child(fields.name)
        inside(.markup, role, node, symbol: name.map { symbol($0) } ?? .empty) { lowering in
            for child in tag.named where child.field != lowering.fields.name && !lowering.isChild(child, of: tag) {
                lowering.markupArgument(child)
            }
            if tag.index != node.index { lowering.markupElements(node) }
        }
    }

    private func isChild(_ node: ConcreteNode, of tag: ConcreteNode) -> Bool {
        switch kind(node) {
        case .type_arguments, .identifier, .jsx_namespace_name, .member_expression, .nested_identifier: true
        default: false
        }
    }

    private mutating func markupArgument(_ node: ConcreteNode) {
        if kind(node) == .jsx_attribute { markupAttribute(node, .argument) } else { expression(node, .argument) }
    }

    mutating func markupAttribute(_ node: ConcreteNode, _ role: Role) {
        var children = node.named
        guard let name = children.next() else { return opaque(node, role) }
        let value = children.next()
        inside(.attribute, role, node, symbol: symbol(name)) { lowering in
            if let value { lowering.expression(value, .value) }
        }
    }

    private mutating func markupElements(_ node: ConcreteNode) {
        var start: Int?
        for child in node.named {
            switch kind(child) {
            case .jsx_text, .html_character_reference:
                if start == nil { start = child.range.lowerBound }
                continue
            default: break
            }
            markupText(&start, until: child.range.lowerBound, node)
            switch kind(child) {
            case .jsx_opening_element, .jsx_closing_element: break
            case .jsx_expression: for inner in child.named { expression(inner, .element) }
            default: expression(child, .element)
            }
        }
    }

    /// The text between two tags, with its references to characters.
    private mutating func markupText(_ start: inout Int?, until end: Int, _ node: ConcreteNode) {
        guard let begin = start else { return }
        start = nil
        let folded = MarkupText.folded(UnsafeBufferPointer(rebasing: node.tree.text[begin..<end]))
        guard !folded.isEmpty else { return }
        let text = folded.withUnsafeBufferPointer { MarkupText.decoded($0) }
        out.leaf(.string, .element, begin..<end, symbol: intern(text))
    }
}
