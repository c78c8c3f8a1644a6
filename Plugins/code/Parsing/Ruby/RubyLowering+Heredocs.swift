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
                let recent = waiting.suffix(Self.mostWaiting)
                if let found = recent.firstIndex(where: { ends(node, $0) }) {
                    heredocs[waiting.remove(at: found).index] = index
                } else {
                    lostHeredocs.append(node)
                }
            default: break
            }
        }
    }

    /// A heredoc without an end goes on to the end of the file.
    private func ends(_ body: ConcreteNode, _ beginning: ConcreteNode) -> Bool {
        let end = body.children.first { kind($0) == .heredoc_end }
        guard let end, !end.range.isEmpty else { return true }
        return Self.word(of: beginning.bytes).elementsEqual(end.bytes)
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
        let content = contentStart(of: body)..<contentEnd(of: body, beginning)
        let margin = beginning.bytes.dropFirst(2).first == UInt8(ascii: "~") ? self.margin(of: body, content) : 0
        let isTemplate = has(body, .interpolation)
        // A literal stands where it begins; its pieces stand where they are.
        if isTemplate { begin(.template, role, beginning) }
        var line = HeredocLine(margin: margin)
        var pending: Range<Int>?
        var at = content.lowerBound
        for child in body.children where !isPlain(child) {
            let stop = min(child.range.lowerBound, content.upperBound)
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

    /// Text that stands for itself. What the grammar takes for a comment in it, `#\{`, is none.
    private func isPlain(_ child: ConcreteNode) -> Bool {
        kind(child) == .heredoc_content || kind(child) == .comment
    }

    /// Behind the end of the line in which the heredoc begins.
    private func contentStart(of body: ConcreteNode) -> Int {
        let text = body.tree.text
        var at = body.range.lowerBound
        if at < body.range.upperBound, text[at] == 13 { at += 1 }
        if at < body.range.upperBound, text[at] == 10 { at += 1 }
        return at
    }

    /// Before the blanks of the last line. At the end of a file the grammar sees the last word only when a line ends
    /// behind it.
    private func contentEnd(of body: ConcreteNode, _ beginning: ConcreteNode) -> Int {
        let text = body.tree.text
        let last = body.children.first { kind($0) == .heredoc_end }
        var end = last?.range.lowerBound ?? body.range.upperBound
        let start = contentStart(of: body)
        let word = Self.word(of: beginning.bytes)
        if last?.range.isEmpty ?? true {
            let line = text[start..<max(start, end)].lastIndex(of: 10).map { $0 + 1 } ?? start
            let isWord = text[line..<max(line, end)].drop { $0 == 32 || $0 == 9 }.elementsEqual(word)
            return isWord ? line : max(start, end)
        }
        while end > start, text[end - 1] == 32 || text[end - 1] == 9 { end -= 1 }
        return max(start, end)
    }

    /// The least width of blanks before the lines that are not blank.
    private func margin(of body: ConcreteNode, _ content: Range<Int>) -> Int {
        var margin = HeredocMargin()
        var at = content.lowerBound
        for child in body.children where !isPlain(child) {
            let stop = min(child.range.lowerBound, content.upperBound)
            if at < stop { margin.add(body.tree.text[at..<stop]) }
            at = max(at, child.range.upperBound)
            if kind(child) != .heredoc_end { margin.addOther() }
        }
        return margin.least ?? 0
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
