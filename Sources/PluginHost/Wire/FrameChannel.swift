internal import Glibc
internal import Synchronization

/// Frames over a stream socket or a pipe, in blocking calls.
///
/// Any number of threads may send, each frame goes out whole; one thread at a time receives.
public final class FrameChannel: Sendable {
    private let descriptor: OwnedDescriptor
    private let limit: Int
    private let sending = Mutex(())
    private let receiving: Mutex<FrameDecoder>

    /// Takes over a blocking descriptor and closes it in the end. `limit` bounds the payload in both directions, bytes.
    public init(descriptor: Int32, limit: Int = FrameDecoder.defaultLimit) {
        self.descriptor = OwnedDescriptor(descriptor)
        self.limit = limit
        receiving = Mutex(FrameDecoder(limit: limit))
    }

    /// Returns when the whole frame has been handed to the system.
    public func send(_ type: UInt16, _ payload: [UInt8]) throws(WireError) {
        guard payload.count <= limit else { throw .oversizedFrame(length: payload.count, limit: limit) }
        var writer = ByteWriter(capacity: payload.count + FrameDecoder.headerLength)
        writer.frame(type) { $0.append(contentsOf: payload) }
        let bytes = writer.bytes
        let failure: WireError? = sending.withLock { _ in writeAll(bytes) }
        if let failure { throw failure }
    }

    /// The next frame; nil when the other side closed the stream between two frames.
    public func receive() throws(WireError) -> Frame? {
        let result: Result<Frame?, WireError> = receiving.withLock { decoder in
            Result { () throws(WireError) in try next(&decoder) }
        }
        return try result.get()
    }

    /// True when ``receive()`` would not wait: a whole frame is here already, or the system has more bytes.
    public var hasInput: Bool {
        receiving.withLock { decoder in
            if decoder.hasFrame { return true }
            var wanted = pollfd(fd: descriptor.number, events: Int16(POLLIN), revents: 0)
            return poll(&wanted, 1, 0) > 0
        }
    }

    private func next(_ decoder: inout FrameDecoder) throws(WireError) -> Frame? {
        while true {
            if let (type, payload) = try decoder.next() {
                var reader = payload
                return Frame(type: type, payload: reader.rest())
            }
            let count = decoder.fill { room in
                Self.retrying { read(descriptor.number, room.baseAddress, room.count) }
            }
            if count < 0 { throw .system(call: "read", errno: errno) }
            if count == 0 {
                guard decoder.pending == 0 else { throw .endInsideFrame }
                return nil
            }
        }
    }

    private func writeAll(_ bytes: [UInt8]) -> WireError? {
        bytes.withUnsafeBytes { buffer in
            var written = 0
            while written < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
                let count = Self.retrying { Self.put(descriptor.number, rest) }
                if count < 0 { return .system(call: "write", errno: errno) }
                written += count
            }
            return nil
        }
    }

    /// A socket whose reader is gone must not raise SIGPIPE; a pipe has no such choice.
    private static func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        let count = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        if count < 0 && errno == ENOTSOCK { return Glibc.write(descriptor, bytes.baseAddress, bytes.count) }
        return count
    }

    private static func retrying(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}
