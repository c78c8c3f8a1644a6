/// Writes a record: numbers in seven-bit groups, texts with their lengths before them.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    mutating func add(_ text: String) {
        add(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ data: [UInt8]) {
        add(data.count)
        bytes.append(contentsOf: data)
    }

    mutating func add<Element>(_ elements: [Element], _ each: (inout RecordWriter, Element) -> Void) {
        add(elements.count)
        for element in elements { each(&self, element) }
    }

    mutating func add<Wrapped>(_ value: Wrapped?, _ some: (inout RecordWriter, Wrapped) -> Void) {
        add(value == nil ? 0 : 1)
        if let value { some(&self, value) }
    }
}

/// Reads a record. Whatever does not fit is damage, never a crash: the bytes come from a disk.
struct RecordReader {
    struct Damage: Error {}

    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { at == bytes.count }

    mutating func number() throws -> Int {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < bytes.count, shift < 64 {
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return Int(Int64(bitPattern: value)) }
            shift += 7
        }
        throw Damage()
    }

    mutating func text() throws -> String {
        let count = try length()
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }

    mutating func data() throws -> [UInt8] {
        let count = try length()
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    mutating func range() throws -> Range<Int> {
        let start = try number()
        let count = try number()
        guard start >= 0, count >= 0, start <= Int(UInt32.max), count <= Int(UInt32.max) else { throw Damage() }
        return start..<start + count
    }

    mutating func list<Element>(_ each: (inout RecordReader) throws -> Element) throws -> [Element] {
        let count = try length()
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try each(&self)) }
        return elements
    }

    mutating func optional<Wrapped>(_ some: (inout RecordReader) throws -> Wrapped) throws -> Wrapped? {
        try number() == 0 ? nil : try some(&self)
    }

    /// A number of bytes or elements: no more than there are bytes left.
    private mutating func length() throws -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.count - at else { throw Damage() }
        return count
    }
}
