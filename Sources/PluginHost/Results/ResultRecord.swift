internal import WorkerProtocol

/// An entry in the index of a file of results (`scw_result`).
struct ResultRecord {
    static let size = MemoryLayout<scw_result>.size
    private static let keyRoom = Int(SCW_RESULT_KEY)

    let key: [UInt8]
    var offset: UInt64
    let length: Int
    let checksum: UInt64

    init(key: [UInt8], value: [UInt8], offset: UInt64) {
        self.key = key
        self.offset = offset
        length = value.count
        checksum = key.withUnsafeBufferPointer { key in
            value.withUnsafeBufferPointer { scw_checksum(key.baseAddress, key.count, $0.baseAddress, $0.count) }
        }
    }

    /// Nil for one that the file cannot hold.
    init?(_ reader: inout ByteReader, fileSize: UInt64) throws(WireError) {
        let room = try reader.raw(Self.keyRoom)
        let count = Int(try reader.uint32())
        length = Int(try reader.uint32())
        offset = try reader.uint64()
        checksum = try reader.uint64()
        guard (1...Self.keyRoom).contains(count), length <= SCW_RESULT_VALUE, UInt64(length) <= fileSize,
            offset <= fileSize - UInt64(length)
        else { return nil }
        key = Array(room[..<count])
    }

    func write(to writer: inout ByteWriter) {
        writer.append(contentsOf: key + [UInt8](repeating: 0, count: Self.keyRoom - key.count))
        writer.write(UInt32(key.count))
        writer.write(UInt32(length))
        writer.write(offset)
        writer.write(checksum)
    }

    /// What it takes in a file, bytes.
    var cost: Int { Self.cost(length) }

    static func cost(_ length: Int) -> Int { Int(scw_result_cost(UInt64(length))) }
}
