import Foundation

/// A plain HTTP/1.1 client for tests, over a real loopback socket: it sends exactly what it is told to and shows
/// exactly what came back, which URLSession does not. One connection for each request.
public struct HTTPClient: Sendable {
    public let port: Int
    /// Sent with every request, before its own.
    public var headers: [(String, String)] = []

    public init(port: Int) { self.port = port }

    /// Sends a request and reads the whole answer. A body gets a `Content-Length`; nothing else is added but `Host`.
    public func send(
        _ method: String, _ path: String, headers: [(String, String)] = [], body: [UInt8]? = nil
    ) async throws -> HTTPReply {
        try await HTTPConnection.onThread { [port, all = self.headers + headers] in
            let connection = try HTTPConnection(port: port)
            try connection.send(method, path, headers: all, body: body)
            return try connection.readReply(to: method)
        }
    }

    public func get(_ path: String, headers: [(String, String)] = []) async throws -> HTTPReply {
        try await send("GET", path, headers: headers)
    }

    /// Sends a body declared as JSON.
    public func post(_ path: String, json: String, headers: [(String, String)] = []) async throws -> HTTPReply {
        try await send("POST", path, headers: headers + [("Content-Type", "application/json")], body: Array(json.utf8))
    }

    /// Sends bytes as they are and reads what comes until the server closes the connection.
    public func exchange(raw text: String) async throws -> String {
        try await HTTPConnection.onThread { [port] in
            let connection = try HTTPConnection(port: port)
            try connection.write(Array(text.utf8))
            return String(decoding: try connection.readToEnd(), as: UTF8.self)
        }
    }

    /// Opens an event stream; its head is read when this returns.
    public func events(_ path: String, headers: [(String, String)] = []) async throws -> EventReader {
        try await HTTPConnection.onThread { [port] in
            let connection = try HTTPConnection(port: port)
            try connection.send("GET", path, headers: headers, body: nil)
            return EventReader(connection, head: try connection.readHead())
        }
    }
}

/// An answer as it came.
public struct HTTPReply: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8] = []

    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of the only header of that name, in any case; several are joined by commas.
    public subscript(name: String) -> String? {
        let values = headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The body as Foundation reads JSON.
    public var json: Any? { try? JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed]) }
    public var object: [String: Any] { json as? [String: Any] ?? [:] }
    public var array: [[String: Any]] { json as? [[String: Any]] ?? [] }
}
