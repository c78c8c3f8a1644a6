import Model
import Store
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ProbeTests {
    @Test func indexNamesTheServer() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/")
            #expect(reply.status == 200)
            #expect(
                reply.text
                    == #"{"name":"SecureScan API","status":"ok","docs":"/docs","health":"/health","version":"1.2.3"}"#)
            #expect(reply["Deprecation"] == nil)
        }
    }

    @Test func healthTouchesNoDatabase() async throws {
        try await TestServer.with { server in
            server.store.close()
            let reply = try await server.client.get("/health")
            #expect(reply.status == 200)
            #expect(reply.text == #"{"status":"ok"}"#)
        }
    }

    @Test func readyWithDatabaseAndScanners() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/ready")
            #expect(reply.status == 200)
            #expect(
                reply.text
                    == #"{"status":"ready","checks":{"db":{"status":"ok"},"scanners":{"status":"ok","count":2}}}"#)
        }
    }

    @Test func notReadyWithoutDatabase() async throws {
        try await TestServer.with { server in
            server.store.close()
            let reply = try await server.client.get("/ready")
            #expect(reply.status == 503)
            #expect(reply.object["status"] as? String == "not_ready")
            #expect(reply.text.contains(#""db":{"status":"error"}"#))
        }
    }

    @Test func notReadyWithoutScanners() async throws {
        try await TestServer.with(plugins: []) { server in
            let reply = try await server.client.get("/ready")
            #expect(reply.status == 503)
            #expect(reply.text.contains(#""scanners":{"status":"error","count":0}"#))
        }
    }
}
