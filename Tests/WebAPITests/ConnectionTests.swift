import Foundation
import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct ConnectionTests {
    private static let head = "POST /api/v1/scans HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

    @Test func bodyAtTheLimitIsTakenAndBeyondItIsNot() async throws {
        try await TestServer.with {
            $0.maximumBodyBytes = 1024
        } _: { server in
            let body = #"{"target_path":"/srv/app"}"#
            let full = body + String(repeating: " ", count: 1024 - body.utf8.count)
            #expect(try await server.client.post("/api/v1/scans", json: full).status == 200)
            let reply = try await server.client.post("/api/v1/scans", json: full + " ")
            #expect(reply.status == 413)
            #expect(reply.text == #"{"detail":"Request body is larger than 1024 bytes (SECURESCAN_MAX_BODY_BYTES)"}"#)
            #expect(reply["Connection"] == "close")
        }
    }

    @Test func chunkedBodiesAreTakenAndLimited() async throws {
        try await TestServer.with {
            $0.maximumBodyBytes = 1024
        } _: { server in
            let chunked = ConnectionTests.head + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            let good = "b\r\n{\"target_pa\r\nf\r\nth\":\"/srv/app\"}\r\n0\r\n\r\n"
            let taken = try await server.client.exchange(raw: chunked + good)
            #expect(taken.hasPrefix("HTTP/1.1 200"))
            let large = "400\r\n" + String(repeating: "x", count: 1024) + "\r\n1\r\nx\r\n0\r\n\r\n"
            #expect(try await server.client.exchange(raw: chunked + large).hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func endlessBodyIsCutOff() async throws {
        try await TestServer.with {
            $0.maximumBodyBytes = 65_536
        } _: { server in
            let sent = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port)
                let lengthy = "GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n"
                try connection.write(Array(lengthy.utf8))
                #expect(try connection.readReply(to: "GET").status == 200)
                var sent = 0
                do {
                    while sent < 1 << 30 {
                        try connection.write([UInt8](repeating: 0, count: 65_536))
                        sent += 65_536
                    }
                } catch {}
                return sent
            }
            #expect(sent < 1 << 28)
        }
    }

    @Test func waitingClientIsToldToGoOn() async throws {
        try await TestServer.with { server in
            let statuses = try await HTTPConnection.onThread { [port = server.client.port] in
                let connection = try HTTPConnection(port: port)
                let body = Array(#"{"target_path":"/srv/app"}"#.utf8)
                let rest = "Expect: 100-continue\r\nContent-Length: \(body.count)\r\n\r\n"
                try connection.write(Array((ConnectionTests.head + rest).utf8))
                let first = try connection.readHead()
                try connection.write(body)
                return [first.status, try connection.readReply(to: "POST").status]
            }
            #expect(statuses == [100, 200])
            let large = ConnectionTests.head + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n"
            let refused = try await server.client.exchange(raw: large)
            #expect(refused.hasPrefix("HTTP/1.1 413"))
        }
    }

    @Test func slowBodyIsTimedOut() async throws {
        try await TestServer.with {
            $0.requestTimeout = .milliseconds(200)
        } _: { server in
            let answer = try await server.client.exchange(raw: ConnectionTests.head + "Content-Length: 50\r\n\r\n{")
            #expect(answer.hasPrefix("HTTP/1.1 408"))
            #expect(answer.contains("The request body took longer than"))
        }
    }

    @Test func slowAnswerIsTimedOut() async throws {
        try await TestServer.with {
            $0.requestTimeout = .milliseconds(200)
        } _: { server in
            let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/slow"}"#)
            #expect(reply.status == 503)
            #expect(reply["Retry-After"] == "1")
            #expect(reply.text.contains("The request took longer than"))
        }
    }

    @Test func idleAndHalfSentRequestsAreClosed() async throws {
        try await TestServer.with {
            $0.idleTimeout = .seconds(1)
        } _: { server in
            #expect(try await server.client.exchange(raw: "") == "")
            #expect(try await server.client.exchange(raw: "GET /health HT") == "")
            let kept = try await server.client.exchange(raw: "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(kept.hasSuffix(#"{"status":"ok"}"#))
        }
    }

    @Test func idleTimeoutSparesEventStreams() async throws {
        try await TestServer.with {
            $0.idleTimeout = .seconds(1)
            $0.keepaliveInterval = .seconds(2)
        } _: { server in
            let scan = try await server.runningScan()
            let events = try await server.client.events("/api/v1/scans/\(scan.id)/events")
            #expect(try await events.next(1).map(\.comment) == ["keepalive"])
        }
    }

    @Test func connectionsBeyondTheCapWait() async throws {
        try await TestServer.with {
            $0.maximumConnections = 1
        } _: { server in
            let port = server.client.port
            let first = try await HTTPConnection.onThread { try HTTPConnection(port: port) }
            try await HTTPConnection.onThread {
                try first.send("GET", "/health", headers: [], body: nil)
                #expect(try first.readReply(to: "GET").status == 200)
            }
            async let second = server.client.get("/health", headers: [("X-Request-ID", "second")])
            try await HTTPConnection.onThread {
                for _ in 0..<20 {
                    try first.send("GET", "/ready", headers: [("X-Request-ID", "first")], body: nil)
                    #expect(try first.readReply(to: "GET").status == 200)
                }
            }
            #expect(!server.log.text.contains(#""request_id":"second""#))
            first.close()
            #expect(try await second.status == 200)
        }
    }

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await TestServer.with { server in
            let requests = (1...3).map { "GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: r\($0)\r\n\r\n" }
                .joined()
            let last = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: r4\r\nConnection: close\r\n\r\n"
            let text = try await server.client.exchange(raw: requests + last)
            let ids = text.components(separatedBy: "\r\n").compactMap { line in
                line.lowercased().hasPrefix("x-request-id: ") ? line.suffix(2) : nil
            }
            #expect(ids == ["r1", "r2", "r3", "r4"])
        }
    }

    @Test func headersMayBeAsLongAsIsSet() async throws {
        try await TestServer.with {
            $0.maximumHeaderBytes = 4096
        } _: { server in
            for (count, status) in [(3000, "200"), (5000, "431")] {
                let header = "A: " + String(repeating: "x", count: count)
                let answer = try await server.client.exchange(
                    raw: "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(header)\r\n\r\n")
                #expect(answer.hasPrefix("HTTP/1.1 " + status))
            }
        }
    }

    @Test func garbageAfterARequestEndsTheConnectionWithARequestID() async throws {
        try await TestServer.with { server in
            let text = try await server.client.exchange(
                raw: "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n\u{1}garbage\r\n\r\n")
            let heads = text.components(separatedBy: "HTTP/1.1 ").dropFirst()
            #expect(heads.count == 2)
            #expect(heads.allSatisfy { $0.lowercased().contains("x-request-id: ") })
        }
    }
}
