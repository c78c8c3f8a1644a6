/// Reads YAML from front to back with libyaml, without a tree. Scalars stay the text that stands there. An alias is
/// null, with a warning, so that nothing is ever expanded. After an error of syntax there is nothing more.
struct YAMLCursor: NestedCursor {
    /// Collections inside one another.
    static let depthLimit = 120

    private struct Frame {
        let isMapping: Bool
        var seen = SeenKeys()
    }

    var notes = Notes()
    private let events: YAMLEvents
    private var frames: [Frame] = []
    private var hasFailed = false
    /// Whether a value comes next that nobody has asked for yet.
    private var isPending = true
    /// Whether the current event is still to be used.
    private var isPeeked = false

    /// The bytes must outlive the cursor.
    init(_ bytes: UnsafeRawBufferPointer) {
        events = YAMLEvents(bytes)
        if peek() == .documentStart { isPeeked = false }
    }

    var line: Int { events.line }

    mutating func kind() -> NestedKind {
        guard isPending else { return .nothing }
        switch peek() {
        case .mapping: return .object
        case .sequence: return .array
        case .alias: return .null
        case .scalar where !events.isPlain: return .string
        case .scalar where events.isWord("true") || events.isWord("false"): return .bool
        case .scalar: return events.isWord("") || events.isWord("~") || events.isWord("null") ? .null : .string
        case .documentStart, .documentEnd, .end, .streamEnd, nil: return .nothing
        }
    }

    mutating func enterObject() -> Bool { enter(.object) }
    mutating func enterArray() -> Bool { enter(.array) }

    private mutating func enter(_ wanted: NestedKind) -> Bool {
        let found = kind()
        guard found == wanted else {
            if found == .null { skip() } else if found != .nothing { refuse(wanted.description, found) }
            return false
        }
        guard admits(frames.count + 1) else { return false }
        frames.append(Frame(isMapping: wanted == .object))
        isPending = false
        isPeeked = false
        return true
    }

    mutating func nextKey() -> String? {
        while advance(inMapping: true) {
            let isText = events.current == .scalar
            let key = isText ? events.text : ""
            let isNew = !isText || frames[frames.count - 1].seen.insert(key)
            if !isText { notes.add(line, "a key that is no text") }
            if !isNew { notes.add(line, "a key is given twice; the first counts") }
            skipNode()
            isPending = true
            if isText, isNew { return key }
        }
        return nil
    }

    mutating func nextElement() -> Bool {
        isPending = advance(inMapping: false)
        return isPending
    }

    /// Moves to the next key or element of the open collection; false when it is closed.
    private mutating func advance(inMapping: Bool) -> Bool {
        if isPending { skip() }
        guard let frame = frames.last, frame.isMapping == inMapping, let event = peek() else { return false }
        guard event == .end else { return true }
        frames.removeLast()
        isPeeked = false
        return false
    }

    mutating func scalar() -> String? {
        let kind = kind()
        guard kind == .string || kind == .bool else {
            skip()
            return nil
        }
        isPending = false
        isPeeked = false
        return events.text
    }

    mutating func skip() {
        guard isPending else { return }
        isPending = false
        if peek() == .alias { notes.add(line, "an alias is not followed") }
        skipNode()
    }

    /// Passes over the key or value that comes next.
    private mutating func skipNode() {
        var depth = 0
        repeat {
            switch peek() {
            case .mapping, .sequence:
                depth += 1
                guard admits(frames.count + depth) else { return }
            case .end: depth -= 1
            case .scalar, .alias: break
            case .documentStart, .documentEnd, .streamEnd, nil: return
            }
            isPeeked = false
        } while depth > 0
    }

    /// Whether so many collections may be open.
    private mutating func admits(_ depth: Int) -> Bool {
        if depth > Self.depthLimit { fail("more than \(Self.depthLimit) values inside one another") }
        return depth <= Self.depthLimit
    }

    /// Moves on to the next document of the file; false when there is none.
    mutating func nextDocument() -> Bool {
        finish()
        guard peek() == .documentStart else { return false }
        isPeeked = false
        isPending = true
        return true
    }

    /// To be called when the outermost value has been read: tells of text behind it.
    mutating func finish() {
        if isPending { skip() }
        guard peek() == .documentEnd else { return }
        isPeeked = false
        _ = peek()
    }

    /// The event that comes next; nil after an error.
    private mutating func peek() -> YAMLEvents.Event? {
        guard !hasFailed else { return nil }
        if !isPeeked {
            guard events.advance() else {
                fail(events.problem)
                return nil
            }
            isPeeked = true
        }
        return events.current
    }

    private mutating func fail(_ what: String) {
        notes.add(line, what + "; the rest of the file is not read")
        hasFailed = true
        frames.removeAll()
        isPending = false
    }
}
