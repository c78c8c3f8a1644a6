/// Reads what ``ByteWriter`` wrote, from a sender that is not to be trusted: every read is checked against what is
/// left, and nothing is allocated on the word of a length alone.
public struct ByteReader: Sendable {
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    public init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

    /// Reads only `range` of the bytes, which must lie within them.
    public init(_ bytes: [UInt8], _ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "range outside of the bytes")
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Bytes not read yet.
    public var left: Int { end - position }

    public mutating func uint8() throws(WireError) -> UInt8 { try integer() }
    public mutating func uint16() throws(WireError) -> UInt16 { try integer() }
    public mutating func uint32() throws(WireError) -> UInt32 { try integer() }
    public mutating func uint64() throws(WireError) -> UInt64 { try integer() }
    public mutating func int32() throws(WireError) -> Int32 { try integer() }
    public mutating func int64() throws(WireError) -> Int64 { try integer() }
    public mutating func double() throws(WireError) -> Double { Double(bitPattern: try integer()) }

    /// One byte that must be 0 or 1.
    public mutating func bool() throws(WireError) -> Bool {
        let value = try uint8()
        guard value <= 1 else { throw .invalid("a truth value of \(value)") }
        return value == 1
    }

    /// So many bytes, without a count in front.
    public mutating func raw(_ count: Int) throws(WireError) -> [UInt8] {
        guard count >= 0, count <= left else { throw .truncated(wanted: count, left: left) }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }

    /// Counted bytes, at most `limit` of them.
    public mutating func bytes(limit: Int = Int.max) throws(WireError) -> [UInt8] { Array(bytes[try counted(limit)]) }

    /// Counted text; what is not valid UTF-8 becomes U+FFFD.
    public mutating func text(limit: Int = Int.max) throws(WireError) -> String {
        let range = try counted(limit)
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Counted text that must be valid UTF-8.
    public mutating func validText(limit: Int = Int.max) throws(WireError) -> String {
        let range = try counted(limit)
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw .invalid("a text that is not UTF-8")
        }
        return text
    }

    /// The count of a list whose elements take at least `minimumSize` bytes each: a count that what is left cannot
    /// hold is refused before anything is allocated for it.
    public mutating func count(minimumSize: Int, limit: Int) throws(WireError) -> Int {
        let count = Int(try uint32())
        guard count <= limit else { throw .tooLong(length: count, limit: limit) }
        guard count <= left / max(1, minimumSize) else { throw .truncated(wanted: count * minimumSize, left: left) }
        return count
    }

    /// What ``ByteWriter/write(optional:_:)`` wrote.
    public mutating func optional<Value>(
        _ body: (inout ByteReader) throws(WireError) -> Value
    ) throws(WireError) -> Value? { try bool() ? try body(&self) : nil }

    /// Everything not read yet, as bytes.
    public mutating func rest() -> [UInt8] {
        defer { position = end }
        return Array(bytes[position..<end])
    }

    /// Throws unless everything was read.
    public func finish() throws(WireError) {
        guard left == 0 else { throw .trailing(left) }
    }

    private mutating func counted(_ limit: Int) throws(WireError) -> Range<Int> {
        let length = Int(try uint32())
        guard length <= limit else { throw .tooLong(length: length, limit: limit) }
        guard length <= left else { throw .truncated(wanted: length, left: left) }
        defer { position += length }
        return position..<position + length
    }

    private mutating func integer<Value: FixedWidthInteger>() throws(WireError) -> Value {
        let size = MemoryLayout<Value>.size
        guard size <= left else { throw .truncated(wanted: size, left: left) }
        defer { position += size }
        return bytes.withUnsafeBytes {
            Value(littleEndian: $0.loadUnaligned(fromByteOffset: position, as: Value.self))
        }
    }
}
