import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct TriageTests {
    private static let fingerprint = String(repeating: "0", count: 63) + "1"
    private static let state = "/api/v1/findings/\(fingerprint)/state"
    private static let comments = "/api/v1/findings/\(fingerprint)/comments"

    private static func patch(_ server: TestServer, _ body: String, path: String = state) async throws -> HTTPReply {
        try await server.client.send(
            "PATCH", path, headers: [("Content-Type", "application/json")], body: Array(body.utf8))
    }

    @Test func aDecisionIsAnsweredAndStandsInListings() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1), .numbered(2)])
            let reply = try await Self.patch(
                server, #"{"status":"false_positive","note":"a test key","updated_by":"ana","extra":1}"#)
            #expect(reply.status == 200)
            let members = ["fingerprint", "status", "note", "updated_at", "updated_by"]
            #expect(Set(reply.object.keys) == Set(members))
            #expect(reply.object["status"] as? String == "false_positive")
            #expect(reply.object["note"] as? String == "a test key")
            let listed = try await server.client.get("/api/v1/scans/\(scan.id)/findings").array
            let states = listed.map { $0["state"] as? [String: Any] }
            #expect(states.compactMap { $0?["updated_by"] as? String } == ["ana"])
            #expect(states.compactMap { $0?["regressed"] as? Bool } == [false])
            let filtered = try await server.client.get("/api/v1/scans/\(scan.id)/findings?status=false_positive").array
            #expect(filtered.count == 1)
        }
    }

    @Test func aDecisionIsReplacedAsAWholeAndOutlivesTheScan() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1)])
            _ = try await Self.patch(server, #"{"status":"triaged","note":"look","updated_by":"ana"}"#)
            _ = try await Self.patch(server, #"{"status":"wont_fix"}"#)
            #expect(try await server.client.send("DELETE", "/api/v1/scans/\(scan.id)").status == 204)
            let reply = try await server.client.get(Self.state)
            #expect(reply.object["status"] as? String == "wont_fix")
            #expect(reply.object["note"] is NSNull && reply.object["updated_by"] is NSNull)
        }
    }

    @Test func anyFingerprintIsTakenButNotAnEndlessOne() async throws {
        try await TestServer.with { server in
            let early = try await Self.patch(
                server, #"{"status":"new"}"#, path: "/api/v1/findings/not%20yet%2Ffound/state")
            #expect(early.object["fingerprint"] as? String == "not yet/found")
            let long = "/api/v1/findings/\(String(repeating: "a", count: 257))/state"
            let refused = try await Self.patch(server, #"{"status":"new"}"#, path: long)
            #expect(refused.status == 422)
            #expect(refused.text.contains(#""type":"string_too_long","loc":["path","fp"]"#))
            let unknown = try await server.client.get("/api/v1/findings/unknown/state")
            #expect(unknown.status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, #"{"type":"missing","loc":["body","status"]"#),
        (#"{"status":"gone"}"#, #"{"type":"enum","loc":["body","status"]"#),
        (#"{"status":"new","note":7}"#, #"{"type":"string_type","loc":["body","note"]"#),
    ])
    func aBadDecisionIsExplained(_ body: String, _ expected: String) async throws {
        try await TestServer.with { server in
            let reply = try await Self.patch(server, body)
            #expect(reply.status == 422)
            #expect(reply.text.contains(expected), "\(reply.text)")
        }
    }

    @Test func commentsAreListedOldestFirstAndRemovedOnce() async throws {
        try await TestServer.with { server in
            let first = try await server.client.post(Self.comments, json: #"{"text":"one","author":"ana"}"#)
            #expect(first.status == 201)
            #expect(Set(first.object.keys) == ["id", "fingerprint", "text", "author", "created_at"])
            _ = try await server.client.post(Self.comments, json: #"{"text":"two"}"#)
            let listed = try await server.client.get(Self.comments).array
            #expect(listed.compactMap { $0["text"] as? String } == ["one", "two"])
            let id = try #require(first.object["id"] as? String)
            let elsewhere = try await server.client.send("DELETE", "/api/v1/findings/other/comments/\(id)")
            #expect(elsewhere.status == 404)
            #expect(try await server.client.send("DELETE", "\(Self.comments)/\(id)").status == 204)
            let again = try await server.client.send("DELETE", "\(Self.comments)/\(id)")
            #expect(again.status == 404 && again.text == #"{"detail":"Comment not found"}"#)
        }
    }

    @Test func anEmptyCommentIsRefused() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post(Self.comments, json: #"{"text":""}"#)
            #expect(reply.status == 422 && reply.text.contains("string_too_short"))
        }
    }
}

@Suite(.timeLimit(.minutes(10)))
struct CompareTests {
    private static func path(_ a: String, _ b: String) -> String { "/api/v1/scans/compare?scan_a=\(a)&scan_b=\(b)" }

    @Test func findingsAreNewFixedOrUnchangedByFingerprint() async throws {
        try await TestServer.with { server in
            let a = try await server.completedScan(findings: [
                .numbered(1, severity: .critical), .numbered(2), .numbered(3),
            ])
            let b = try await server.completedScan(findings: [.numbered(2), .numbered(3), .numbered(4), .numbered(5)])
            let reply = try await server.client.get(Self.path(a.id, b.id))
            #expect(reply.status == 200)
            let object = reply.object
            let titles = { (key: String) in
                (object[key] as? [[String: Any]])?.compactMap { $0["title"] as? String }
            }
            #expect(titles("new") == ["Finding 4", "Finding 5"])
            #expect(titles("fixed") == ["Finding 1"])
            #expect(titles("unchanged") == ["Finding 2", "Finding 3"])
            #expect(reply.object["scan_a"] as? String == a.id && reply.object["scan_b"] as? String == b.id)
            let summary = reply.object["summary"] as? [String: Any]
            #expect(summary?["new_count"] as? Int == 2 && summary?["fixed_count"] as? Int == 1)
            #expect(summary?["unchanged_count"] as? Int == 2)
            let (before, after) = (try await server.store.scan(id: a.id), try await server.store.scan(id: b.id))
            let delta = (after?.riskScore ?? 0) - (before?.riskScore ?? 0)
            #expect(summary?["risk_delta"] as? Double == (delta * 10).rounded() / 10)
        }
    }

    @Test func aScanComparedWithItselfIsUnchanged() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: (0..<2500).map { .numbered($0) })
            let reply = try await server.client.get(Self.path(scan.id, scan.id))
            #expect((reply.object["unchanged"] as? [Any])?.count == 2500)
            #expect((reply.object["new"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func unknownScansAreNamedAndMissingOnesAllReported() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            #expect(try await server.client.get(Self.path("nope", scan.id)).text == #"{"detail":"Scan A not found"}"#)
            #expect(try await server.client.get(Self.path(scan.id, "nope")).text == #"{"detail":"Scan B not found"}"#)
            let reply = try await server.client.get("/api/v1/scans/compare")
            #expect(reply.status == 422)
            #expect(
                reply.text.contains(#""loc":["query","scan_a"]"#) && reply.text.contains(#""loc":["query","scan_b"]"#))
        }
    }
}

@Suite(.timeLimit(.minutes(10)))
struct DashboardTests {
    @Test func totalsCountScansFindingsAndDecisions() async throws {
        try await TestServer.with { server in
            _ = try await server.completedScan(findings: [.numbered(1, severity: .high), .numbered(2)])
            _ = try await server.completedScan(findings: [.numbered(2), .numbered(3, severity: .low)])
            _ = try await server.runningScan(target: "/srv/other")
            _ = try await server.client.send(
                "PATCH", "/api/v1/findings/\(Finding.numbered(3).fingerprint)/state",
                headers: [("Content-Type", "application/json")], body: Array(#"{"status":"accepted_risk"}"#.utf8))
            let stats = try await server.client.get("/api/v1/dashboard/stats").object
            #expect(stats["total_scans"] as? Int == 3 && stats["completed_scans"] as? Int == 2)
            #expect(stats["total_findings"] as? Int == 4)
            #expect((stats["severity_totals"] as? [String: Int])?["medium"] == 2)
            let open = stats["open_by_state"] as? [String: Int]
            #expect(open?["accepted_risk"] == 1 && open?["new"] == 1)
            #expect((stats["average_risk_score"] as? Double ?? 0) > 0)
        }
    }

    @Test func anEmptyDatabaseHasTotalsOfZero() async throws {
        try await TestServer.with { server in
            let stats = try await server.client.get("/api/v1/dashboard/stats").object
            #expect(stats["total_scans"] as? Int == 0 && stats["average_risk_score"] as? Double == 0)
        }
    }

    @Test func trendsHaveOneRowADayUpToToday() async throws {
        try await TestServer.with { server in
            _ = try await server.completedScan(findings: [.numbered(1, severity: .high)])
            let data = try await server.client.get("/api/v1/dashboard/trends?days=3").object["data"] as? [[String: Any]]
            #expect(data?.count == 3)
            #expect(data?.compactMap { $0["total_findings"] as? Int } == [0, 0, 1])
            #expect(data?.last?["date"] as? String == Timestamp.now().isoDate)
            #expect(data?.last?["high"] as? Int == 1)
            let whole = try await server.client.get("/api/v1/dashboard/trends").object["data"] as? [Any]
            #expect(whole?.count == 30)
        }
    }

    @Test(arguments: ["0", "366", "x", ""])
    func daysOutOfRangeAreRefused(days: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/dashboard/trends?days=\(days)")
            #expect(reply.status == 422)
        }
    }

    @Test(arguments: ["/api/v1/dashboard/browse", "/api/v1/browse", "/api/browse"])
    func foldersAreListedUnderBothNames(path: String) async throws {
        try await TestServer.with { server in
            let listing = try await server.client.get(path + "?path=/srv").object
            #expect(listing["current"] as? String == "/srv" && listing["parent"] as? String == "/")
            let entry = (listing["entries"] as? [[String: Any]])?.first
            #expect(entry?["name"] as? String == "app" && entry?["is_dir"] as? Bool == true)
            #expect(try await server.client.get(path + "?path=/etc/passwd").status == 400)
        }
    }
}
