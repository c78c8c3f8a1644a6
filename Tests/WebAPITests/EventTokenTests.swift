import Model
import Store
import Synchronization
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct EventTokenTests {
    private static let secret = Array("0123456789abcdef".utf8)

    private static func token(
        _ server: TestServer, _ scan: Scan, _ headers: [(String, String)] = []
    ) async throws -> String {
        let reply = try await server.client.send("POST", "/api/v1/scans/\(scan.id)/event-token", headers: headers)
        #expect(reply.status == 200)
        #expect(reply["Cache-Control"] == "no-store")
        #expect(reply.object["expires_in"] as? Int == 300)
        return try #require(reply.object["token"] as? String)
    }

    private static func follow(
        _ server: TestServer, _ scan: Scan, _ token: String, _ headers: [(String, String)] = []
    ) async throws -> HTTPReply {
        try await server.client.get("/api/v1/scans/\(scan.id)/events?event_token=\(token)", headers: headers)
    }

    @Test func tokenOpensTheEventsOfItsScanAndNothingElse() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let other = try await server.completedScan()
            let key = try await server.key(.read)
            let token = try await EventTokenTests.token(server, scan, key.header)
            #expect(token.utf8.allSatisfy { $0 > 0x20 && !"?&=#%+/".utf8.contains($0) && $0 < 0x7F })
            let reply = try await EventTokenTests.follow(server, scan, token)
            #expect(reply.status == 200 && reply.text.contains("event: scan.complete"))
            #expect(server.log.lines(of: "securescan.request").last?["principal"] as? String == key.key.id)
            let mismatch = try await EventTokenTests.follow(server, other, token)
            #expect(mismatch.status == 401)
            #expect(mismatch.text == #"{"detail":"Token does not match scan id"}"#)
            #expect(mismatch["WWW-Authenticate"] == "Bearer")
            for path in ["", "/findings", "/summary"] {
                let refused = try await server.client.get("/api/v1/scans/\(scan.id)\(path)?event_token=\(token)")
                #expect(refused.status == 401 && refused.text == #"{"detail":"X-API-Key header required"}"#)
            }
            #expect(
                try await server.client.get("/api/v1/scans/\(scan.id)", headers: [("X-API-Key", token)]).status == 401)
            #expect(!server.log.text.contains(token))
        }
    }

    @Test func tokenExpires() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
        } _: { server in
            let scan = try await server.completedScan()
            let token = try await EventTokenTests.token(server, scan, try await server.key(.read).header)
            clock.advance(seconds: 299)
            #expect(try await EventTokenTests.follow(server, scan, token).status == 200)
            clock.advance(seconds: 1)
            let reply = try await EventTokenTests.follow(server, scan, token)
            #expect(reply.status == 401 && reply.text == #"{"detail":"Token has expired"}"#)
        }
    }

    @Test func keyBehindATokenIsLookedUpAgain() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
        } _: { server in
            let scan = try await server.completedScan()
            let end = Timestamp(microseconds: clock.now().microseconds + 100_000_000)
            let keys = [try await server.key(.read), try await server.key(.read, expiresAt: end)]
            let tokens = [
                try await EventTokenTests.token(server, scan, keys[0].header),
                try await EventTokenTests.token(server, scan, keys[1].header),
            ]
            _ = try await server.store.revokeKey(id: keys[0].key.id, keepingAdmin: false, at: clock.now())
            server.server.credentials.ring.forget()
            #expect(try await EventTokenTests.follow(server, scan, tokens[0]).status == 401)
            #expect(try await EventTokenTests.follow(server, scan, tokens[1]).status == 200)
            clock.advance(seconds: 100)
            let reply = try await EventTokenTests.follow(server, scan, tokens[1])
            #expect(reply.status == 401 && reply.text == #"{"detail":"Invalid API key"}"#)
        }
    }

    @Test func tokenOfAnOpenServerDiesWhenItIsClosed() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let token = try await EventTokenTests.token(server, scan)
            #expect(try await EventTokenTests.follow(server, scan, token).status == 200)
            _ = try await server.key(.read)
            #expect(try await EventTokenTests.follow(server, scan, token).status == 401)
        }
    }

    @Test func tokenOutlivesTheServerOnlyWithASecret() async throws {
        var configuration = APIConfiguration()
        configuration.eventTokenSecret = EventTokenTests.secret
        let token = EventTokens(configuration).issue(scanID: "scan", to: .environment)
        #expect(try EventTokens(configuration).principal(in: token, scanID: "scan") == "env")
        let other = EventTokens(APIConfiguration())
        #expect(throws: APIError.self) { try other.principal(in: token, scanID: "scan") }
        #expect(try other.principal(in: other.issue(scanID: "s", to: .environment), scanID: "s") == "env")
        #expect(throws: APIError.self) {
            try EventTokens(APIConfiguration()).principal(in: other.issue(scanID: "s", to: .environment), scanID: "s")
        }
    }

    @Test func environmentKeyMayHandOutTokensWhileItIsSet() async throws {
        let token = Mutex("")
        for key in ["s3cret", nil] {
            try await TestServer.with {
                $0.apiKey = key
                $0.eventTokenSecret = EventTokenTests.secret
            } _: { server in
                if key != nil {
                    let scan = try await server.completedScan()
                    let text = try await EventTokenTests.token(server, scan, [("X-API-Key", "s3cret")])
                    #expect(try await EventTokenTests.follow(server, scan, text).status == 200)
                    token.withLock { $0 = text }
                } else {
                    let id = token.withLock { $0.prefix(36) }
                    let reply = try await server.client.get(
                        "/api/v1/scans/\(id)/events?event_token=\(token.withLock { $0 })")
                    #expect(reply.status == 401 && reply.text == #"{"detail":"Invalid API key"}"#)
                }
            }
        }
    }

    @Test func forgedTokensAreRefused() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let token = try await EventTokenTests.token(server, scan)
            let parts = token.split(separator: ".").map(String.init)
            let later = [parts[0], parts[1], String(9_999_999_999), parts[3]].joined(separator: ".")
            let promoted = [parts[0], "env", parts[2], parts[3]].joined(separator: ".")
            for forged in ["x", "...", "a.b.c.d", "a.b.1.d", later, promoted, token + "x", String(token.dropLast())] {
                let reply = try await EventTokenTests.follow(server, scan, forged)
                #expect(reply.status == 401 && reply.text == #"{"detail":"Invalid event token"}"#, "\(forged)")
            }
            #expect(try await EventTokenTests.follow(server, scan, "").status == 200)
        }
    }

    @Test func headerDecidesWhereBothAreSent() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let key = try await server.key(.read)
            let token = try await EventTokenTests.token(server, scan, key.header)
            #expect(try await EventTokenTests.follow(server, scan, token, [("X-API-Key", "wrong")]).status == 401)
            #expect(try await EventTokenTests.follow(server, scan, "wrong", key.header).status == 200)
            let writer = try await server.key(.write)
            #expect(try await EventTokenTests.follow(server, scan, token, writer.header).status == 403)
        }
    }

    @Test func thereAreNoTokensForUnknownScans() async throws {
        try await TestServer.with { server in
            for id in ["nope", "00000000-0000-4000-8000-000000000000"] {
                let reply = try await server.client.send("POST", "/api/v1/scans/\(id)/event-token")
                #expect(reply.status == 404 && reply.text == #"{"detail":"Scan not found"}"#)
            }
        }
    }
}
