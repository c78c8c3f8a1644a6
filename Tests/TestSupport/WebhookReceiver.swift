import Foundation
import Glibc
import Synchronization

/// What a receiver was sent.
public struct ReceivedRequest: Sendable {
    /// 1, 2, 3… in the order of arrival.
    public var number: Int
    /// `POST /path HTTP/1.1`
    public var line: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public subscript(name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }

    public var object: [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }
    public var data: [String: Any] { object["data"] as? [String: Any] ?? [:] }
}

/// A raw HTTP server on a free loopback port that answers as its test wants, badly if need be. Every connection has a
/// thread of its own and is closed when its answer returns.
public final class WebhookReceiver: Sendable {
    public typealias Answer = @Sendable (ReceivedRequest, Peer) -> Void

    public let port: Int
    /// Each request when it has come whole, before it is answered.
    public let requests: AsyncStream<ReceivedRequest>
    private let listener: Int32
    private let received: Mutexed<[ReceivedRequest]>

    public var url: String { "http://127.0.0.1:\(port)/hook" }
    /// Everything that has come so far.
    public var all: [ReceivedRequest] { received.value.withLock { $0 } }

    public init(_ answer: @escaping Answer = { _, peer in peer.answer(200, "ok") }) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { [listener] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) | listen(listener, 64) | getsockname(listener, $0, &length)
            }
        }
        guard result == 0 else { throw SystemError(errno, "a port to listen on") }
        port = Int(UInt16(bigEndian: address.sin_port))
        let (requests, arrivals) = AsyncStream.makeStream(of: ReceivedRequest.self)
        self.requests = requests
        let received = Mutexed([ReceivedRequest]())
        self.received = received
        Thread.detachNewThread { [listener] in
            WebhookReceiver.accept(listener) { peer in
                guard var request = peer.read() else { return }
                request.number = received.value.withLock { all in
                    request.number = all.count + 1
                    all.append(request)
                    return all.count
                }
                arrivals.yield(request)
                answer(request, peer)
            }
        }
    }

    /// Nobody can connect any more, and the thread that accepts comes to its end.
    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// The next request that comes whole.
    public func next() async -> ReceivedRequest? {
        for await request in requests { return request }
        return nil
    }

    /// Closes the descriptor, and nobody else does: the number of one that is closed may be another receiver's before
    /// the next turn of the loop, and that one's requests would come here.
    private static func accept(_ listener: Int32, _ serve: @escaping @Sendable (Peer) -> Void) {
        defer { close(listener) }
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            if descriptor < 0, errno == EINTR { continue }
            guard descriptor >= 0 else { return }
            let peer = Peer(descriptor)
            Thread.detachNewThread { serve(peer) }
        }
    }
}

/// A mutex that can be shared.
final class Mutexed<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) { self.value = Mutex(value) }
}

/// The other end of a connection; for the thread that serves it.
public final class Peer: Sendable {
    private let descriptor: Int32

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// A whole answer.
    public func answer(_ status: Int, _ body: String = "", headers: String = "") {
        send("HTTP/1.1 \(status) Something\r\n\(headers)Content-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    /// Bytes as they are; false when the client has gone.
    @discardableResult
    public func send(_ text: String) -> Bool { send(bytes: Array(text.utf8)) }

    @discardableResult
    public func send(bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    /// Returns when the client closes the connection.
    public func waitForEnd() {
        var byte: UInt8 = 0
        while recv(descriptor, &byte, 1, 0) > 0 {}
    }

    /// A request with its body; nil when the client goes before its end.
    func read() -> ReceivedRequest? {
        var bytes: [UInt8] = []
        guard let head = readHead(&bytes) else { return nil }
        let lines = head.components(separatedBy: "\r\n")
        let headers = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: (parts.last ?? "").trimmingCharacters(in: .whitespaces))
        }
        let length = headers.first { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) } ?? 0
        while bytes.count < length { guard fill(&bytes) else { return nil } }
        return ReceivedRequest(number: 0, line: lines[0], headers: headers, body: bytes)
    }

    /// Leaves in `bytes` what came behind the head.
    private func readHead(_ bytes: inout [UInt8]) -> String? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            if let range = bytes.firstRange(of: end) {
                let head = String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
                bytes.removeSubrange(..<range.upperBound)
                return head
            }
            guard fill(&bytes) else { return nil }
        }
    }

    private func fill(_ bytes: inout [UInt8]) -> Bool {
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &part, part.count, 0)
        guard count > 0 else { return false }
        bytes += part[..<count]
        return true
    }
}

/// Holds threads until it is opened.
public final class Gate: Sendable {
    private let condition = DispatchSemaphore(value: 0)

    public init() {}

    /// Lets everyone through, now and later.
    public func open() { condition.signal() }

    public func wait() {
        condition.wait()
        condition.signal()
    }
}
