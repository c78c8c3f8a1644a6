import CodeSyntax

extension PythonLowering {
    @inline(never)
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .integer: number(node, role)
        case .float: out.leaf(.float, role, node.range, symbol: symbol(node))
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .none: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        default: out.leaf(.ellipsis, role, node.range)
        }
    }

    /// The grammar takes `2j`, which is no integer, for one.
    private mutating func number(_ node: ConcreteNode, _ role: Role) {
        let bytes = node.bytes
        if let last = bytes.last, last | 32 == UInt8(ascii: "j") {
            out.leaf(.float, role, node.range, symbol: symbol(node))
        } else if bytes.contains(where: { $0 == UInt8(ascii: "_") || (65...90).contains($0) }) {
            let digits = TextEscapes.number(bytes)
            out.leaf(.integer, role, node.range, symbol: digits.withUnsafeBufferPointer { out.intern($0) })
        } else {
            out.leaf(.integer, role, node.range, symbol: symbol(node))
        }
    }

    /// A string literal, or several beside each other, which are one.
    @inline(never)
    mutating func text(_ node: ConcreteNode, _ role: Role) {
        guard kind(node) == .concatenated_string else {
            if let content = plainContent(node) {
                out.leaf(.string, role, node.range, symbol: symbol(content))
            } else if hasParts(node) {
                begin(.template, role, node)
                flush(parts(node))
                out.end()
            } else {
                parts(node)
                out.leaf(.string, role, node.range, symbol: takeScratch())
            }
            return
        }
        concatenation(node, role)
    }

    @inline(never)
    private mutating func concatenation(_ node: ConcreteNode, _ role: Role) {
        let isTemplate = node.named.contains { hasParts($0) }
        if isTemplate { begin(.template, role, node) }
        var pending: Range<Int>?
        for literal in node.named where kind(literal) == .string {
            pending = parts(literal, pending)
        }
        if isTemplate {
            flush(pending)
            out.end()
        } else {
            out.leaf(.string, role, node.range, symbol: takeScratch())
        }
    }

    private func hasParts(_ literal: ConcreteNode) -> Bool { has(literal, .interpolation) }

    /// The content of a literal that stands for itself.
    func plainContent(_ literal: ConcreteNode) -> ConcreteNode? {
        var content: ConcreteNode?
        var quotes = 0
        for child in literal.children {
            switch kind(child) {
            case .string_start: quotes = self.quotes(child)
            case .string_end: if child.range.count > quotes { return nil }
            case .string_content where content == nil && child.size == 1: content = child
            default: return nil
            }
        }
        guard let content, !content.bytes.contains(13) else { return nil }
        return content
    }

    /// Adds the pieces of a literal: text to `scratch`, expressions to the tree, before each of them the text that was
    /// pending. Gives where the text stands that is pending then.
    @discardableResult
    @inline(never)
    private mutating func parts(_ literal: ConcreteNode, _ pending: Range<Int>? = nil) -> Range<Int>? {
        var pending = pending
        var isBytes = false
        var quotes = 1
        for child in literal.children {
            switch kind(child) {
            case .string_start:
                isBytes = child.bytes.contains { $0 | 32 == UInt8(ascii: "b") }
                quotes = self.quotes(child)
            case .string_content:
                content(child, isBytes)
                pending = (pending?.lowerBound ?? child.range.lowerBound)..<child.range.upperBound
            case .string_end:
                let text = swallowed(child, quotes: quotes)
                guard !text.isEmpty else { continue }
                PythonText.add(child.tree.text[text], to: &scratch)
                pending = (pending?.lowerBound ?? text.lowerBound)..<text.upperBound
            case .interpolation:
                pending = shown(child, pending)
                flush(pending)
                pending = nil
                interpolation(child)
            default: break
            }
        }
        return pending
    }

    /// The grammar takes what is escaped at the end of a raw literal for a part of the mark behind it.
    private func swallowed(_ end: ConcreteNode, quotes: Int) -> Range<Int> {
        end.range.lowerBound..<max(end.range.lowerBound, end.range.upperBound - quotes)
    }

    private func quotes(_ start: ConcreteNode) -> Int {
        start.bytes.reversed().prefix { $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\"") }.count
    }

    private mutating func content(_ node: ConcreteNode, _ isBytes: Bool) {
        var at = node.range.lowerBound
        let text = node.tree.text
        for child in node.children {
            PythonText.add(text[at..<child.range.lowerBound], to: &scratch)
            switch kind(child) {
            case .escape_sequence: PythonText.addEscape(child.bytes, isBytes: isBytes, to: &scratch)
            // Two braces.
            case .escape_interpolation: scratch.append(child.bytes.first ?? 0)
            default: PythonText.add(text[child.range], to: &scratch)
            }
            at = child.range.upperBound
        }
        PythonText.add(text[at..<node.range.upperBound], to: &scratch)
    }

    /// `{x=}` also shows what is written.
    private mutating func shown(_ node: ConcreteNode, _ pending: Range<Int>?) -> Range<Int>? {
        guard let sign = node.children.first(where: { kind($0) == .assign }) else { return pending }
        let written = (node.range.lowerBound + 1)..<sign.range.upperBound
        PythonText.add(node.tree.text[written], to: &scratch)
        return (pending?.lowerBound ?? written.lowerBound)..<written.upperBound
    }

    /// The expression, and those in its format, `{x:{width}}`, however deep these nest.
    private mutating func interpolation(_ node: ConcreteNode) {
        guard let inner = node.child(fields.expression) else { return }
        expression(inner, .part)
        var index = inner.index + inner.size
        while index < node.index + node.size {
            let child = ConcreteNode(tree: node.tree, index: index)
            index += 1
            guard kind(child) == .format_expression, let inner = child.child(fields.expression) else { continue }
            expression(inner, .part)
            index = inner.index + inner.size
        }
    }

    private mutating func takeScratch() -> Symbol {
        let symbol = scratch.withUnsafeBufferPointer { out.intern($0) }
        scratch.removeAll(keepingCapacity: true)
        return symbol
    }

    private mutating func flush(_ range: Range<Int>?) {
        guard let range, !scratch.isEmpty else { return }
        out.leaf(.string, .part, range, symbol: takeScratch())
    }
}
