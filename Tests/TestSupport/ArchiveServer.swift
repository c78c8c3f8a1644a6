import Glibc
import Synchronization

/// Serves archives on a loopback port, with their states and parts of them, and as badly as a test wants.
public final class ArchiveServer: Sendable {
    public struct File: Sendable {
        public var bytes: [UInt8]
        public var tag: String
        /// The connection ends after so many bytes of an answer.
        public var breaksAfter: Int?
        /// Breaks off at each answer, or only at the first.
        public var breaksAlways: Bool
        public var status: Int
        public var ignoresRanges: Bool
        /// In place of the true length.
        public var length: Int?
        public var headers: String

        public init(
            bytes: [UInt8], tag: String = "\"1\"", breaksAfter: Int? = nil, breaksAlways: Bool = false,
            status: Int = 200, ignoresRanges: Bool = false, length: Int? = nil, headers: String = ""
        ) {
            self.bytes = bytes
            self.tag = tag
            self.breaksAfter = breaksAfter
            self.breaksAlways = breaksAlways
            self.status = status
            self.ignoresRanges = ignoresRanges
            self.length = length
            self.headers = headers
        }
    }

    private let state: Box
    private let receiver: WebhookReceiver

    public var base: String { "http://127.0.0.1:\(receiver.port)/osv" }
    /// What was asked for so far.
    public var requests: [ReceivedRequest] { receiver.all }

    public init(_ files: [String: File] = [:]) throws {
        let state = Box(files)
        self.state = state
        receiver = try WebhookReceiver { request, peer in
            let path = String(request.line.split(separator: " ").dropFirst().first ?? "")
            let file = state.files.withLock { files in
                defer { if files[path]?.breaksAlways == false { files[path]?.breaksAfter = nil } }
                return files[path]
            }
            guard let file else { return peer.answer(404, "none") }
            ArchiveServer.send(file, request, peer)
        }
    }

    public func put(_ path: String, _ file: File?) { state.files.withLock { $0["/osv/" + path] = file } }

    private static func send(_ file: File, _ request: ReceivedRequest, _ peer: Peer) {
        guard file.status == 200 else { return peer.answer(file.status, "no", headers: file.headers) }
        if request["If-None-Match"] == file.tag, !file.tag.isEmpty {
            return peer.answer(304, headers: "ETag: \(file.tag)\r\n")
        }
        var (status, start) = (200, 0)
        if let range = request["Range"], request["If-Range"] == file.tag, !file.ignoresRanges {
            start = Int(range.dropFirst("bytes=".count).dropLast()) ?? 0
            guard start < file.bytes.count else { return peer.answer(416) }
            status = 206
        }
        let rest = file.bytes[start...]
        var head = "HTTP/1.1 \(status) Something\r\n\(file.headers)"
        if !file.tag.isEmpty { head += "ETag: \(file.tag)\r\n" }
        if status == 206 { head += "Content-Range: bytes \(start)-\(file.bytes.count - 1)/\(file.bytes.count)\r\n" }
        head += "Content-Length: \(file.length ?? rest.count)\r\n\r\n"
        peer.send(bytes: Array(head.utf8) + rest.prefix(file.breaksAfter ?? rest.count))
    }

    private final class Box: Sendable {
        let files: Mutex<[String: File]>

        init(_ files: [String: File]) { self.files = Mutex(files) }
    }
}
