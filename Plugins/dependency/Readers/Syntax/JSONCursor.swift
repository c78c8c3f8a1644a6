/// Reads JSON (RFC 8259) from front to back. Memory does not grow with the text but for the hashes of the keys of the
/// objects that are open.
struct JSONCursor: NestedCursor {
    /// Arrays and objects inside one another.
    static let depthLimit = 120

    struct Frame {
        let isObject: Bool
        var isFirst = true
        var seen = SeenKeys()
    }

    let bytes: UnsafeRawBufferPointer
    /// Whether comments and commas before a closing bracket are let through, as in bun.lock.
    let isLenient: Bool
    /// Byte offset of what is read next.
    var position = 0
    var line = 1
    var notes = Notes()
    private var frames: [Frame] = []
    /// Whether a value stands at the position that nobody has asked for yet.
    private var isPending = true
    private(set) var hasFailed = false

    init(_ bytes: UnsafeRawBufferPointer, lenient: Bool = false) {
        self.bytes = bytes
        isLenient = lenient
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    mutating func kind() -> NestedKind {
        guard isPending else { return .nothing }
        skipSpace()
        switch peek() {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"): return .number
        case let byte? where byte.isDigit: return .number
        default:
            fail(position < bytes.count ? "a value is expected" : "the text ends where a value is expected")
            return .nothing
        }
    }

    mutating func enterObject() -> Bool { enter(.object) }
    mutating func enterArray() -> Bool { enter(.array) }

    private mutating func enter(_ wanted: NestedKind) -> Bool {
        let found = kind()
        guard found == wanted else {
            if found != .nothing { refuse(wanted.description, found) }
            return false
        }
        guard frames.count < Self.depthLimit else {
            fail("more than \(Self.depthLimit) values inside one another")
            return false
        }
        position += 1
        isPending = false
        frames.append(Frame(isObject: wanted == .object))
        return true
    }

    mutating func nextKey() -> String? {
        while advance(inObject: true) {
            guard peek() == UInt8(ascii: "\"") else {
                fail("a member name in quotes is expected")
                return nil
            }
            guard let key = readString() else { return nil }
            let keyLine = line
            skipSpace()
            guard take(UInt8(ascii: ":")) else {
                fail("\":\" is expected after a member name")
                return nil
            }
            isPending = true
            if frames[frames.count - 1].seen.insert(key) { return key }
            notes.add(keyLine, "a member is given twice; the first counts")
        }
        return nil
    }

    mutating func nextElement() -> Bool {
        guard advance(inObject: false) else { return false }
        isPending = true
        return true
    }

    /// Moves to the next member or element; false after the closing bracket was taken.
    private mutating func advance(inObject: Bool) -> Bool {
        if isPending { skip() }
        guard !hasFailed, let frame = frames.indices.last, frames[frame].isObject == inObject else { return false }
        let closing = UInt8(ascii: inObject ? "}" : "]")
        skipSpace()
        if !frames[frame].isFirst, peek() != closing {
            guard take(UInt8(ascii: ",")) else {
                fail(position < bytes.count ? "\",\" or a closing bracket is expected" : "the text ends inside a value")
                return false
            }
            skipSpace()
            if peek() == closing, !isLenient { notes.add(line, "there is a comma before a closing bracket") }
        }
        if take(closing) {
            frames.removeLast()
            return false
        }
        frames[frame].isFirst = false
        return true
    }

    mutating func scalar() -> String? {
        switch kind() {
        case .string:
            isPending = false
            return readString()
        case .number, .bool:
            isPending = false
            return word()
        default:
            skip()
            return nil
        }
    }

    mutating func skip() {
        guard kind() != .nothing else { return }
        isPending = false
        skipValue()
    }

    /// To be called when the outermost value has been read: tells of text behind it.
    mutating func finish() {
        if isPending { skip() }
        guard !hasFailed, frames.isEmpty else { return }
        skipSpace()
        if position < bytes.count { notes.add(line, "there is text after the end of the document") }
    }

    mutating func fail(_ what: String) {
        guard !hasFailed else { return }
        notes.add(line, what + "; the rest of the file is not read")
        hasFailed = true
        isPending = false
        frames.removeAll()
        position = bytes.count
    }
}
