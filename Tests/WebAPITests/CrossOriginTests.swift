import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct CrossOriginTests {
    private static let origin = "https://dash.example.org"

    private static func with(_ origins: [String], _ body: @Sendable (HTTPClient) async throws -> Void) async throws {
        try await TestServer.with {
            $0.corsOrigins = origins
            $0.allowInsecureBind = origins.contains("*")
        } _: {
            try await body($0.client)
        }
    }

    @Test func preflightOfAConfiguredOriginIsAllowed() async throws {
        try await CrossOriginTests.with([CrossOriginTests.origin]) { client in
            let reply = try await client.send(
                "OPTIONS", "/api/v1/scans",
                headers: [
                    ("Origin", CrossOriginTests.origin), ("Access-Control-Request-Method", "POST"),
                    ("Access-Control-Request-Headers", "content-type,x-api-key"),
                ])
            #expect(reply.status == 204)
            #expect(reply["Access-Control-Allow-Origin"] == CrossOriginTests.origin)
            #expect(reply["Access-Control-Allow-Methods"]?.contains("PATCH") == true)
            #expect(reply["Access-Control-Allow-Headers"]?.contains("X-API-Key") == true)
            #expect(reply["Access-Control-Max-Age"] == "600")
            #expect(reply["Vary"] == "Origin")
            #expect(reply["X-Request-ID"] != nil)
        }
    }

    @Test func answersExposeWhatPagesNeed() async throws {
        try await CrossOriginTests.with([CrossOriginTests.origin]) { client in
            for path in ["/api/v1/scans", "/api/v1/nowhere", "/health"] {
                let reply = try await client.get(path, headers: [("Origin", CrossOriginTests.origin)])
                #expect(reply["Access-Control-Allow-Origin"] == CrossOriginTests.origin)
                let exposed = reply["Access-Control-Expose-Headers"] ?? ""
                for name in ["X-Request-ID", "X-Total-Count", "Link", "X-RateLimit-Remaining", "Retry-After"] {
                    #expect(exposed.contains(name))
                }
            }
        }
    }

    @Test func otherOriginsGetNothing() async throws {
        try await CrossOriginTests.with([CrossOriginTests.origin]) { client in
            for origin in ["https://evil.example", "https://dash.example.org.evil.example", "null", ""] {
                let reply = try await client.get("/api/v1/scans", headers: [("Origin", origin)])
                #expect(reply.status == 200)
                #expect(reply["Access-Control-Allow-Origin"] == nil)
                #expect(reply["Vary"] == "Origin")
                let preflight = try await client.send(
                    "OPTIONS", "/api/v1/scans",
                    headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")])
                #expect(preflight.status == 405)
                #expect(preflight["Access-Control-Allow-Origin"] == nil)
            }
        }
    }

    @Test func anyOriginWhenToldSo() async throws {
        try await CrossOriginTests.with(["*"]) { client in
            let reply = try await client.get("/health", headers: [("Origin", "https://anyone.example")])
            #expect(reply["Access-Control-Allow-Origin"] == "*")
        }
    }

    @Test func nothingUnlessConfigured() async throws {
        try await CrossOriginTests.with([]) { client in
            let reply = try await client.get("/health", headers: [("Origin", CrossOriginTests.origin)])
            #expect(reply["Access-Control-Allow-Origin"] == nil)
            #expect(reply["Vary"] == nil)
        }
    }
}
