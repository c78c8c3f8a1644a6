import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct WebhookTests {
    private static let body = #"{"name":"ops","url":"https://hooks.example.com/x","event_filter":["scan.complete"]}"#

    private func create(_ server: TestServer, _ body: String = WebhookTests.body) async throws -> [String: Any] {
        let reply = try await server.client.post("/api/v1/webhooks", json: body)
        #expect(reply.status == 201)
        return reply.object
    }

    private func patch(_ server: TestServer, _ id: String, _ body: String) async throws -> HTTPReply {
        try await server.client.send(
            "PATCH", "/api/v1/webhooks/\(id)", headers: [("Content-Type", "application/json")], body: Array(body.utf8))
    }

    @Test func creatingShowsTheSecretOnce() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/webhooks", json: WebhookTests.body)
            #expect(reply.status == 201 && reply["Cache-Control"] == "no-store")
            let webhook = reply.object
            #expect(
                Set(webhook.keys) == ["id", "name", "url", "event_filter", "enabled", "created_at", "secret"])
            let secret = try #require(webhook["secret"] as? String)
            #expect(secret.wholeMatch(of: /whsec_[0-9a-f]{64}/) != nil)
            #expect(webhook["enabled"] as? Bool == true && webhook["event_filter"] as? [String] == ["scan.complete"])
            let id = try #require(webhook["id"] as? String)
            let one = try await server.client.get("/api/v1/webhooks/\(id)")
            let all = try await server.client.get("/api/v1/webhooks")
            #expect(one.object["name"] as? String == "ops" && all.array.count == 1)
            for text in [one.text, all.text, server.log.text] { #expect(!text.contains(secret)) }
            let other = try await create(server)
            #expect(other["secret"] as? String != secret)
            let listed = try await server.client.get("/api/webhooks").array.compactMap { $0["id"] as? String }
            #expect(listed == [other["id"] as? String, id])
        }
    }

    @Test(arguments: [
        (#"{}"#, "missing", ["name", "url", "event_filter"]),
        (#"{"name":"","url":"","event_filter":[]}"#, "too_short", ["event_filter"]),
        (#"{"name":"","url":"https://a.example","event_filter":["scan.complete"]}"#, "string_too_short", ["name"]),
        (#"{"name":"n","url":"https://a.example","event_filter":["scan.start"]}"#, "enum", ["event_filter"]),
        (#"{"name":"n","url":"https://a.example","event_filter":"scan.complete"}"#, "list_type", ["event_filter"]),
        (#"{"name":"n","url":"ftp://a.example","event_filter":["scan.complete"]}"#, "value_error", ["url"]),
    ])
    func whatIsWrongIsSaid(body: String, type: String, fields: [String]) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/webhooks", json: body)
            #expect(reply.status == 422)
            let details = reply.object["detail"] as? [[String: Any]] ?? []
            let found = details.filter { $0["type"] as? String == type }
            #expect(found.compactMap { ($0["loc"] as? [Any])?.dropFirst().first as? String } == fields)
        }
    }

    @Test(arguments: [
        ("ftp://example.org/x", "URL must be http(s)"), ("example.org", "URL must be http(s)"),
        ("https://u:p@example.org/", "URL must not contain credentials"),
        ("http://169.254.169.254/", "URL must not lead to a link-local, metadata, multicast or unspecified address"),
        (
            "http://127.0.0.1:9/",
            "URL must not lead to a loopback or private address unless SECURESCAN_WEBHOOK_ALLOW_PRIVATE=1"
        ),
    ])
    func urlsThatMustNotBeUsedAreRefused(url: String, message: String) async throws {
        try await TestServer.with({ $0.apiKey = "admin" }) { server in
            let server = server.sending(key: "admin")
            let body = #"{"name":"n","url":"\#(url)","event_filter":["scan.complete"]}"#
            let expected =
                #"{"detail":[{"type":"value_error","loc":["body","url"],"msg":"\#(message)","input":"\#(url)"}]}"#
            #expect(try await server.client.post("/api/v1/webhooks", json: body).text == expected)
            let id = try #require(try await create(server)["id"] as? String)
            let change = try await patch(server, id, #"{"url":"\#(url)"}"#)
            #expect(change.status == 422 && change.text == expected)
        }
    }

    private static let privateBody =
        #"{"name":"n","url":"http://localhost:9/","event_filter":["scan.complete","scan.complete"]}"#

    @Test func privateAddressesMayBeUsedWithoutCredentials() async throws {
        try await TestServer.with { server in
            let webhook = try await create(server, WebhookTests.privateBody)
            #expect(webhook["event_filter"] as? [String] == ["scan.complete"])
        }
    }

    @Test func privateAddressesMayBeUsedWhereTheyAreAllowed() async throws {
        try await TestServer.with {
            $0.apiKey = "admin"
            $0.allowsPrivateWebhooks = true
        } _: { server in
            let webhook = try await create(server.sending(key: "admin"), WebhookTests.privateBody)
            #expect(webhook["url"] as? String == "http://localhost:9/")
        }
    }

    @Test func aPatchChangesWhatItNames() async throws {
        try await TestServer.with { server in
            var webhook = try await create(server)
            webhook["secret"] = nil
            let id = try #require(webhook["id"] as? String)
            let unchanged = try await patch(server, id, "{}")
            #expect(
                unchanged.status == 200
                    && NSDictionary(dictionary: unchanged.object) == NSDictionary(dictionary: webhook))
            let changed = try await patch(server, id, #"{"name":"new","enabled":false,"event_filter":["scan.failed"]}"#)
            #expect(changed.object["name"] as? String == "new" && changed.object["enabled"] as? Bool == false)
            #expect(changed.object["event_filter"] as? [String] == ["scan.failed"])
            #expect(changed.object["url"] as? String == webhook["url"] as? String)
            let same = try await patch(server, id, #"{"name":null,"url":null,"enabled":null,"event_filter":null}"#)
            #expect(same.status == 200 && same.object["name"] as? String == "new")
            let wrong = try await patch(server, id, #"{"name":"","event_filter":[]}"#)
            #expect(wrong.status == 422 && (wrong.object["detail"] as? [Any])?.count == 2)
        }
    }

    @Test func aTestIsQueuedWhateverTheFilterSays() async throws {
        try await TestServer.with { server in
            let id = try #require(try await create(server)["id"] as? String)
            let reply = try await server.client.send("POST", "/api/v1/webhooks/\(id)/test")
            #expect(reply.status == 202 && reply.object["webhook_id"] as? String == id)
            #expect(reply.object["event"] as? String == "webhook.test" && reply.object.count == 3)
            let deliveries = try await server.client.get("/api/v1/webhooks/\(id)/deliveries").array
            #expect(deliveries.count == 1)
            #expect(deliveries[0]["id"] as? String == reply.object["delivery_id"] as? String)
            #expect(deliveries[0]["status"] as? String == "pending" && deliveries[0]["attempt"] as? Int == 0)
            #expect(
                Set(deliveries[0].keys) == [
                    "id", "webhook_id", "event", "status", "attempt", "next_attempt_at", "created_at", "updated_at",
                    "response_code", "response_body",
                ])
            let data = try #require(try await server.store.nextDeliveries().first?.data)
            let members = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
            #expect(Set(members?.keys.map(\.self) ?? []) == ["message", "timestamp"])
        }
    }

    @Test func deletionIsForGood() async throws {
        try await TestServer.with { server in
            let id = try #require(try await create(server)["id"] as? String)
            #expect(try await server.client.send("POST", "/api/v1/webhooks/\(id)/test").status == 202)
            let reply = try await server.client.send("DELETE", "/api/v1/webhooks/\(id)")
            #expect(reply.status == 204 && reply.body.isEmpty)
            for (method, path) in [
                ("DELETE", ""), ("GET", ""), ("GET", "/deliveries"), ("POST", "/test"),
            ] {
                let reply = try await server.client.send(method, "/api/v1/webhooks/\(id)\(path)")
                #expect(reply.status == 404 && reply.text == #"{"detail":"Webhook not found"}"#)
            }
            #expect(try await patch(server, id, "{}").status == 404)
            #expect(try await server.client.get("/api/v1/webhooks/nonsense").status == 404)
        }
    }
}
