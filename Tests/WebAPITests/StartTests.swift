import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

/// What a server must have before it listens.
@Suite(.timeLimit(.minutes(10)))
struct StartTests {
    /// Checks a start over a database with these keys.
    private func check(
        keys: [(scopes: [APIKey.Scope], isExpired: Bool)] = [], _ configure: (inout APIConfiguration) -> Void
    ) async throws {
        var configuration = APIConfiguration()
        configure(&configuration)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let store = try Store(path: folder.appendingPathComponent("scans.db").path)
        defer {
            store.close()
            try? FileManager.default.removeItem(at: folder)
        }
        for key in keys {
            let expiry = key.isExpired ? Timestamp(microseconds: 1) : nil
            _ = try await store.createKey(name: "n", scopes: key.scopes, expiresAt: expiry, at: .now())
        }
        try await BindPolicy.check(configuration, store)
    }

    private func refusal(
        keys: [(scopes: [APIKey.Scope], isExpired: Bool)] = [], _ configure: (inout APIConfiguration) -> Void
    ) async -> String? {
        let error = await #expect(throws: ConfigurationError.self) { try await check(keys: keys, configure) }
        return error?.message
    }

    @Test func requiredCredentialsMustBeThere() async throws {
        func required(_ configuration: inout APIConfiguration) {
            configuration.authRequired = true
            configuration.eventTokenSecret = Array("0123456789abcdef".utf8)
        }
        for keys in [[], [([.read, .write], false)], [([.admin], true)]]
            as [[(scopes: [APIKey.Scope], isExpired: Bool)]]
        {
            let message = await refusal(keys: keys, required)
            #expect(message?.contains("securescan keys create --name NAME --scope admin") == true)
        }
        try await check(keys: [([.admin], false)], required)
        try await check {
            required(&$0)
            $0.apiKey = "s3cret"
        }
        let message = await refusal(keys: [([.admin], false)]) { $0.authRequired = true }
        #expect(message?.contains("SECURESCAN_EVENT_TOKEN_SECRET") == true)
    }

    @Test func allOriginsNeedCredentials() async throws {
        let message = await refusal { $0.corsOrigins = ["*"] }
        #expect(message?.contains("SECURESCAN_CORS_ORIGINS") == true)
        try await check(keys: [([.read], false)]) { $0.corsOrigins = ["*"] }
        try await check { $0.corsOrigins = ["http://localhost:3000"] }
        try await TestServer.with(issuing: [.admin]) {
            $0.corsOrigins = ["*"]
        } _: { server in
            for key in try await server.store.keys() {
                _ = try await server.store.revokeKey(id: key.id, keepingAdmin: false, at: .now())
            }
            server.server.credentials.ring.forget()
            let reply = try await server.client.get("/api/v1/scans")
            #expect(reply.status == 401)
        }
    }

    @Test func credentialsAllowEveryAddress() async throws {
        for host in ["0.0.0.0", "::", "192.168.1.5"] {
            let message = await refusal { $0.host = host }
            #expect(message?.contains("SECURESCAN_ALLOW_INSECURE_BIND=1") == true)
            try await check(keys: [([.read], false)]) { $0.host = host }
            try await check {
                $0.host = host
                $0.apiKey = "s3cret"
            }
            try await check {
                $0.host = host
                $0.allowInsecureBind = true
            }
        }
    }

    @Test func serverForOthersStaysClosedWhenItsLastKeyGoes() async throws {
        try await TestServer.with(issuing: [.admin]) {
            $0.host = "0.0.0.0"
        } _: { server in
            let key = try #require(try await server.store.keys().first)
            _ = try await server.store.revokeKey(id: key.id, keepingAdmin: false, at: .now())
            server.server.credentials.ring.forget()
            #expect(try await server.client.get("/api/v1/plugins").status == 401)
        }
    }
}
