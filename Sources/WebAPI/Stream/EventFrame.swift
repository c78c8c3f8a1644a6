internal import Model
internal import NIOCore

/// Frames of an event stream (WHATWG HTML, server-sent events).
enum EventFrame {
    static let keepalive = ByteBuffer(string: ": keepalive\n\n")

    /// Payloads are one line by contract; should one hold a line break all the same, each line becomes a `data:` field, so
    /// that no payload can forge a frame.
    static func of(_ event: RecordedEvent) -> ByteBuffer {
        var text = "id: \(event.sequence)\nevent: \(event.name)\n"
        for line in event.payload.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            text += "data: \(line)\n"
        }
        return ByteBuffer(string: text + "\n")
    }
}
