internal import Model
internal import NIOCore

/// Frames of an event stream (WHATWG HTML, server-sent events).
enum EventFrame {
    static let keepalive = ByteBuffer(string: ": keepalive\n\n")

    /// Payloads are one line by contract; should one hold a line break all the same, each line becomes a `data:` field,
    /// so that no payload can forge a frame. Only CR and LF end a line of a stream; U+2028 and its like are content.
    static func of(_ event: RecordedEvent) -> ByteBuffer {
        let head = "id: \(event.sequence)\nevent: \(event.name)\n"
        let data = lines(of: event.payload).map { "data: \($0)\n" }.joined()
        return ByteBuffer(string: head + data + "\n")
    }

    private static func lines(of payload: String) -> [Substring] {
        guard payload.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return [payload[...]] }
        return payload.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
    }
}
