import CodeSyntax

extension RubyLowering {
    @inline(never)
    mutating func literal(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .integer: integer(node, role)
        case .float, .rational, .complex: out.leaf(.float, role, node.range, symbol: symbol(node))
        case .true: out.leaf(.boolean, role, node.range, symbol: out.intern("true"))
        case .false: out.leaf(.boolean, role, node.range, symbol: out.intern("false"))
        case .nil: out.leaf(.null, role, node.range, symbol: out.intern("null"))
        case .character: character(node, role)
        case .simple_symbol: out.leaf(.string, role, node.range, symbol: word(node, 1))
        default: out.leaf(.string, role, node.range, symbol: symbol(node))
        }
    }

    private mutating func word(_ node: ConcreteNode, _ start: Int) -> Symbol {
        out.intern(UnsafeBufferPointer(rebasing: node.bytes[min(start, node.range.count)...]))
    }

    private mutating func integer(_ node: ConcreteNode, _ role: Role) {
        let isPlain = !node.bytes.contains { $0 == UInt8(ascii: "_") || (65...90).contains($0) }
        let symbol = isPlain ? self.symbol(node) : intern(TextEscapes.number(node.bytes))
        out.leaf(.integer, role, node.range, symbol: symbol)
    }

    private mutating func character(_ node: ConcreteNode, _ role: Role) {
        let content = node.tree.text[(node.range.lowerBound + 1)..<node.range.upperBound]
        if content.first == 0x5C { RubyText.addEscape(content, to: &scratch) } else { scratch += content }
        out.leaf(.string, role, node.range, symbol: takeScratch())
    }

    // Literals with contents.

    @inline(never)
    mutating func text(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .chained_string: concatenation(node, role)
        case .heredoc_beginning: heredoc(node, role)
        case .subshell: subshell(node, role)
        case .regex: regex(node, role)
        default: quoted(node, role)
        }
    }

    private mutating func quoted(_ node: ConcreteNode, _ role: Role) {
        if let content = plainContent(node) {
            out.leaf(.string, role, node.range, symbol: symbol(content))
        } else if has(node, .interpolation) {
            begin(.template, role, node)
            flush(pieces(node, nil))
            out.end()
        } else {
            _ = pieces(node, nil)
            out.leaf(.string, role, node.range, symbol: takeScratch())
        }
    }

    /// The content of a literal that stands for itself.
    private func plainContent(_ literal: ConcreteNode) -> ConcreteNode? {
        guard let content = only(literal), kind(content) == .string_content else { return nil }
        let isPlain = !content.bytes.contains { $0 == 13 || $0 == 0x5C }
        return isPlain ? content : nil
    }

    /// Several literals beside each other, which are one.
    @inline(never)
    private mutating func concatenation(_ node: ConcreteNode, _ role: Role) {
        let isTemplate = node.named.contains { has($0, .interpolation) }
        if isTemplate { begin(.template, role, node) }
        var pending: Range<Int>?
        for literal in node.named { pending = pieces(literal, pending) }
        if isTemplate {
            flush(pending)
            out.end()
        } else {
            out.leaf(.string, role, node.range, symbol: takeScratch())
        }
    }

    /// Adds the pieces of a literal: text to `scratch`, expressions to the tree, before each of them the text that was
    /// pending. Gives where the text stands that is pending then.
    @inline(never)
    private mutating func pieces(_ literal: ConcreteNode, _ pending: Range<Int>?) -> Range<Int>? {
        var pending = pending
        var raw: [UInt8]?
        for child in literal.children {
            switch kind(child) {
            case .string_content:
                let bytes = child.tree.text[child.range]
                if let raw { RubyText.addRaw(bytes, delimiters: raw, to: &scratch) } else { add(bytes) }
            case .escape_sequence: RubyText.addEscape(child.tree.text[child.range], to: &scratch)
            case .interpolation:
                flush(pending)
                pending = nil
                interpolation(child)
                continue
            default:
                if RubyText.isRaw(child.bytes) { raw = RubyText.delimiters(child.bytes) }
                continue
            }
            pending = (pending?.lowerBound ?? child.range.lowerBound)..<child.range.upperBound
        }
        return pending
    }

    private mutating func add(_ bytes: RubyText.Bytes) { RubyText.add(bytes, to: &scratch) }

    /// `#{a; b}` is the value of b.
    @inline(never)
    mutating func interpolation(_ node: ConcreteNode) {
        if let inner = only(node) { return expression(inner, .part) }
        guard first(node) != nil, hasRoom(node, .part) else { return }
        begin(.sequence, .part, node)
        for child in node.named { statement(child, .element) }
        out.end()
    }

    mutating func takeScratch() -> Symbol {
        let symbol = scratch.withUnsafeBufferPointer { out.intern($0) }
        scratch.removeAll(keepingCapacity: true)
        return symbol
    }

    mutating func flush(_ range: Range<Int>?) {
        guard let range, !scratch.isEmpty else { return }
        out.leaf(.string, .part, range, symbol: takeScratch())
    }

    /// Runs a command: `ls` between backticks calls the method of that name.
    private mutating func subshell(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        let start = node.range.lowerBound
        out.leaf(.name, .callee, start..<(start + 1), symbol: out.intern("`"))
        quoted(node, .argument)
        out.end()
    }

    /// The pattern as written.
    private mutating func regex(_ node: ConcreteNode, _ role: Role) {
        guard has(node, .interpolation) else {
            var content = node.range.upperBound..<node.range.upperBound
            if let first = node.named.first(where: { _ in true }) {
                let last = node.named.reduce(first) { $1 }
                content = first.range.lowerBound..<last.range.upperBound
            }
            let symbol = out.intern(UnsafeBufferPointer(rebasing: node.tree.text[content]))
            out.leaf(.regex, role, node.range, symbol: symbol)
            return
        }
        begin(.regex, role, node)
        for child in node.named {
            if kind(child) == .interpolation {
                interpolation(child)
            } else {
                out.leaf(.string, .part, child.range, symbol: symbol(child))
            }
        }
        out.end()
    }

    // Lists and dictionaries.

    /// `%w[a b]` too.
    @inline(never)
    mutating func list(_ node: ConcreteNode, _ role: Role) {
        begin(.list, role, node)
        let opening = first(node) == nil ? nil : node.children.first { _ in true }
        if kind(node) == .array || kind(node) == .right_assignment_list {
            arguments(node, .element)
        } else {
            for child in node.named { word(child, opening) }
        }
        out.end()
    }

    /// A word of `%w[…]`, whose opening mark says whether it has escapes. The grammar takes blanks before an escape for
    /// a part of it, and so the words around them for one.
    private mutating func word(_ node: ConcreteNode, _ opening: ConcreteNode?) {
        if has(node, .interpolation) { return expression(node, .element) }
        let isRaw = opening.map { RubyText.isRaw($0.bytes) } ?? false
        let raw = isRaw ? (opening.map { RubyText.delimiters($0.bytes) } ?? []) + [32, 10] : nil
        var start = node.range.lowerBound
        for child in node.named {
            let text = node.tree.text[child.range]
            let mark = kind(child) == .escape_sequence ? text.firstIndex(of: 0x5C) ?? text.startIndex : text.startIndex
            if mark > text.startIndex, !scratch.isEmpty {
                out.leaf(.string, .element, start..<text.startIndex, symbol: takeScratch())
                start = mark
            }
            if let raw {
                RubyText.addRaw(text[mark...], delimiters: raw, to: &scratch)
            } else if kind(child) == .escape_sequence {
                RubyText.addEscape(text[mark...], to: &scratch)
            } else {
                add(text)
            }
        }
        out.leaf(.string, .element, start..<node.range.upperBound, symbol: takeScratch())
    }

    @inline(never)
    mutating func hash(_ node: ConcreteNode, _ role: Role) {
        begin(.map, role, node)
        for child in node.named { expression(child, .element) }
        out.end()
    }

    @inline(never)
    mutating func pair(_ node: ConcreteNode, _ role: Role) {
        guard let key = node.child(fields.key) else { return opaque(node, role) }
        begin(.entry, role, node)
        expression(key, .key)
        if let value = node.child(fields.value) { expression(value, .value) } else { name(key, .value) }
        end(node)
    }
}
