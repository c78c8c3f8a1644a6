internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import Model
internal import NIOCore
internal import Store

/// A listing as a bare JSON array. One page is answered whole, with a link to the next; the unlimited listing is
/// written page by page and is never in memory as a whole.
struct ListAnswer: Sendable {
    /// Fetches a page of at most so many items, from the cursor on.
    let fetch: @Sendable (_ limit: Int, _ cursor: String?) async throws -> WrittenPage
    let limits: StreamLimits

    /// Items fetched at a time when no limit is asked for.
    private static let pageSize = 1000
    /// Handed to the connection at a time.
    private static let chunkBytes = 65_536

    func response(_ call: Call) async throws -> Response {
        let limit = call.integer(Paging.limit)
        let first = try await page(limit ?? Self.pageSize, call.text(Paging.cursor))
        var headers: HTTPFields = [.totalCount: String(first.total)]
        guard let next = first.next else { return whole(first, headers) }
        if limit != nil {
            headers[.link] = Paging.link(to: next, call)
            return whole(first, headers)
        }
        headers[.contentType] = "application/json"
        return Response(
            status: .ok, headers: headers, body: ResponseBody { try await stream(first, to: $0, call.exchange) })
    }

    private func page(_ limit: Int, _ cursor: String?) async throws -> WrittenPage {
        do {
            return try await fetch(limit, cursor)
        } catch let error as StoreError where error.code == .badCursor {
            let message = "Cursor is not one that this listing gave out"
            let input = JSONValue.string(cursor ?? "")
            throw ValidationFailure([Violation(.value, at: .query(Paging.cursor.name), message, input: input)])
        }
    }

    private func whole(_ page: WrittenPage, _ headers: HTTPFields) -> Response {
        .json(headers: headers) { json in
            json.array { json in
                guard page.count > 0 else { return }
                page.bytes.withUnsafeBufferPointer { json.raw(utf8: $0) }
            }
        }
    }

    /// An error that comes now is only logged: the connection breaks off without the last chunk, which tells the client
    /// that the listing is not whole.
    private func stream(
        _ first: WrittenPage, to writer: any ResponseBodyWriter, _ exchange: Exchange
    ) async throws {
        var output = writer
        do {
            var page = first
            var separator = "["
            while true {
                try await output.write(ByteBuffer(string: separator))
                var rest = page.bytes[...]
                while !rest.isEmpty {
                    try await output.write(ByteBuffer(bytes: rest.prefix(Self.chunkBytes)))
                    rest = rest.dropFirst(Self.chunkBytes)
                }
                guard let next = page.next else { break }
                page = try await fetch(Self.pageSize, next)
                separator = page.count > 0 ? "," : ""
            }
            try await output.write(ByteBuffer(string: "]"))
            try await output.finish(nil)
        } catch {
            limits.logger.warning(
                "a listing broke off", metadata: ["request_id": .string(exchange.id), "error": .string("\(error)")])
            throw error
        }
    }
}

/// Parameters and headers that listings share (RFC 8288 for `Link`).
enum Paging {
    static let limit = limit(1...500)
    static let cursor = Parameter(
        "cursor", .text(1...1024), "Where to go on: from the `Link` header of the page before, with the same filters.",
        example: "Zi40NWMzNTViZWJkMjQ2MGMuNi40")

    static func limit(_ range: ClosedRange<Int>) -> Parameter {
        Parameter(
            "limit", .integer(range), "Most items on one page. Without it, all of them are answered.",
            example: 50)
    }

    /// The same request, going on from `next`.
    static func link(to next: String, _ call: Call) -> String {
        let path = PercentEncoding.encodeReference(String(call.exchange.path))
        return "<\(path)?\(call.queryString.replacing(cursor.name, with: next))>; rel=\"next\""
    }
}
