/// Reads YAML (1.2.2) from front to back without a tree, as far as files of packages use it: block and flow
/// collections, all kinds of scalars, explicit keys, comments, several documents. Scalars stay the text that stands
/// there. Anchors and tags are passed over; an alias is null, with a warning, so that nothing is ever expanded.
struct YAMLCursor: NestedCursor {
    /// Collections inside one another.
    static let depthLimit = 120

    /// What stands at a place.
    enum Node: Equatable {
        case mapping(indent: Int), sequence(indent: Int)
        case flowMapping, flowSequence
        case plain, quoted, block, alias, null, end
    }

    struct Frame {
        let isMapping: Bool
        /// Column of the keys or dashes; nil in brackets.
        let indent: Int?
        var isFirst = true
        var seen = SeenKeys()
    }

    let bytes: UnsafeRawBufferPointer
    var position = 0
    /// Where the line of the position begins.
    var lineStart = 0
    var line = 1
    var notes = Notes()
    var frames: [Frame] = []
    private(set) var hasFailed = false
    private var isPending = true
    /// What the pending value is, once it has been looked for.
    private var found: Node?
    /// Whether the pending value stands behind its key, where no block collection can begin.
    private var isAfterKey = false

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { (position, lineStart) = (3, 3) }
        startDocument()
    }

    /// The column that the content of the open collection must exceed.
    var parentIndent: Int { frames.last.map { $0.indent ?? 0 } ?? -1 }
    var isInFlow: Bool { frames.last.map { $0.indent == nil } ?? false }
    var column: Int { position - lineStart }

    mutating func kind() -> NestedKind {
        switch locate() {
        case .mapping, .flowMapping: .object
        case .sequence, .flowSequence: .array
        case .quoted, .block: .string
        case .alias, .null: .null
        case .plain:
            if isWord("true") || isWord("false") {
                .bool
            } else if isWord("null") || isWord("~") {
                .null
            } else {
                .string
            }
        case .end: .nothing
        }
    }

    mutating func enterObject() -> Bool {
        switch locate() {
        case .mapping(let indent): return push(Frame(isMapping: true, indent: indent))
        case .flowMapping:
            position += 1
            return push(Frame(isMapping: true, indent: nil))
        default: return refuse("an object")
        }
    }

    mutating func enterArray() -> Bool {
        switch locate() {
        case .sequence(let indent): return push(Frame(isMapping: false, indent: indent))
        case .flowSequence:
            position += 1
            return push(Frame(isMapping: false, indent: nil))
        default: return refuse("an array")
        }
    }

    private mutating func refuse(_ wanted: String) -> Bool {
        let other = kind()
        if other == .null { skip() } else if other != .nothing { refuse(wanted, other) }
        return false
    }

    private mutating func push(_ frame: Frame) -> Bool {
        guard frames.count < Self.depthLimit else {
            fail("more than \(Self.depthLimit) values inside one another")
            return false
        }
        frames.append(frame)
        done()
        return true
    }

    mutating func nextKey() -> String? {
        while !hasFailed {
            if isPending { skip() }
            guard let frame = frames.last, frame.isMapping else { return nil }
            guard frame.indent.map({ standsAt($0) }) ?? standsInBrackets("}") else { return nil }
            frames[frames.count - 1].isFirst = false
            let start = line
            // A key that cannot be read to its end closes all that is open.
            guard let key = readKey(), !frames.isEmpty else { continue }
            if frames[frames.count - 1].seen.insert(key) { return key }
            notes.add(start, "a key is given twice; the first counts")
        }
        return nil
    }

    mutating func nextElement() -> Bool {
        while !hasFailed {
            if isPending { skip() }
            guard let frame = frames.last, !frame.isMapping else { return false }
            guard frame.indent.map({ standsAt($0) }) ?? standsInBrackets("]") else { return false }
            frames[frames.count - 1].isFirst = false
            if frame.indent != nil { position += 1 }
            expect(afterKey: false)
            return true
        }
        return false
    }

    /// Whether a further key or dash of the open block collection is next; it is closed otherwise.
    private mutating func standsAt(_ indent: Int) -> Bool {
        let isMapping = frames.last?.isMapping ?? true
        while true {
            skipToContent()
            if position < bytes.count, !isAtMarker, column >= indent {
                if column == indent, isMapping != isAtDash { return true }
                if column > indent || isMapping {
                    notes.add(line, "the indentation fits nothing above")
                    skipLine()
                    continue
                }
            }
            frames.removeLast()
            return false
        }
    }

    private mutating func standsInBrackets(_ closing: Unicode.Scalar) -> Bool {
        skipFlowSpace()
        let closing = UInt8(ascii: closing)
        if frames.last?.isFirst == false, peek() != closing {
            guard take(UInt8(ascii: ",")) else {
                fail("\",\" or a closing bracket is expected")
                return false
            }
            skipFlowSpace()
        }
        guard position < bytes.count else {
            fail("the text ends inside brackets")
            return false
        }
        guard take(closing) else { return true }
        frames.removeLast()
        return false
    }

    /// The text of a scalar as it stands there; nil for anything else.
    mutating func scalar() -> String? {
        let node = locate()
        guard node == .plain || node == .quoted || node == .block, kind() != .null else {
            skip()
            return nil
        }
        done()
        switch node {
        case .plain: return readPlain()
        case .quoted: return readQuoted()
        default: return readBlock()
        }
    }

    mutating func skip() {
        let node = locate()
        if node == .alias { notes.add(line, "an alias is not followed") }
        done()
        switch node {
        case .mapping(let indent): skipBlock(indent, isSequence: false)
        case .sequence(let indent): skipBlock(indent, isSequence: true)
        case .flowMapping, .flowSequence: skipBrackets()
        case .plain, .alias: _ = readPlain()
        case .quoted: _ = readQuoted()
        case .block: _ = readBlock()
        case .null, .end: break
        }
    }

    /// Moves on to the next document of the file; false when there is none.
    mutating func nextDocument() -> Bool {
        finish()
        guard !hasFailed, position < bytes.count else { return false }
        startDocument()
        return position < bytes.count
    }

    /// To be called when the outermost value has been read: tells of text behind it.
    mutating func finish() {
        if isPending { skip() }
        guard !hasFailed else { return }
        skipToContent()
        guard position < bytes.count, !isAtMarker else { return }
        fail("there is text after the end of the document")
    }

    private mutating func startDocument() {
        skipToContent()
        while position < bytes.count, peek() == UInt8(ascii: "%") || isAtMarker {
            let isEnd = peek() == UInt8(ascii: "-")
            if isEnd { position += 3 } else { skipLine() }
            skipToContent()
            if isEnd { break }
        }
        expect(afterKey: false)
    }

    /// A value comes next that nobody has asked for yet.
    mutating func expect(afterKey: Bool, _ node: Node? = nil) {
        isPending = true
        found = node
        isAfterKey = afterKey
    }

    private mutating func done() {
        isPending = false
        found = nil
    }

    private mutating func locate() -> Node {
        guard isPending, !hasFailed else { return .end }
        if let found { return found }
        let node = isInFlow ? flowNode() : blockNode(isAfterKey: isAfterKey)
        found = node
        return node
    }

    mutating func fail(_ what: String) {
        guard !hasFailed else { return }
        notes.add(line, what + "; the rest of the file is not read")
        hasFailed = true
        frames.removeAll()
        done()
        position = bytes.count
    }
}
