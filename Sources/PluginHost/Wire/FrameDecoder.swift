internal import Glibc

/// One message of a wire.
public struct Frame: Sendable, Equatable {
    public let type: UInt16
    public let payload: [UInt8]

    public init(type: UInt16, payload: [UInt8]) {
        self.type = type
        self.payload = payload
    }

    public var reader: ByteReader { ByteReader(payload) }
}

/// Cuts a stream of bytes into frames: u32 length of the payload, u16 type, u16 zero, payload.
///
/// Holds at most one frame of the largest allowed size plus what one ``fill(_:)`` added.
public struct FrameDecoder: Sendable {
    public static let headerLength = 8
    /// Bytes of payload that a frame may have unless said otherwise: 1 MiB.
    public static let defaultLimit = 1 << 20
    private static let chunk = 64 << 10

    private let limit: Int
    private var buffer: [UInt8]
    private var start = 0
    private var end = 0

    public init(limit: Int = FrameDecoder.defaultLimit) {
        self.limit = limit
        buffer = []
    }

    /// Bytes that wait for the rest of their frame.
    public var pending: Int { end - start }

    /// True when ``next()`` has a frame to give, or an error.
    public var hasFrame: Bool {
        guard pending >= Self.headerLength else { return false }
        var header = ByteReader(buffer, start..<start + Self.headerLength)
        guard let length = try? header.uint32() else { return false }
        return Int(length) > limit || pending - Self.headerLength >= Int(length)
    }

    /// Makes room and lets `read` put bytes into it; `read` returns how many it put, and its answer is handed on.
    public mutating func fill(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        makeRoom()
        let room = end..<buffer.count
        let count = buffer.withUnsafeMutableBytes { read(UnsafeMutableRawBufferPointer(rebasing: $0[room])) }
        precondition(count <= room.count, "more bytes were read than there was room for")
        if count > 0 { end += count }
        return count
    }

    public mutating func append(_ bytes: some Sequence<UInt8>) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = fill { room in
                rest.withUnsafeBytes { part in
                    let count = min(part.count, room.count)
                    room.copyMemory(from: UnsafeRawBufferPointer(rebasing: part[..<count]))
                    return count
                }
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Type and payload of the next whole frame; nil until more bytes arrive. The stream is lost after an error.
    public mutating func next() throws(WireError) -> (type: UInt16, reader: ByteReader)? {
        guard pending >= Self.headerLength else { return nil }
        var header = ByteReader(buffer, start..<start + Self.headerLength)
        let length = Int(try header.uint32())
        let type = try header.uint16()
        guard try header.uint16() == 0 else { throw .badHeader }
        guard length <= limit else { throw .oversizedFrame(length: length, limit: limit) }
        let payload = start + Self.headerLength
        guard end - payload >= length else { return nil }
        start = payload + length
        return (type, ByteReader(buffer, payload..<payload + length))
    }

    private mutating func makeRoom() {
        if start == end {
            start = 0
            end = 0
        }
        if buffer.count - end >= Self.chunk / 2 { return }
        let pending = pending
        let count = max(Self.chunk, pending + Self.chunk)
        if count > buffer.count {
            buffer = moved(to: max(count, 2 * pending))
        } else {
            let start = start
            buffer.withUnsafeMutableBytes { bytes in
                guard let base = bytes.baseAddress else { return }
                memmove(base, base + start, pending)
            }
        }
        start = 0
        end = pending
    }

    /// What waits, at the beginning of a larger buffer. In one piece: a loop over single bytes is slow without the
    /// optimizer.
    private func moved(to count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            guard let base = bytes.baseAddress else { return }
            memset(base, 0, count)
            buffer.withUnsafeBytes { old in
                if let from = old.baseAddress { memcpy(base, from + start, pending) }
            }
            initialized = count
        }
    }
}
