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

    /// Writes a key of printable ASCII without quotes and backslashes, as it stands in the source; exactly one value
    /// must follow. Listings write twenty of them for each row.
    public mutating func key(plain name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// A string of UTF-8; nil is null.
    public mutating func value(utf8 text: UnsafeBufferPointer<UInt8>?) {
        guard let text else { return null() }
        separate()
        appendQuoted(text)
        needsComma = true
    }

    /// Appends bytes that are already one JSON value.
    public mutating func raw(utf8 json: UnsafeBufferPointer<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
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

    /// As ISO 8601 writes it.
    public mutating func value(_ value: Timestamp) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        value.withASCII { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
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

    private mutating func appendQuoted(_ text: String) {
        var text = text
        text.withUTF8 { appendQuoted($0) }
    }

    /// Runs of bytes that stand for themselves are copied whole, since nearly all texts are one.
    private mutating func appendQuoted(_ source: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var start = 0
        while let index = JSONWriter.firstToEscape(in: source, from: start) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start..<index]))
            appendEscape(source[index])
            start = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[start...]))
        bytes.append(UInt8(ascii: "\""))
    }

    /// Looks at eight bytes at a time: those without a byte to escape, which are nearly all, are passed over.
    private static func firstToEscape(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(source)
        var index = start
        while index < source.count {
            let end = min(index + 8, source.count)
            if end - index == 8, !hasByteToEscape(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) {
                index = end
                continue
            }
            while index < end {
                if mustBeEscaped(source[index]) { return index }
                index += 1
            }
        }
        return nil
    }

    /// Never misses one; a byte above 0x7F next to a match may be taken for one.
    private static func hasByteToEscape(_ block: UInt64) -> Bool {
        let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        func hasZero(_ value: UInt64) -> UInt64 { (value &- ones) & ~value & highs }
        let control = (block &- ones &* 0x20) & ~block & highs
        return control | hasZero(block ^ ones &* 0x22) | hasZero(block ^ ones &* 0x5C) | hasZero(block ^ ones &* 0x7F)
            != 0
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
        if let value { self.value(value) } else { null() }
    }
}
