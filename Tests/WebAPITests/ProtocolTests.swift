import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

/// What comes over a connection and is not as it should be. Each connection has to be closed by the server long before
/// it would be for silence.
@Suite(.timeLimit(.minutes(10)))
struct ProtocolTests {
    private static let host = "Host: localhost\r\n"
    private static let get = "GET /health HTTP/1.1\r\n" + host
    private static let post = "POST /api/v1/scans HTTP/1.1\r\n" + host + "Content-Type: application/json\r\n"
    private static let chunked = "\r\n\r\n2\r\n{}\r\n0\r\n\r\n"

    @Test(arguments: [
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}", "Content-Length: -2\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}",
        "Content-Length: 99999999999999999999999\r\n\r\n{}",
        "Content-Length: 2\r\nTransfer-Encoding: chunked" + chunked,
        "Transfer-Encoding: chunked\r\nContent-Length: 2" + chunked,
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked" + chunked,
        "Transfer-Encoding : chunked" + chunked, "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
    ])
    func doubtfulFramingIsRefused(rest: String) async throws {
        try await ProtocolTests.expect(400, to: ProtocolTests.post + rest)
    }

    @Test(arguments: [
        get + "X-A: a\r\n b\r\n\r\n", get + "X-A: a\rb\r\n\r\n", get + "X-A: a\0b\r\n\r\n", get + "X A: b\r\n\r\n",
        get + "Host: other\r\n\r\n", "GET /health HTTP/1.1\r\n\r\n", "GET /health HTTP/1.1\nHost: localhost\n\n",
        "GET /health HTTP/2.0\r\n\(host)\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "FOO / HTTP/1.1\r\n\(host)\r\n",
        "\u{16}\u{03}\u{01}\u{02}\0\u{01}\0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked" + chunked,
    ])
    func malformedHeadIsRefused(request: String) async throws { try await ProtocolTests.expect(400, to: request) }

    @Test func whatCannotBeDoneIsRefused() async throws {
        let codings = ["gzip", "identity", "xchunked", "gzip, chunked"]
        for coding in codings {
            let rest = "Transfer-Encoding: \(coding)" + ProtocolTests.chunked
            try await ProtocolTests.expect(501, to: ProtocolTests.post + rest)
        }
        try await ProtocolTests.expect(501, to: "CONNECT a:1 HTTP/1.1\r\n\(ProtocolTests.host)\r\n")
        try await ProtocolTests.expect(417, to: ProtocolTests.post + "Expect: a miracle\r\nContent-Length: 2\r\n\r\n{}")
    }

    @Test func headsAreLimited() async throws {
        func target(_ length: Int) -> String {
            "GET /\(String(repeating: "x", count: length)) HTTP/1.1\r\n\(ProtocolTests.host)Connection: close\r\n\r\n"
        }
        func fields(_ count: Int, _ length: Int) -> String {
            let fields = (0..<count).map { "A\($0): \(String(repeating: "x", count: length))\r\n" }.joined()
            return ProtocolTests.get + fields + "Connection: close\r\n\r\n"
        }
        try await ProtocolTests.expect(404, to: target(16_000))
        for length in [17_000, 70_000, 200_000] { try await ProtocolTests.expect(414, to: target(length)) }
        try await ProtocolTests.expect(200, to: fields(1, 16_000))
        try await ProtocolTests.expect(431, to: fields(1, 17_000))
        try await ProtocolTests.expect(431, to: fields(1, 200_000))
        try await ProtocolTests.expect(200, to: fields(100, 100))
        try await ProtocolTests.expect(431, to: fields(200, 1))
        try await ProtocolTests.expect(431, to: fields(100, 1000))
    }

    @Test func refusalsOfHeadsNameTheSettingThatAllowsMore() async throws {
        try await TestServer.with {
            $0.maximumLineBytes = 2048
            $0.maximumHeaderFields = 20
        } _: { server in
            func answer(_ request: String) async throws -> String { try await server.client.exchange(raw: request) }
            let field = "A: \(String(repeating: "x", count: 3000))\r\n\r\n"
            let long = try await answer("GET /\(String(repeating: "x", count: 3000)) HTTP/1.1\r\n\r\n")
            #expect(long.contains("414") && long.contains("longer than 2048 bytes (SECURESCAN_MAX_LINE_BYTES)"))
            let wide = try await answer(ProtocolTests.get + field)
            #expect(wide.contains("431") && wide.contains("2048 bytes (SECURESCAN_MAX_LINE_BYTES)"))
            let many = try await answer(ProtocolTests.get + String(repeating: "A: b\r\n", count: 30) + "\r\n")
            #expect(many.contains("431") && many.contains("at most 20 fields (SECURESCAN_MAX_HEADER_FIELDS)"))
        }
    }

    @Test(arguments: ["Connection: close", "Connection: CLOSE", "Connection: foo, close", "Upgrade: h2c"])
    func nothingIsAnsweredAfterTheLastRequest(field: String) async throws {
        let next = [ProtocolTests.get + "\r\n", "\u{1}garbage\r\n\r\n", "GET /heal"]
        for next in next { try await ProtocolTests.expect(200, to: ProtocolTests.get + field + "\r\n\r\n" + next) }
    }

    @Test func targetInAbsoluteFormIsUnderstood() async throws {
        let request = "GET http://localhost/health HTTP/1.1\r\n\(ProtocolTests.host)Connection: close\r\n\r\n"
        try await ProtocolTests.expect(200, to: request)
    }

    @Test func clientOfTheFirstVersionIsAnsweredWithoutChunks() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<1001).map { .numbered($0) })
            let text = try await server.client.exchange(raw: "GET /api/v1/scans/\(scan.id)/findings HTTP/1.0\r\n\r\n")
            let parts = text.components(separatedBy: "\r\n\r\n")
            #expect(parts.count == 2 && parts[0].hasPrefix("HTTP/1.0 200"))
            #expect(!parts[0].lowercased().contains("transfer-encoding"))
            let listing = try JSONSerialization.jsonObject(with: Data(parts[1].utf8)) as? [[String: Any]]
            #expect(listing?.count == 1001)
        }
    }

    @Test func manyPipelinedRequestsAreAnsweredInOrder() async throws {
        try await TestServer.with { server in
            let requests = (1...500).map { "\(ProtocolTests.get)X-Request-ID: r\($0)\r\n\r\n" }.joined()
            let text = try await server.client.exchange(
                raw: requests + "\(ProtocolTests.get)X-Request-ID: r501\r\nConnection: close\r\n\r\n")
            let ids = text.components(separatedBy: "\r\n").filter { $0.hasPrefix("X-Request-ID: ") }
            #expect(ids == (1...501).map { "X-Request-ID: r\($0)" })
        }
    }

    @Test func whatFollowsASubscriptionIsNotDone() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let body = #"{"target_path":"/srv/other"}"#
            let next = "\(ProtocolTests.post)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            let head = "GET /api/v1/scans/\(scan.id)/events HTTP/1.1\r\n\(ProtocolTests.host)\r\n"
            let (statuses, text) = try await HTTPConnection.onThread { [server] in
                let connection = try HTTPConnection(port: server.client.port)
                try connection.write(Array((head + next).utf8))
                let status = try connection.readHead().status
                _ = try server.store.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now()))
                return (status, String(decoding: try connection.readToEnd(), as: UTF8.self))
            }
            #expect(statuses == 200)
            #expect(text.contains("event: scan.complete\n") && !text.contains("HTTP/1.1"))
            #expect(try await server.client.get("/api/v1/scans").array.count == 1)
        }
    }

    @Test func whatFollowsAnUpgradeIsThrownAway() async throws {
        try await TestServer.with { server in
            let sent = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port)
                let upgrade = "Connection: upgrade\r\nUpgrade: h2c\r\n\r\n"
                try connection.write(Array((ProtocolTests.get + upgrade).utf8))
                #expect(try connection.readReply(to: "GET")["Connection"] == "close")
                var sent = 0
                do {
                    while sent < 1 << 36 {
                        try connection.write([UInt8](repeating: 0, count: 1 << 20))
                        sent += 1 << 20
                    }
                } catch {}
                return sent
            }
            #expect(sent < 1 << 36)
        }
    }

    /// The answer to `request` has this status, is the only one, and is the last thing on its connection.
    private static func expect(
        _ status: Int, to request: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestServer.with { server in
            let text = try await server.client.exchange(raw: request)
            let line = Comment(rawValue: String(request.prefix(200)))
            #expect(text.hasPrefix("HTTP/1.1 \(status) "), line, sourceLocation: sourceLocation)
            #expect(text.components(separatedBy: "HTTP/1.1 ").count == 2, line, sourceLocation: sourceLocation)
            #expect(text.contains("Connection: close\r\n"), line, sourceLocation: sourceLocation)
            #expect(status < 400 || text.contains(#"{"detail":""#), line, sourceLocation: sourceLocation)
        }
    }
}
