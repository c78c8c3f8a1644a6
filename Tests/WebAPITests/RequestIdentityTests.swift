import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct RequestIdentityTests {
    @Test(arguments: ["my-trace-12345", "a b", "~!@#", String(repeating: "x", count: 128)])
    func decentIdsAreEchoed(id: String) {
        #expect(RequestIdentity.id(offered: id) == id)
    }

    @Test(arguments: [nil, "", String(repeating: "x", count: 129), "caf\u{e9}", "a\tb", "a\u{7f}"])
    func othersAreReplacedByUUIDs(id: String?) {
        let made = RequestIdentity.id(offered: id)
        #expect(made != id)
        #expect(made.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }

    @Test func everyAnswerHasOne() async throws {
        try await TestServer.with {
            $0.maximumBodyBytes = 1024
        } _: { server in
            let client = server.client
            let scan = try await server.completedScan()
            let id = [("X-Request-ID", "trace-1")]
            let large = String(repeating: " ", count: 2000)
            let answers: [(Int, HTTPReply)] = [
                (200, try await client.get("/health", headers: id)),
                (200, try await client.send("HEAD", "/api/v1/scans", headers: id)),
                (204, try await client.send("DELETE", "/api/v1/scans/\(scan.id)", headers: id)),
                (400, try await client.post("/api/v1/scans", json: #"{"target_path":"/missing"}"#, headers: id)),
                (404, try await client.get("/nowhere", headers: id)),
                (404, try await client.get("/api/scans/x", headers: id)),
                (405, try await client.send("PUT", "/api/v1/scans", headers: id)),
                (413, try await client.post("/api/v1/scans", json: large, headers: id)),
                (422, try await client.post("/api/v1/scans", json: "{}", headers: id)),
                (500, try await client.post("/api/v1/scans", json: #"{"target_path":"/fault"}"#, headers: id)),
                (503, try await client.post("/api/v1/scans", json: #"{"target_path":"/busy"}"#, headers: id)),
            ]
            for (status, answer) in answers {
                #expect(answer.status == status)
                #expect(answer["X-Request-ID"] == "trace-1", "\(status)")
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                #expect(answer["Server"] == nil)
            }
        }
    }

    @Test func eventStreamsHaveOne() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let events = try await server.client.events(
                "/api/v1/scans/\(scan.id)/events", headers: [("X-Request-ID", "trace-2")])
            #expect(events.head["X-Request-ID"] == "trace-2")
        }
    }

    @Test func requestsThatCannotBeReadHaveOne() async throws {
        try await TestServer.with { server in
            let answer = try await server.client.exchange(raw: "this is not HTTP\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(answer.lowercased().contains("\r\nx-request-id: "))
            #expect(answer.hasSuffix(#"{"detail":"Malformed HTTP request"}"#))
            #expect(server.log.lines(of: "securescan.request").first?["status"] as? Int == 400)
        }
    }

    @Test func idCannotInjectHeaders() async throws {
        try await TestServer.with { server in
            let answer = try await server.client.exchange(
                raw: "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "X-Request-ID: a\rSet-Cookie: b\r\n\r\n")
            #expect(!answer.lowercased().contains("\nset-cookie"))
        }
    }
}
