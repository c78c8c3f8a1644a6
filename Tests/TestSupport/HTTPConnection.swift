import Foundation
import Glibc

public struct HTTPClientError: Error, CustomStringConvertible {
    public let description: String
}

/// One connection, read and written by blocking calls: for one thread at a time, and never the one of a task. Each read
/// gives up after two minutes.
///
/// `@unchecked Sendable`: it is handed from the thread that opened it to the one that reads it, never shared; `close`
/// alone may be called from anywhere and only touches the descriptor.
public final class HTTPConnection: @unchecked Sendable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var isEnd = false

    /// With a small `receiveBuffer`, in bytes, the peer notices early that nothing is read.
    public init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw HTTPClientError(description: "no socket") }
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw HTTPClientError(description: "connect: \(String(cString: strerror(errno)))") }
    }

    deinit { Glibc.close(descriptor) }

    /// Breaks the connection off; a blocked read returns.
    public func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Whether a descriptor of this process is the peer's end of this connection.
    public func isOtherEnd(_ other: Int32) -> Bool {
        let (own, peer) = (HTTPConnection.port(descriptor, getsockname), HTTPConnection.port(other, getpeername))
        return other != descriptor && own != nil && own == peer
    }

    private static func port(
        _ descriptor: Int32,
        _ ask: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
    ) -> in_port_t? {
        var (address, size) = (sockaddr_in(), socklen_t(MemoryLayout<sockaddr_in>.size))
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { ask(descriptor, $0, &size) }
        }
        return result == 0 && address.sin_family == sa_family_t(AF_INET) ? address.sin_port : nil
    }

    public func send(_ method: String, _ path: String, headers: [(String, String)], body: [UInt8]?) throws {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if let body { head += "Content-Length: \(body.count)\r\n" }
        try write(Array((head + "\r\n").utf8) + (body ?? []))
    }

    public func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw HTTPClientError(description: "send: \(String(cString: strerror(errno)))") }
            sent += count
        }
    }

    public func readReply(to method: String) throws -> HTTPReply {
        var reply = try readHead()
        guard method != "HEAD", reply.status != 204 else { return reply }
        if reply["Transfer-Encoding"] == "chunked" {
            while let chunk = try readChunk() { reply.body += chunk }
        } else if let length = reply["Content-Length"].flatMap({ Int($0) }) {
            reply.body = try take(length)
        } else {
            reply.body = try readToEnd()
        }
        return reply
    }

    public func readHead() throws -> HTTPReply {
        let status = try readLine()
        let words = status.split(separator: " ")
        guard words.count > 1, let code = Int(words[1]) else {
            throw HTTPClientError(description: "no status line: '\(status)'")
        }
        var reply = HTTPReply(status: code, headers: [])
        while case let line = try readLine(), !line.isEmpty {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            reply.headers.append(
                (String(parts[0]), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""))
        }
        return reply
    }

    /// The next chunk of a chunked body; nil at its end. Throws when the connection ends before that.
    public func readChunk() throws -> [UInt8]? {
        guard let size = Int(try readLine(), radix: 16) else { throw HTTPClientError(description: "no chunk size") }
        let chunk = try take(size)
        _ = try readLine()
        return size == 0 ? nil : chunk
    }

    public func readToEnd() throws -> [UInt8] {
        while try fill() {}
        defer { buffer = [] }
        return buffer
    }

    private func readLine() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = String(decoding: buffer[..<end], as: UTF8.self)
                buffer.removeSubrange(...end)
                return line.hasSuffix("\r") ? String(line.dropLast()) : line
            }
            guard try fill() else { throw HTTPClientError(description: "the connection ended") }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count {
            guard try fill() else { throw HTTPClientError(description: "the connection ended within the body") }
        }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// False at the end of the stream.
    private func fill() throws -> Bool {
        var part = [UInt8](repeating: 0, count: 65_536)
        let count = part.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        if count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) {
            throw HTTPClientError(description: "nothing came for 120 s")
        }
        guard count > 0 else { return false }
        buffer.append(contentsOf: part[..<count])
        return true
    }

    /// Waits until something can be read, the end too; false when nothing comes for so long.
    public func hasInput(within milliseconds: Int32) -> Bool {
        if !buffer.isEmpty { return true }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Runs blocking work on a thread of its own, since the threads of tasks must not block.
    public static func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result(catching: work)) }
        }
    }
}
