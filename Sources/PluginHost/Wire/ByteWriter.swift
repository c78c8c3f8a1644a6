/// Appends values in the encoding of the wire: little-endian integers, u32-counted bytes.
public struct ByteWriter: Sendable {
    public private(set) var bytes: [UInt8]

    public init(capacity: Int = 64) {
        bytes = []
        bytes.reserveCapacity(capacity)
    }

    public mutating func write(_ value: UInt8) { bytes.append(value) }
    public mutating func write(_ value: UInt16) { append(value) }
    public mutating func write(_ value: UInt32) { append(value) }
    public mutating func write(_ value: UInt64) { append(value) }
    public mutating func write(_ value: Int32) { append(UInt32(bitPattern: value)) }
    public mutating func write(_ value: Int64) { append(UInt64(bitPattern: value)) }
    public mutating func write(_ value: Double) { append(value.bitPattern) }
    public mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    /// Counted bytes.
    public mutating func write(_ value: [UInt8]) {
        append(UInt32(truncatingIfNeeded: value.count))
        bytes.append(contentsOf: value)
    }

    /// Counted UTF-8.
    public mutating func write(_ value: String) {
        append(UInt32(truncatingIfNeeded: value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    /// Bytes as they are, without a count.
    public mutating func append(contentsOf raw: [UInt8]) { bytes.append(contentsOf: raw) }

    /// Nothing, or one byte that says so and the value.
    public mutating func write<Value>(optional value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    /// A whole frame: header, and the payload that `body` writes.
    public mutating func frame(_ type: UInt16, _ body: (inout ByteWriter) -> Void) {
        let header = bytes.count
        append(UInt32(0))
        append(type)
        append(UInt16(0))
        body(&self)
        let length = UInt32(truncatingIfNeeded: bytes.count - header - FrameDecoder.headerLength)
        for index in 0..<4 { bytes[header + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    }

    /// Drops what was written and keeps the memory.
    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
