import Foundation

/// One frame of an event stream; a comment has only `comment`.
public struct ServerSentEvent: Sendable, Equatable {
    public var id: String?
    public var event: String?
    public var data: String?
    public var comment: String?
}

/// Reads an event stream on a thread of its own.
public final class EventReader: Sendable {
    public let head: HTTPReply
    /// Ends when the server ends the stream; throws when the connection breaks off.
    public let frames: AsyncThrowingStream<ServerSentEvent, any Error>
    private let connection: HTTPConnection

    init(_ connection: HTTPConnection, head: HTTPReply) {
        self.connection = connection
        self.head = head
        frames = AsyncThrowingStream { continuation in
            guard head["Transfer-Encoding"] == "chunked" else { return continuation.finish() }
            Thread.detachNewThread { EventReader.read(connection, into: continuation) }
        }
    }

    /// Goes away, as a closed browser tab does.
    public func close() { connection.close() }

    /// The next frames, comments too, until `count` have come or the stream ends.
    public func next(_ count: Int) async throws -> [ServerSentEvent] {
        var read: [ServerSentEvent] = []
        for try await frame in frames {
            read.append(frame)
            if read.count == count { break }
        }
        return read
    }

    /// Everything until the stream ends, without comments.
    public func rest() async throws -> [ServerSentEvent] {
        var read: [ServerSentEvent] = []
        for try await frame in frames where frame.comment == nil { read.append(frame) }
        return read
    }

    private static func read(
        _ connection: HTTPConnection, into continuation: AsyncThrowingStream<ServerSentEvent, any Error>.Continuation
    ) {
        var text = ""
        do {
            while let chunk = try connection.readChunk() {
                text += String(decoding: chunk, as: UTF8.self)
                while let end = text.range(of: "\n\n") {
                    continuation.yield(frame(text[..<end.lowerBound]))
                    text.removeSubrange(..<end.upperBound)
                }
            }
            continuation.finish()
        } catch {
            continuation.finish(throwing: error)
        }
    }

    private static func frame(_ text: Substring) -> ServerSentEvent {
        var frame = ServerSentEvent()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            switch parts.first {
            case "id": frame.id = value
            case "event": frame.event = value
            case "data": frame.data = frame.data.map { $0 + "\n" + value } ?? value
            case "": frame.comment = value
            default: break
            }
        }
        return frame
    }
}
