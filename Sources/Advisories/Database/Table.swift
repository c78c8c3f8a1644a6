/// Rows of a fixed size within borrowed bytes.
struct Table {
    private let bytes: UnsafeRawBufferPointer
    private let stride: Int
    let count: Int

    /// Nil when the bytes are no whole number of rows, or of more than 2³² - 1 rows.
    init?(_ bytes: UnsafeRawBufferPointer, stride: Int) {
        guard bytes.count % stride == 0, bytes.count / stride < Int(UInt32.max) else { return nil }
        self.bytes = bytes
        self.stride = stride
        count = bytes.count / stride
    }

    /// Nil outside of the table.
    subscript(index: Int) -> Row? {
        guard index >= 0, index < count else { return nil }
        let start = index * stride
        return Row(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + stride]))
    }

    /// The rows of a list; nil when it does not lie within the table.
    func range(_ first: UInt32, _ count: UInt32) -> Range<Int>? {
        let end = UInt64(first) + UInt64(count)
        return end <= UInt64(self.count) ? Int(first)..<Int(end) : nil
    }
}

/// One row; the offsets asked for are those of `Layout`, which lie within it.
struct Row {
    let bytes: UnsafeRawBufferPointer

    func u32(_ offset: Int) -> UInt32 {
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func u64(_ offset: Int) -> UInt64 {
        UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    func date(_ offset: Int) -> Int64? {
        let value = Int64(bitPattern: u64(offset))
        return value == Layout.noDate ? nil : value
    }
}

/// Bytes of a section as it is written.
struct SectionBytes {
    private(set) var bytes: [UInt8] = []

    mutating func u32(_ value: UInt32) {
        for shift: UInt32 in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
    mutating func u32(_ value: Int) { u32(UInt32(clamping: value)) }
    mutating func u64(_ value: UInt64) {
        u32(UInt32(truncatingIfNeeded: value))
        u32(UInt32(truncatingIfNeeded: value >> 32))
    }
    mutating func date(_ value: Int64?) { u64(UInt64(bitPattern: value ?? Layout.noDate)) }
    mutating func append(_ more: [UInt8]) { bytes += more }
    mutating func pad(to multiple: Int) { while bytes.count % multiple != 0 { bytes.append(0) } }
}
