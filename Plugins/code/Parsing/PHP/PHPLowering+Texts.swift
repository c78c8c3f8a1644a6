import CodeSyntax

extension PHPLowering {
    mutating func text(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .string: out.leaf(.string, role, node.range, symbol: quoted(node))
        case .encapsed_string: interpolated(node, node, PHPText(content(of: node), .double), role)
        case .shell_command_expression:
            call("shell_exec", node, role) { lowering in
                lowering.interpolated(node, node, PHPText(lowering.content(of: node), .shell), .argument)
            }
        case .heredoc: heredoc(node, .double, role)
        case .nowdoc: heredoc(node, .none, role)
        default: out.leaf(.string, role, node.range, symbol: symbol(node))
        }
    }

    /// Between the quotation marks, of which the last may be missing and the first may have a prefix.
    private func content(of node: ConcreteNode) -> Range<Int> {
        let bytes = node.bytes
        let start = bytes.first == UInt8(ascii: "b") || bytes.first == UInt8(ascii: "B") ? 2 : 1
        let isClosed = bytes.count > start && bytes[bytes.count - 1] == bytes[start - 1]
        let end = bytes.count - (isClosed ? 1 : 0)
        return (node.range.lowerBound + min(start, end))..<(node.range.lowerBound + end)
    }

    private mutating func quoted(_ node: ConcreteNode) -> Symbol {
        textSymbol(node, PHPText(content(of: node), .single), content(of: node))
    }

    private mutating func textSymbol(_ node: ConcreteNode, _ text: PHPText, _ range: Range<Int>) -> Symbol {
        let bytes = UnsafeBufferPointer(rebasing: node.tree.text[range])
        return text.isPlain(bytes)
            ? out.intern(bytes) : intern(text.decoded(bytes, isFirst: range.lowerBound == text.range.lowerBound))
    }

    /// The lines between the marks, without the indentation of the closing one.
    private mutating func heredoc(_ node: ConcreteNode, _ escapes: PHPText.Escapes, _ role: Role) {
        let bytes = node.tree.text
        guard let opening = node.child(fields.identifier), let closing = node.child(fields.endTag) else {
            return opaque(node, role)
        }
        var start = opening.range.upperBound
        while start < node.range.upperBound, bytes[start] != 10, bytes[start] != 13 { start += 1 }
        if start + 1 < node.range.upperBound, bytes[start] == 13, bytes[start + 1] == 10 { start += 1 }
        start = min(start + 1, closing.range.lowerBound)
        var end = closing.range.lowerBound
        while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
        let indentation = closing.range.lowerBound - end
        if end > start, bytes[end - 1] == 10 { end -= 1 }
        if end > start, bytes[end - 1] == 13 { end -= 1 }
        let text = PHPText(start..<end, escapes, indentation: indentation)
        interpolated(node, node.child(fields.value), text, role)
    }

    /// A text whose parts are children of `body`: a string when all of it is fixed.
    private mutating func interpolated(_ node: ConcreteNode, _ body: ConcreteNode?, _ text: PHPText, _ role: Role) {
        let parts = body.map { $0.named.filter { isInterpolated($0) } } ?? []
        guard let body, !parts.isEmpty else {
            out.leaf(.string, role, node.range, symbol: textSymbol(node, text, text.range))
            return
        }
        inside(.template, role, node) { lowering in
            var start = text.range.lowerBound
            for child in body.children {
                let isBrace = lowering.isBrace(child, in: body)
                guard isBrace || child.isNamed && lowering.isInterpolated(child) else { continue }
                lowering.piece(node, text, start..<max(start, child.range.lowerBound))
                start = child.range.upperBound
                if !isBrace { lowering.interpolation(child) }
            }
            lowering.piece(node, text, start..<max(start, text.range.upperBound))
        }
    }

    private func isInterpolated(_ node: ConcreteNode) -> Bool {
        switch kind(node) {
        case .string_content, .escape_sequence, .nowdoc_string: false
        default: true
        }
    }

    /// The braces of `{$x}`.
    private func isBrace(_ node: ConcreteNode, in body: ConcreteNode) -> Bool {
        !node.isNamed && node.range.count == 1
            && (node.bytes[0] == UInt8(ascii: "{") || node.bytes[0] == UInt8(ascii: "}"))
    }

    private mutating func piece(_ node: ConcreteNode, _ text: PHPText, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        out.leaf(.string, .part, range, symbol: textSymbol(node, text, range))
    }

    /// In `"$a[key]"` the key is a text.
    private mutating func interpolation(_ node: ConcreteNode) {
        guard kind(node) == .subscript_expression else { return expression(node, .part) }
        let parts = Array(node.named)
        guard parts.count == 2, kind(parts[1]) == .name, hasRoom(node, .part) else { return expression(node, .part) }
        inside(.index, .part, node) { lowering in
            lowering.expression(parts[0], .object)
            lowering.out.leaf(.string, .key, parts[1].range, symbol: lowering.symbol(parts[1]))
        }
    }
}
