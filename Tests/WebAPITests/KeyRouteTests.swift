import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct KeyRouteTests {
    private static let members: Set<String> = [
        "id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at",
    ]

    @Test func issuedKeyIsShownOnceAndWorks() async throws {
        try await TestServer.with { server in
            let admin = try await server.key(.admin)
            let reply = try await server.client.post(
                "/api/v1/keys", json: #"{"name":"ci","expires_at":"2999-01-31T10:00:00+01:00"}"#, headers: admin.header)
            #expect(reply.status == 201)
            #expect(reply["Cache-Control"] == "no-store")
            #expect(Set(reply.object.keys) == KeyRouteTests.members.union(["key"]))
            #expect(reply.object["scopes"] as? [String] == ["read", "write"])
            #expect(reply.object["expires_at"] as? String == "2999-01-31T09:00:00.000000Z")
            let text = try #require(reply.object["key"] as? String)
            #expect(text.wholeMatch(of: /ssk_[A-Za-z0-9]{10}_[A-Za-z0-9_-]{32}/) != nil)
            #expect(reply.object["prefix"] as? String == String(text.prefix(16)))
            let me = try await server.client.get("/api/v1/keys/me", headers: [("Authorization", "Bearer \(text)")])
            #expect(me.status == 200 && me.object["id"] as? String == reply.object["id"] as? String)
            #expect(Set(me.object.keys) == KeyRouteTests.members)
            let list = try await server.client.get("/api/v1/keys", headers: admin.header)
            #expect(list.array.map { $0["name"] as? String } == ["ci", "admin"])
            #expect(list.array.allSatisfy { Set($0.keys) == KeyRouteTests.members })
            #expect(!list.text.contains(text) && !server.log.text.contains(text))
        }
    }

    @Test(arguments: [
        (#"{}"#, "missing", #"["body","name"]"#), (#"{"name":""}"#, "string_too_short", #"["body","name"]"#),
        (#"{"name":"\#(String(repeating: "n", count: 201))"}"#, "string_too_long", #"["body","name"]"#),
        (#"{"name":"n","scopes":[]}"#, "too_short", #"["body","scopes"]"#),
        (#"{"name":"n","scopes":["read","root"]}"#, "enum", #"["body","scopes",1]"#),
        (#"{"name":"n","scopes":"read"}"#, "list_type", #"["body","scopes"]"#),
        (#"{"name":"n","expires_at":"2020-01-01T00:00:00Z"}"#, "value_error", #"["body","expires_at"]"#),
        (#"{"name":"n","expires_at":"tomorrow"}"#, "value_error", #"["body","expires_at"]"#),
        (#"{"name":"n","expires_at":7}"#, "string_type", #"["body","expires_at"]"#),
    ])
    func badKeyIsRefused(json: String, type: String, location: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/keys", json: json)
            #expect(reply.status == 422)
            #expect(reply.text.hasPrefix(#"{"detail":[{"type":"\#(type)","loc":\#(location),"msg":"#))
            #expect(try await server.store.keys().isEmpty)
        }
    }

    @Test func longestNameAndAllScopesAreTaken() async throws {
        try await TestServer.with { server in
            let name = String(repeating: "ü", count: 200)
            let reply = try await server.client.post(
                "/api/v1/keys", json: #"{"name":"\#(name)","scopes":["admin","write","read","read"],"expires_at":null}"#
            )
            #expect(reply.status == 201)
            #expect(reply.object["scopes"] as? [String] == ["read", "write", "admin"])
        }
    }

    @Test func revocationHoldsAtOnceAndCanBeRepeated() async throws {
        try await TestServer.with { server in
            let admin = try await server.key(.admin)
            let reader = try await server.key(.read)
            #expect(try await server.client.get("/api/v1/scans", headers: reader.header).status == 200)
            for _ in 0..<2 {
                let reply = try await server.client.send(
                    "DELETE", "/api/v1/keys/\(reader.key.id)", headers: admin.header)
                #expect(reply.status == 204)
                #expect(try await server.client.get("/api/v1/scans", headers: reader.header).status == 401)
            }
            let list = try await server.client.get("/api/v1/keys", headers: admin.header).array
            #expect(list.first?["revoked_at"] is String)
            for id in ["unknown", reader.key.prefix, "00000000-0000-4000-8000-000000000000"] {
                let reply = try await server.client.send("DELETE", "/api/v1/keys/\(id)", headers: admin.header)
                #expect(reply.status == 404 && reply.text == #"{"detail":"Key not found"}"#)
            }
        }
    }

    @Test func lastAdminKeyStaysWhereOneIsRequired() async throws {
        try await TestServer.with(issuing: [.admin]) {
            $0.authRequired = true
            $0.eventTokenSecret = Array("0123456789abcdef".utf8)
        } _: { server in
            let admin = try await server.key(.admin)
            let first = try #require(try await server.store.keys().last)
            func revoke(_ id: String) async throws -> HTTPReply {
                try await server.client.send("DELETE", "/api/v1/keys/\(id)", headers: admin.header)
            }
            #expect(try await revoke(first.id).status == 204)
            let reply = try await revoke(admin.key.id)
            #expect(reply.status == 409)
            #expect((reply.object["detail"] as? String)?.contains("last admin key") == true)
            #expect(try await revoke(first.id).status == 204)
            #expect(try await server.client.get("/api/v1/keys", headers: admin.header).status == 200)
        }
    }

    @Test(arguments: [true, false])
    func lastAdminKeyMayGoWhereNoneIsRequired(hasEnvironmentKey: Bool) async throws {
        try await TestServer.with {
            $0.apiKey = hasEnvironmentKey ? "s3cret" : nil
            $0.authRequired = hasEnvironmentKey
            $0.eventTokenSecret = Array("0123456789abcdef".utf8)
        } _: { server in
            let admin = try await server.key(.admin)
            let reply = try await server.client.send("DELETE", "/api/v1/keys/\(admin.key.id)", headers: admin.header)
            #expect(reply.status == 204)
        }
    }

    @Test func callersWithoutAnIssuedKeyHaveNoKeyOfTheirOwn() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/keys/me")
            #expect(reply.status == 404)
            #expect(reply.text == #"{"detail":"Not authenticated via DB key"}"#)
            let key = try await server.key(.write)
            let mine = try await server.client.get("/api/v1/keys/me", headers: key.header)
            #expect(mine.status == 200 && mine.object["last_used_at"] is String)
        }
    }
}
