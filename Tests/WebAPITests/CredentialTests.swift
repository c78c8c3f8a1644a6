import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct CredentialTests {
    private static let path = "/api/v1/plugins"

    @Test func keyIsTakenFromEitherHeaderAndTheFirstDecides() async throws {
        try await TestServer.with {
            $0.apiKey = "s3cret"
        } _: { server in
            let cases: [([(String, String)], Int, String)] = [
                ([("X-API-Key", "s3cret")], 200, "env"), ([("Authorization", "Bearer s3cret")], 200, "env"),
                ([("authorization", "bearer  s3cret")], 200, "env"),
                ([("X-API-Key", "s3cret"), ("Authorization", "Bearer wrong")], 200, "env"),
                ([("X-API-Key", "wrong"), ("Authorization", "Bearer s3cret")], 401, "anonymous"),
                ([("X-API-Key", "s3cret"), ("X-API-Key", "wrong")], 401, "anonymous"),
                ([("X-API-Key", ""), ("Authorization", "Bearer s3cret")], 200, "env"),
                ([("Authorization", "Basic s3cret")], 401, "anonymous"),
                ([("Authorization", "s3cret")], 401, "anonymous"),
                ([("X-API-Key", "S3cret")], 401, "anonymous"), ([("X-API-Key", "s3cret0")], 401, "anonymous"),
            ]
            for (headers, status, principal) in cases {
                #expect(
                    try await server.client.get(CredentialTests.path, headers: headers).status == status, "\(headers)")
                #expect(server.log.lines(of: "securescan.request").last?["principal"] as? String == principal)
            }
            let reply = try await server.client.get("\(CredentialTests.path)?event_token=s3cret")
            #expect(reply.status == 401)
            #expect(!server.log.text.contains("s3cret"))
        }
    }

    @Test func wrongCredentialIsRefusedEvenWhereNoneIsNeeded() async throws {
        try await TestServer.with { server in
            #expect(try await server.client.get(CredentialTests.path).status == 200)
            for header in [("X-API-Key", "wrong"), ("Authorization", "Bearer wrong")] {
                let reply = try await server.client.get(CredentialTests.path, headers: [header])
                #expect(reply.status == 401)
                #expect(reply.text == #"{"detail":"Invalid API key"}"#)
            }
            // Meant for the proxy in front.
            #expect(
                try await server.client.get(CredentialTests.path, headers: [("Authorization", "Basic eA==")]).status
                    == 200)
        }
    }

    @Test func openServerWarnsAtStartAndClosesWithTheFirstKey() async throws {
        try await TestServer.with { server in
            #expect(server.log.text.contains("No credentials are configured"))
            let reply = try await server.client.post("/api/v1/keys", json: #"{"name":"first","scopes":["admin"]}"#)
            #expect(reply.status == 201)
            #expect(try await server.client.get(CredentialTests.path).status == 401)
            let key = try #require(reply.object["key"] as? String)
            let id = try #require(reply.object["id"] as? String)
            let headers = [("X-API-Key", key)]
            #expect(try await server.client.get(CredentialTests.path, headers: headers).status == 200)
            #expect(try await server.client.send("DELETE", "/api/v1/keys/\(id)", headers: headers).status == 204)
            #expect(try await server.client.get(CredentialTests.path, headers: headers).status == 401)
            #expect(try await server.client.get(CredentialTests.path).status == 200)
            #expect(server.log.text.contains("The last key was revoked"))
        }
    }

    @Test func closedServerDoesNotWarn() async throws {
        try await TestServer.with {
            $0.apiKey = "s3cret"
        } _: { server in
            #expect(!server.log.text.contains("No credentials"))
        }
    }

    @Test func expiryClosesNothingAndOpensNothing() async throws {
        let clock = TestClock()
        try await TestServer.with {
            $0.now = clock.now
        } _: { server in
            let end = Timestamp(microseconds: clock.now().microseconds + 60_000_000)
            let key = try await server.key(.read, expiresAt: end)
            clock.advance(seconds: 59.999)
            #expect(try await server.client.get(CredentialTests.path, headers: key.header).status == 200)
            clock.advance(seconds: 0.001)
            #expect(try await server.client.get(CredentialTests.path, headers: key.header).status == 401)
            #expect(try await server.client.get(CredentialTests.path).status == 401)
        }
    }

    @Test func whatAnotherProcessChangesHoldsWithinASecond() async throws {
        try await TestServer.with { server in
            #expect(try await server.client.get(CredentialTests.path).status == 200)
            let other = try Store(path: server.path)
            let key = try await other.createKey(name: "cli", scopes: [.read], at: .now())
            try await CredentialTests.within(1) { try await server.client.get(CredentialTests.path).status == 401 }
            #expect(try await server.client.get(CredentialTests.path, headers: key.header).status == 200)
            _ = try await other.revokeKey(id: key.key.id, keepingAdmin: false, at: .now())
            try await CredentialTests.within(1) {
                try await server.client.get(CredentialTests.path, headers: key.header).status == 401
            }
            other.close()
        }
    }

    private static func within(_ seconds: Double, _ condition: () async throws -> Bool) async throws {
        let start = ContinuousClock.now
        try await eventually("it holds", condition)
        #expect(ContinuousClock.now - start < .seconds(seconds))
    }

    @Test func keysAreReadOnceInALifetime() async throws {
        try await TestServer.with { server in
            let patient = KeyRing(store: server.store, lifetime: .seconds(3600))
            let hasty = KeyRing(store: server.store, lifetime: .zero)
            #expect(try await patient.keys().isEmpty)
            #expect(try await hasty.keys().isEmpty)
            let key = try await server.key(.read).key
            #expect(try await patient.keys().isEmpty)
            #expect(try await hasty.keys().keys.contains(key.prefix))
            patient.forget()
            #expect(try await patient.keys().keys.contains(key.prefix))
        }
    }

    @Test func manyRequestsShareOneReading() async throws {
        try await TestServer.with { server in
            let key = try await server.key(.read)
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<32 {
                    group.addTask { try await server.client.get(CredentialTests.path, headers: key.header).status }
                }
                for try await status in group { #expect(status == 200) }
            }
        }
    }

    @Test func withoutTheDatabaseNobodyIsLetIn() async throws {
        try await TestServer.with { server in
            let key = try await server.key(.read)
            server.store.close()
            for headers in [[], key.header] {
                #expect(try await server.client.get(CredentialTests.path, headers: headers).status == 503)
            }
        }
    }

    @Test func useIsShownAtOnceAndSavedAtTheEnd() async throws {
        try await TestServer.with { server in
            let key = try await server.key(.admin)
            #expect(try await server.store.key(key.key.id)?.lastUsedAt == nil)
            let listed = try await server.client.get("/api/v1/keys", headers: key.header).array
            #expect(listed.first?["last_used_at"] is String)
            #expect(try await server.store.key(key.key.id)?.lastUsedAt == nil, "a write for every request")
            await server.shutDown()
            try await eventually("it is saved") { try await server.store.key(key.key.id)?.lastUsedAt != nil }
        }
    }

    @Test func unsavedUseIsKeptForTheNextTime() async throws {
        try await TestServer.with { server in
            let key = try await server.key(.read).key
            let usage = server.server.credentials.usage
            usage.note(key.id, at: Timestamp(microseconds: 5))
            await usage.save()
            usage.note(key.id, at: Timestamp(microseconds: 9))
            #expect(try await server.store.key(key.id)?.lastUsedAt == Timestamp(microseconds: 5))
            server.store.close()
            await usage.save()
            #expect(usage.complete(key).lastUsedAt == Timestamp(microseconds: 9))
            #expect(server.log.text.contains("could not be saved"))
        }
    }
}
