import CodeSyntax

/// What the texts of macros are made of, as far as it can be told without knowing where they are used: literals, names,
/// and calls. The rest, operators and statements, leaves an `opaque` around those.
extension CLowering {
    mutating func macroText(_ node: ConcreteNode, _ role: Role) {
        let text = MacroText(node.bytes, at: node.range.lowerBound)
        if text.isCut { out.cut(node.range) }
        guard !text.tokens.isEmpty else { return }
        macroPart(text, 0..<text.tokens.count, node, role)
    }

    private mutating func macroPart(_ text: MacroText, _ whole: Range<Int>, _ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        let tokens = text.tokens
        var range = whole
        while range.count > 2, tokens[range.lowerBound].kind == .open,
            tokens[range.lowerBound].match == range.upperBound - 1
        {
            range = (range.lowerBound + 1)..<(range.upperBound - 1)
        }
        if macroLiteral(text, range, node, role) { return }
        if isCall(text, range) { return macroCall(text, range, node, role) }
        out.begin(.opaque, role, bytes(text, range))
        var at = range.lowerBound
        while at < range.upperBound {
            let end = pieceEnd(text, at, range.upperBound)
            switch tokens[at].kind {
            case .name, .number, .string: macroPart(text, at..<end, node, .operand)
            // `(type) x` and `(a + b)` are gone through, level by level.
            case .open where end > at + 1: macroPart(text, (at + 1)..<max(at + 1, end - 1), node, .operand)
            default: break
            }
            at = end
        }
        out.end()
    }

    private func bytes(_ text: MacroText, _ range: Range<Int>) -> Range<Int> {
        text.tokens[range.lowerBound].range.lowerBound..<text.tokens[range.upperBound - 1].range.upperBound
    }

    /// A call, a parenthesis, or one token.
    private func pieceEnd(_ text: MacroText, _ at: Int, _ limit: Int) -> Int {
        let opening = text.tokens[at].kind == .name && at + 1 < limit ? at + 1 : at
        guard text.tokens[opening].kind == .open, let match = text.tokens[opening].match, match < limit else {
            return at + 1
        }
        return match + 1
    }

    private func isCall(_ text: MacroText, _ range: Range<Int>) -> Bool {
        range.count > 2 && text.tokens[range.lowerBound].kind == .name
            && text.tokens[range.lowerBound + 1].kind == .open
            && text.tokens[range.lowerBound + 1].match == range.upperBound - 1
    }

    private mutating func macroCall(_ text: MacroText, _ range: Range<Int>, _ node: ConcreteNode, _ role: Role) {
        out.begin(.call, role, bytes(text, range))
        macroName(text.tokens[range.lowerBound].range, node, .callee)
        var start = range.lowerBound + 2
        var at = start
        while at < range.upperBound {
            if at == range.upperBound - 1 || text.tokens[at].kind == .comma {
                if at > start { macroPart(text, start..<at, node, .argument) }
                start = at + 1
                at += 1
            } else {
                at = pieceEnd(text, at, range.upperBound - 1)
            }
        }
        out.end()
    }

    private mutating func macroName(_ range: Range<Int>, _ node: ConcreteNode, _ role: Role) {
        let bytes = UnsafeBufferPointer(rebasing: node.tree.text[range])
        if bytes.elementsEqual("NULL".utf8) {
            out.leaf(.null, role, range, symbol: out.intern("null"))
        } else {
            out.leaf(.name, role, range, symbol: out.intern(bytes))
        }
    }

    /// A name, a number with its sign, or texts in a row.
    private mutating func macroLiteral(
        _ text: MacroText, _ range: Range<Int>, _ node: ConcreteNode, _ role: Role
    ) -> Bool {
        let tokens = text.tokens[range]
        guard let first = tokens.first, let last = tokens.last else { return true }
        switch (first.kind, tokens.count) {
        case (.name, 1): macroName(first.range, node, role)
        case (.number, 1): macroNumber(first.range, node, isNegative: false, role)
        case (.minus, 2) where last.kind == .number: macroNumber(last.range, node, isNegative: true, role)
        case (.string, _) where tokens.allSatisfy({ $0.kind == .string }):
            var value: [UInt8] = []
            for token in tokens { value += Self.decoded(UnsafeBufferPointer(rebasing: node.tree.text[token.range])) }
            out.leaf(.string, role, bytes(text, range), symbol: intern(value))
        default: return false
        }
        return true
    }

    private mutating func macroNumber(
        _ range: Range<Int>, _ node: ConcreteNode, isNegative: Bool, _ role: Role
    ) {
        number(UnsafeBufferPointer(rebasing: node.tree.text[range]), range, isNegative: isNegative, role)
    }
}
