import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct NotificationTests {
    private func list(_ server: TestServer, _ query: String = "") async throws -> [[String: Any]] {
        try await server.client.get("/api/v1/notifications\(query)").array
    }

    @Test func aScanWithFindingsShowsUp() async throws {
        try await TestServer.with { server in
            _ = try await server.completedScan()
            #expect(try await list(server).isEmpty)
            let scan = try await server.completedScan(findings: [.numbered(1, severity: .critical), .numbered(2)])
            let notification = try #require(try await list(server).first)
            #expect(
                Set(notification.keys) == [
                    "id", "type", "title", "body", "link", "scan_id", "severity", "created_at", "read_at",
                ])
            #expect(notification["type"] as? String == "scan.complete")
            #expect(notification["title"] as? String == "2 findings in app")
            #expect(notification["severity"] as? String == "critical")
            #expect(notification["link"] as? String == "/scan/\(scan.id)")
            #expect(notification["scan_id"] as? String == scan.id && notification["read_at"] is NSNull)
        }
    }

    @Test func readingCountsDown() async throws {
        try await TestServer.with { server in
            for _ in 0..<3 { _ = try await server.completedScan(findings: [.numbered(1)]) }
            let count = { try await server.client.get("/api/v1/notifications/unread-count").text }
            #expect(try await count() == #"{"count":3}"#)
            let id = try #require(try await list(server)[1]["id"] as? String)
            let read = try await server.client.send("PATCH", "/api/v1/notifications/\(id)/read")
            #expect(read.status == 200 && read.object["read_at"] is String)
            let again = try await server.client.send("PATCH", "/api/v1/notifications/\(id)/read")
            #expect(again.status == 200 && again.body == read.body)
            #expect(try await count() == #"{"count":2}"#)
            #expect(try await list(server, "?unread_only=true").count == 2)
            #expect(try await list(server, "?unread_only=false").count == 3)
            let all = try await server.client.send("PATCH", "/api/v1/notifications/read-all")
            #expect(all.status == 200 && all.text == #"{"marked_read":2}"#)
            #expect(try await count() == #"{"count":0}"#)
        }
    }

    @Test(arguments: ["2f1c8a34-0000-4000-8000-000000000000", "nonsense"])
    func anUnknownOneIsNotFound(id: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.send("PATCH", "/api/v1/notifications/\(id)/read")
            #expect(reply.status == 404 && reply.text == #"{"detail":"Notification not found"}"#)
        }
    }

    @Test func theLimitIsCappedSilently() async throws {
        try await TestServer.with { server in
            for _ in 0..<205 { _ = try await server.completedScan(findings: [.numbered(1)]) }
            #expect(try await list(server).count == 50)
            #expect(try await list(server, "?limit=7").count == 7)
            for limit in ["200", "201", "100000", "99999999999999999999"] {
                #expect(try await list(server, "?limit=\(limit)").count == 200)
            }
            for limit in ["0", "-1", "many", ""] {
                #expect(try await server.client.get("/api/v1/notifications?limit=\(limit)").status == 422)
            }
            let times = try await list(server, "?limit=200").compactMap { $0["created_at"] as? String }
            #expect(times == times.sorted(by: >))
        }
    }
}
