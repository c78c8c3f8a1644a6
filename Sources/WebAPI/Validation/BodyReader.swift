internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import NIOCore

/// Reads the JSON object in a request's body.
struct BodyReader: Sendable {
    /// Longest body in bytes.
    let limit: Int

    /// Collects the body. Throws 413 beyond the limit, and 400 when the connection ended within it.
    func bytes(of request: Request) async throws -> ByteBuffer {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit { throw APIError.bodyTooLarge(limit: limit) }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw APIError.bodyTooLarge(limit: limit)
        }
        if let announced, announced != buffer.readableBytes {
            throw APIError(.badRequest, "The request body ended early", headers: [.connection: "close"])
        }
        return buffer
    }

    /// The members of the object, checked against what is declared; whatever is wrong is noted.
    static func members(
        in buffer: ByteBuffer, declaredAs type: String?, _ properties: [Property], _ found: inout [Violation]
    ) -> [String: JSONValue] {
        guard buffer.readableBytes > 0 else {
            found.append(Violation(.missing, at: .body, "Field required", input: .null))
            return [:]
        }
        guard isJSON(type) else {
            found.append(.notAnObject(.string(String(decoding: buffer.readableBytesView, as: UTF8.self)), at: .body))
            return [:]
        }
        let value: JSONValue
        do {
            value = try JSONReader.read(Array(buffer.readableBytesView))
        } catch {
            found.append(Violation(.jsonInvalid, at: .body, "JSON decode error: \(error.message)", input: .object([:])))
            return [:]
        }
        Schema.object(properties).check(value, at: .body, &found)
        guard case .object(let members) = value else { return [:] }
        return members.filter { $0.value != .null }
    }

    /// `application/json` or a type built on it (RFC 6839), whatever its parameters.
    private static func isJSON(_ type: String?) -> Bool {
        guard let type else { return false }
        let essence = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        return essence == "application/json" || (essence.hasPrefix("application/") && essence.hasSuffix("+json"))
    }
}
