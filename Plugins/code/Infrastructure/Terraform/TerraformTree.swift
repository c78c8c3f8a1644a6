internal import CSyntaxReader

/// The parser's tree of one text, lent for the time of reading it.
struct TerraformTree {
    /// Blocks and values inside one another; deeper ones are unknown.
    static let deepest = 60

    /// What reading has to say of the whole.
    final class Outcome {
        /// Whether something was nested too deeply.
        var isCut = false
    }

    let nodes: UnsafeBufferPointer<syntax_node>
    let text: UnsafeRawBufferPointer
    /// Added to every position.
    let base: Int
    let grammar: TerraformGrammar
    let outcome = Outcome()

    private typealias Kind = TerraformGrammar.Kind

    /// Where text fits nothing, the first few.
    func errors() -> [Int] {
        nodes.lazy.filter { $0.flags & UInt16(SYNTAX_ERROR | SYNTAX_MISSING) != 0 }.prefix(5).map {
            Int($0.start) + base
        }
    }

    /// The file as a block without a name.
    func file() -> TerraformBlock {
        let body = nodes.isEmpty ? nil : children(of: 0).first { kind($0) == .body }
        let (attributes, blocks) = body.map { contents(of: $0, depth: 0) } ?? ([], [])
        return TerraformBlock(
            type: "", labels: [], attributes: attributes, blocks: blocks, header: base..<base,
            range: base..<base + text.count)
    }

    private func kind(_ node: Int) -> Kind {
        let symbol = Int(nodes[node].symbol)
        return symbol < grammar.kinds.count ? grammar.kinds[symbol] : .other
    }

    private func range(_ node: Int) -> Range<Int> { Int(nodes[node].start) + base..<Int(nodes[node].end) + base }

    private func string(_ node: Int) -> String {
        String(decoding: text[Int(nodes[node].start)..<Int(nodes[node].end)], as: UTF8.self)
    }

    /// The named children, without comments.
    private func children(of node: Int) -> [Int] {
        var children: [Int] = []
        var at = node + 1
        let end = Int(nodes[node].next)
        while at < end {
            let flags = nodes[at].flags
            if flags & UInt16(SYNTAX_NAMED) != 0, flags & UInt16(SYNTAX_EXTRA) == 0 { children.append(at) }
            at = Int(nodes[at].next)
        }
        return children
    }

    private func contents(of body: Int, depth: Int) -> ([TerraformAttribute], [TerraformBlock]) {
        var attributes: [TerraformAttribute] = []
        var blocks: [TerraformBlock] = []
        for child in children(of: body) {
            switch kind(child) {
            case .attribute:
                let parts = children(of: child)
                guard parts.count > 1, kind(parts[0]) == .identifier else { continue }
                attributes.append(
                    TerraformAttribute(
                        name: string(parts[0]), expression: expression(parts[1], depth: depth + 1), range: range(child))
                )
            case .block where isShallow(depth): blocks += block(child, depth: depth + 1).map { [$0] } ?? []
            default: break
            }
        }
        return (attributes, blocks)
    }

    private func block(_ node: Int, depth: Int) -> TerraformBlock? {
        var names: [String] = []
        var header = range(node)
        var inner: Int?
        for child in children(of: node) {
            switch kind(child) {
            case .identifier: names.append(string(child))
            case .stringLiteral: names.append(literal(child))
            case .blockStart: header = range(node).lowerBound..<range(child).lowerBound
            case .body: inner = child
            default: break
            }
        }
        while header.count > 1, text[header.upperBound - 1 - base] == UInt8(ascii: " ") {
            header = header.lowerBound..<header.upperBound - 1
        }
        guard let type = names.first else { return nil }
        let (attributes, blocks) = inner.map { contents(of: $0, depth: depth) } ?? ([], [])
        if type == "dynamic", names.count > 1 {
            let content = blocks.first { $0.type == "content" }
            return TerraformBlock(
                type: names[1], labels: [], attributes: content?.attributes ?? [], blocks: content?.blocks ?? [],
                header: header, range: range(node))
        }
        return TerraformBlock(
            type: type, labels: Array(names.dropFirst()), attributes: attributes, blocks: blocks, header: header,
            range: range(node))
    }
}

// MARK: - Values

extension TerraformTree {
    private func expression(_ node: Int, depth: Int) -> TerraformExpression {
        TerraformExpression(value: isShallow(depth) ? value(node, depth: depth) : .unknown, range: range(node))
    }

    private func isShallow(_ depth: Int) -> Bool {
        guard depth < Self.deepest else {
            outcome.isCut = true
            return false
        }
        return true
    }

    private func value(_ node: Int, depth: Int) -> TerraformValue {
        let children = children(of: node)
        switch kind(node) {
        case .expression:
            // A term with what is looked up in it, or one part alone.
            guard let first = children.first else { return .unknown }
            return children.count == 1 ? shallow(first, depth: depth + 1) : path(children)
        case .literal, .template, .collection:
            return children.first.map { shallow($0, depth: depth + 1) } ?? .unknown
        case .stringLiteral: return .string(literal(node))
        case .number: return Double(string(node)).map { .number($0) } ?? .unknown
        case .bool: return .bool(string(node) == "true")
        case .null: return .null
        case .quoted, .heredoc: return template(children, isQuoted: kind(node) == .quoted, depth: depth)
        case .tuple: return .list(children.filter { kind($0) == .expression }.map { expression($0, depth: depth + 1) })
        case .object: return object(children, depth: depth)
        case .variable: return .reference([string(node)])
        case .call:
            guard let name = children.first else { return .unknown }
            let arguments = children.first { kind($0) == .arguments }.map { self.children(of: $0) } ?? []
            return .call(
                string(name), arguments.filter { kind($0) == .expression }.map { expression($0, depth: depth + 1) })
        case .operation: return children.first.map { shallow($0, depth: depth + 1) } ?? .unknown
        case .unary: return negative(node, children, depth: depth)
        default: return .unknown
        }
    }

    private func shallow(_ node: Int, depth: Int) -> TerraformValue {
        isShallow(depth) ? value(node, depth: depth) : .unknown
    }

    private func negative(_ node: Int, _ children: [Int], depth: Int) -> TerraformValue {
        guard let first = children.first, string(node).hasPrefix("-"),
            case .number(let number) = shallow(first, depth: depth + 1)
        else { return .unknown }
        return .number(-number)
    }

    /// `var.names.first`, `var.names["first"]`; anything with a calculated index is unknown.
    private func path(_ parts: [Int]) -> TerraformValue {
        guard kind(parts[0]) == .variable else { return .unknown }
        var names = [string(parts[0])]
        for part in parts.dropFirst() {
            guard kind(part) == .property, let name = children(of: part).first else { return .unknown }
            names.append(string(name))
        }
        return .reference(names)
    }

    private func object(_ elements: [Int], depth: Int) -> TerraformValue {
        var entries: [(key: String, value: TerraformExpression)] = []
        for element in elements where kind(element) == .element {
            let parts = children(of: element)
            guard parts.count == 2 else { continue }
            let key: String
            switch shallow(parts[0], depth: depth + 1) {
            case .string(let text): key = text
            case .reference(let names) where names.count == 1: key = names[0]
            default: continue
            }
            entries.append((key, expression(parts[1], depth: depth + 1)))
        }
        return .object(entries)
    }

    private func template(_ parts: [Int], isQuoted: Bool, depth: Int) -> TerraformValue {
        var pieces: [TerraformExpression] = []
        for part in parts {
            switch kind(part) {
            case .templateText:
                let text = isQuoted ? Self.unescaped(string(part)) : string(part)
                pieces.append(TerraformExpression(value: .string(text), range: range(part)))
            case .interpolation:
                guard let inner = children(of: part).first(where: { kind($0) == .expression }) else { return .unknown }
                pieces.append(expression(inner, depth: depth + 1))
            case .directive: return .unknown
            default: break
            }
        }
        if pieces.isEmpty { return .string("") }
        if pieces.count == 1, case .string(let text) = pieces[0].value { return .string(text) }
        return .template(pieces)
    }

    private func literal(_ node: Int) -> String {
        children(of: node).first { kind($0) == .templateText }.map { Self.unescaped(string($0)) } ?? ""
    }

    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            guard isEscaped || byte != UInt8(ascii: "\\") else {
                isEscaped = true
                continue
            }
            switch byte {
            case UInt8(ascii: "n") where isEscaped: result.append(0x0A)
            case UInt8(ascii: "t") where isEscaped: result.append(0x09)
            case UInt8(ascii: "r") where isEscaped: result.append(0x0D)
            default: result.append(byte)
            }
            isEscaped = false
        }
        return String(decoding: result, as: UTF8.self)
    }
}
