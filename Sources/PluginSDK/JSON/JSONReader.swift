extension JSON {
    /// Bounds on what is read; text comes from operators and data files, and neither may exhaust the stack or memory.
    public struct Limits: Sendable {
        /// Arrays and objects inside one another.
        public var depth = 64
        /// In bytes.
        public var size = 16 << 20

        public init() {}
    }

    public init(parsing text: String, limits: Limits = Limits()) throws(JSONError) {
        var text = text
        let outcome = text.withUTF8 { JSON.outcome(UnsafeRawBufferPointer($0), limits) }
        self = try outcome.get()
    }

    public init(parsing bytes: UnsafeRawBufferPointer, limits: Limits = Limits()) throws(JSONError) {
        self = try JSON.outcome(bytes, limits).get()
    }

    private static func outcome(_ bytes: UnsafeRawBufferPointer, _ limits: Limits) -> Result<JSON, JSONError> {
        Result { () throws(JSONError) -> JSON in
            guard bytes.count <= limits.size else {
                throw JSONError(message: "the JSON text is larger than \(limits.size) bytes")
            }
            var reader = JSONReader(bytes: bytes, depthLimit: limits.depth)
            return try reader.document()
        }
    }
}

/// A strict reader of RFC 8259: one value, no comments, no trailing commas, no member twice, valid UTF-8.
struct JSONReader {
    let bytes: UnsafeRawBufferPointer
    let depthLimit: Int
    var position = 0

    init(bytes: UnsafeRawBufferPointer, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    mutating func document() throws(JSONError) -> JSON {
        let result = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure("text after the end of the value") }
        return result
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipSpace()
        guard let byte = peek() else { throw failure("the text ends where a value is expected") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw failure("a value is expected")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        try enter(depth)
        var members: [String: JSON] = [:]
        if take(UInt8(ascii: "}")) { return .object(members) }
        repeat {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw failure("a member name in quotes is expected") }
            let start = position
            let name = try string()
            guard take(UInt8(ascii: ":")) else { throw failure("\":\" is expected after the name \"\(name)\"") }
            guard members.updateValue(try value(depth: depth), forKey: name) == nil else {
                throw failure("the member \"\(name)\" is given twice", at: start)
            }
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw failure("\",\" or \"}\" is expected") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        try enter(depth)
        var values: [JSON] = []
        if take(UInt8(ascii: "]")) { return .array(values) }
        repeat { values.append(try value(depth: depth)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw failure("\",\" or \"]\" is expected") }
        return .array(values)
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= depthLimit else { throw failure("more than \(depthLimit) values inside one another") }
        position += 1
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let count = text.utf8CodeUnitCount
        let rest = UnsafeRawBufferPointer(rebasing: bytes[position..<min(position + count, bytes.count)])
        guard rest.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: count)) else {
            throw failure("a value is expected")
        }
        position += count
        return value
    }

    func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Skips white space and takes the byte when it is next.
    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position += 1
            default: return
            }
        }
    }

    /// Lines and columns count from 1; columns count bytes.
    func failure(_ what: String, at offset: Int? = nil) -> JSONError {
        let before = bytes[..<min(offset ?? position, bytes.count)]
        let line = before.count(where: { $0 == UInt8(ascii: "\n") }) + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONError(message: "line \(line), column \(before.endIndex - lineStart + 1): \(what)")
    }
}
