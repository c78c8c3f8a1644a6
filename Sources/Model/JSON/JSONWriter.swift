/// Writes compact JSON (RFC 8259) straight into bytes: keys in the order given, nulls written out, and no intermediate
/// tree, since listings of 100 000 findings are written this way.
///
/// The caller is responsible for balanced `object`/`array` closures, which the closure form guarantees.
public struct JSONWriter: ~Copyable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    public init(reserving capacity: Int = 512) { bytes.reserveCapacity(capacity) }

    /// The text written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Hands over what was written so far and empties the buffer; the nesting state stays, so writing may go on.
    public mutating func take() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &bytes)
        return taken
    }

    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        try body(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        try body(&self)
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes a key; exactly one value must follow.
    public mutating func key(_ name: String) {
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func null() { raw("null") }
    public mutating func value(_ value: Bool) { raw(value ? "true" : "false") }
    public mutating func value(_ value: Int) { raw(String(value)) }
    public mutating func value(_ value: Int64) { raw(String(value)) }

    /// Numbers that JSON cannot express (infinite, NaN) are written as null.
    public mutating func value(_ value: Double) {
        guard value.isFinite else { return null() }
        raw(String(value))
    }

    public mutating func value(_ value: String) {
        separate()
        appendQuoted(value)
        needsComma = true
    }

    public mutating func value(_ values: [String]) {
        array { writer in for element in values { writer.value(element) } }
    }

    public mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let flag): self.value(flag)
        case .int(let number): self.value(number)
        case .double(let number): self.value(number)
        case .string(let text): self.value(text)
        case .array(let elements): array { writer in for element in elements { writer.value(element) } }
        case .object(let members): self.value(members)
        }
    }

    /// Members in byte order of their keys, so that equal values give equal bytes.
    public mutating func value(_ members: [String: JSONValue]) {
        object { writer in
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                writer.key(name)
                writer.value(member)
            }
        }
    }

    /// Appends text that is already one JSON value.
    public mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    /// Runs of bytes that stand for themselves are copied whole, since nearly all texts are one.
    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { source in
            var start = 0
            for index in source.indices where JSONWriter.mustBeEscaped(source[index]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
                appendEscape(source[index])
                start = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func appendEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}

extension JSONWriter {
    public mutating func member(_ name: String, _ value: String) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: Int) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: Double) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: Bool) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: [String]) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: [String: JSONValue]) {
        key(name)
        self.value(value)
    }
    public mutating func member(_ name: String, _ value: String?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }
    public mutating func member(_ name: String, _ value: Int?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }
    public mutating func member(_ name: String, _ value: Double?) {
        key(name)
        if let value { self.value(value) } else { null() }
    }
    public mutating func member(_ name: String, _ value: Timestamp?) {
        key(name)
        if let value { self.value(value.iso8601) } else { null() }
    }
}
