import CodeSyntax

/// Heredocs: literals whose contents stand further below, behind the line they begin in.
extension RubyLowering {
    /// Which body belongs to which beginning. Bodies come in the order of the beginnings, but a body can hold the
    /// beginning of another one; so the words decide that end them.
    mutating func findHeredocs(_ tree: ConcreteTree) {
        var waiting: [ConcreteNode] = []
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            switch kind(node) {
            case .heredoc_beginning: waiting.append(node)
            case .heredoc_body:
                guard let end = node.children.first(where: { kind($0) == .heredoc_end }) else { continue }
                let recent = waiting.suffix(Self.mostWaiting)
                let found = recent.firstIndex { Self.word(of: $0.bytes).elementsEqual(end.bytes) }
                if let found { heredocs[waiting.remove(at: found).index] = index }
            default: break
            }
        }
    }

    /// Beginnings in one line.
    private static let mostWaiting = 64

    /// `<<~"END"` ends with `END`.
    private static func word(of beginning: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>> {
        let marks = Array("<~-\"'`".utf8)
        var word = beginning[...]
        while let first = word.first, marks.contains(first) { word = word.dropFirst() }
        while let last = word.last, marks.contains(last) { word = word.dropLast() }
        return word
    }

    @inline(never)
    mutating func heredoc(_ node: ConcreteNode, _ role: Role) {
        guard let index = heredocs[node.index] else {
            out.leaf(.string, role, node.range)
            return
        }
        let body = ConcreteNode(tree: node.tree, index: index)
        guard node.bytes.last == UInt8(ascii: "`") else { return contents(of: body, node, role) }
        begin(.call, role, node)
        out.leaf(.name, .callee, node.range, symbol: out.intern("`"))
        contents(of: body, node, .argument)
        out.end()
    }

    private mutating func contents(of body: ConcreteNode, _ beginning: ConcreteNode, _ role: Role) {
        let margin = beginning.bytes.dropFirst(2).first == UInt8(ascii: "~") ? self.margin(of: body) : 0
        let isTemplate = has(body, .interpolation)
        // A literal stands where it begins; its pieces stand where they are.
        if isTemplate { begin(.template, role, beginning) }
        var line = HeredocLine(margin: margin)
        var pending: Range<Int>?
        var at = contentStart(of: body)
        let end = contentEnd(of: body)
        for child in body.children where kind(child) != .heredoc_content {
            let stop = min(child.range.lowerBound, end)
            if at < stop {
                line.add(body.tree.text[at..<stop], to: &scratch)
                pending = (pending?.lowerBound ?? at)..<stop
            }
            at = max(at, child.range.upperBound)
            switch kind(child) {
            case .escape_sequence:
                line.isAtStart = false
                RubyText.addEscape(body.tree.text[child.range], to: &scratch)
                pending = (pending?.lowerBound ?? child.range.lowerBound)..<child.range.upperBound
            case .interpolation:
                line.isAtStart = false
                flush(pending)
                pending = nil
                interpolation(child)
            default: break
            }
        }
        if isTemplate {
            flush(pending)
            out.end()
        } else {
            out.leaf(.string, role, beginning.range, symbol: takeScratch())
        }
    }

    /// Behind the end of the line in which the heredoc begins.
    private func contentStart(of body: ConcreteNode) -> Int {
        let text = body.tree.text
        var at = body.range.lowerBound
        if at < body.range.upperBound, text[at] == 13 { at += 1 }
        if at < body.range.upperBound, text[at] == 10 { at += 1 }
        return at
    }

    /// Before the blanks of the last line.
    private func contentEnd(of body: ConcreteNode) -> Int {
        let text = body.tree.text
        let last = body.children.first { kind($0) == .heredoc_end }
        var end = last?.range.lowerBound ?? body.range.upperBound
        while end > body.range.lowerBound, text[end - 1] == 32 || text[end - 1] == 9 { end -= 1 }
        return end
    }

    /// The least width of blanks before the lines that are not blank.
    private func margin(of body: ConcreteNode) -> Int {
        var margin = HeredocMargin()
        var at = contentStart(of: body)
        let end = contentEnd(of: body)
        for child in body.children where kind(child) != .heredoc_content {
            let stop = min(child.range.lowerBound, end)
            if at < stop { margin.add(body.tree.text[at..<stop]) }
            at = max(at, child.range.upperBound)
            if kind(child) != .heredoc_end { margin.addOther() }
        }
        return margin.least ?? 0
    }

    /// Bodies that no beginning was found for.
    mutating func keepOtherHeredocs(_ tree: ConcreteTree) {
        guard tree.root.hasError else { return }
        let used = Set(heredocs.values)
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if kind(node) == .heredoc_body, !used.contains(index) { opaque(node, .statement) }
        }
    }
}

/// Takes the margin off the lines of a heredoc.
private struct HeredocLine {
    let margin: Int
    var isAtStart = true

    mutating func add(_ bytes: RubyText.Bytes, to text: inout [UInt8]) {
        guard margin > 0 else { return RubyText.add(bytes, to: &text) }
        var at = bytes.startIndex
        while at < bytes.endIndex {
            if isAtStart { at = HeredocMargin.skip(bytes, at, margin) }
            let end = bytes[at...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.endIndex
            RubyText.add(bytes[at..<end], to: &text)
            isAtStart = end > at ? bytes[end - 1] == 10 : isAtStart
            at = end
        }
    }
}

/// Measures the margin of a heredoc; a tab goes to the next eighth column.
private struct HeredocMargin {
    private(set) var least: Int?
    private var width = 0
    private var isAtStart = true

    mutating func add(_ bytes: RubyText.Bytes) {
        for byte in bytes {
            if byte == 10 {
                width = 0
                isAtStart = true
            } else if isAtStart, byte == 32 || byte == 9 {
                width = byte == 32 ? width + 1 : (width / 8 + 1) * 8
            } else if byte != 13 {
                addOther()
            }
        }
    }

    /// Something that is no blank.
    mutating func addOther() {
        guard isAtStart else { return }
        isAtStart = false
        least = min(least ?? width, width)
    }

    /// Where a line goes on behind the margin.
    static func skip(_ bytes: RubyText.Bytes, _ start: Int, _ margin: Int) -> Int {
        var width = 0
        var at = start
        while at < bytes.endIndex, width < margin {
            if bytes[at] == 32 {
                width += 1
            } else if bytes[at] == 9, (width / 8 + 1) * 8 <= margin {
                width = (width / 8 + 1) * 8
            } else {
                break
            }
            at += 1
        }
        return at
    }
}
