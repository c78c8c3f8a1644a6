import Foundation
import Logging
import Model
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct RequestLogTests {
    @Test func oneLineForEachRequest() async throws {
        try await TestServer.with { server in
            _ = try await server.client.get(
                "/api/v1/scans?limit=5&event_token=hidden", headers: [("X-Request-ID", "trace-1")])
            let lines = server.log.lines(of: "securescan.request")
            #expect(lines.count == 1)
            let line = try #require(lines.first)
            #expect(line["request_id"] as? String == "trace-1")
            #expect(line["method"] as? String == "GET")
            #expect(line["path"] as? String == "/api/v1/scans")
            #expect(line["status"] as? Int == 200)
            #expect(line["level"] as? String == "info")
            #expect(line["principal"] as? String == "dev")
            #expect(line["client"] as? String == "127.0.0.1")
            #expect((line["latency_ms"] as? Double).map { $0 >= 0 && $0 < 60_000 } == true)
            #expect((line["timestamp"] as? String)?.hasSuffix("Z") == true)
            #expect(!server.log.text.contains("hidden"))
        }
    }

    @Test(arguments: ["/nowhere?token=hidden", "/api/scans/x?token=hidden", "/api/v1/scans?limit=hidden"])
    func noQueryInTheLineOfAnError(path: String) async throws {
        try await TestServer.with { server in
            _ = try await server.client.get(path)
            #expect(server.log.lines(of: "securescan.request").count == 1)
            #expect(!server.log.text.contains("hidden"))
        }
    }

    /// Whoever reads the log finds every field in every line.
    @Test func linesOfUnreadableRequestsHaveTheSameFields() async throws {
        try await TestServer.with { server in
            _ = try await server.client.get("/health")
            let answer = try await server.client.exchange(raw: "GET /health HTTP/1.1\r\nbad header\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 400"))
            let lines = server.log.lines(of: "securescan.request")
            try #require(lines.count == 2)
            #expect(Set(lines[1].keys) == Set(lines[0].keys).union(["error"]))
            for field in ["method", "path", "latency_ms", "principal"] { #expect(lines[1][field] is NSNull) }
            #expect(lines[1]["status"] as? Int == 400)
        }
    }

    @Test func absentFieldsAreADashInText() {
        let lines = LogLines()
        let output = LogOutput(format: .text, level: .info) { lines.append($0) }
        output.logger("test").info("request", metadata: ["path": .absent])
        #expect(lines.text.hasSuffix(" info test: request path=-"))
    }

    @Test func causeOfAFaultIsLoggedAndNotTold() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post(
                "/api/v1/scans", json: #"{"target_path":"/fault"}"#, headers: [("X-Request-ID", "trace-9")])
            #expect(reply.status == 500)
            #expect(reply.text == #"{"detail":"Internal Server Error"}"#)
            let line = try #require(server.log.lines(of: "securescan.error").first)
            #expect(line["request_id"] as? String == "trace-9")
            #expect((line["error"] as? String)?.contains("the secret cause") == true)
            #expect(server.log.lines(of: "securescan.request").first?["level"] as? String == "error")
        }
    }

    @Test func textFormIsOneLineWhateverIsLogged() {
        let lines = LogLines()
        let output = LogOutput(format: .text, level: .info) { lines.append($0) }
        output.logger("test").info("two\nlines", metadata: ["b": "\u{1b}[2J", "a": "1"])
        #expect(lines.text.contains(#" info test: two\x0alines a=1 b="\x1b[2J""#))
        #expect(!lines.text.contains("\n"))
    }

    @Test func levelIsKept() {
        let lines = LogLines()
        let output = LogOutput(format: .json, level: .warning) { lines.append($0) }
        output.logger("test").info("quiet")
        output.logger("test").warning("loud")
        #expect(!lines.text.contains("quiet"))
        #expect(lines.text.contains("loud"))
    }
}
