import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct ScanTests {
    private static let unknown = "00000000-0000-4000-8000-000000000000"

    @Test func startedScanIsPending() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post(
                "/api/v1/scans",
                json: """
                    {"target_path":"/srv/app","scan_types":["code","secrets","code"],"ref":"main","base_ref":null,
                    "history":true,"options":{"code":{"depth":3}},"target_url":"https://app.example.org/x","unknown":1}
                    """)
            #expect(reply.status == 200)
            #expect(reply["Content-Type"] == "application/json")
            let scan = reply.object
            #expect(scan["status"] as? String == "pending")
            #expect(scan["scan_types"] as? [String] == ["code", "secrets"])
            #expect(scan["ref"] as? String == "main")
            #expect(scan["history"] as? Bool == true)
            #expect(scan["findings_count"] as? Int == 0)
            #expect(reply.text.contains(#""started_at":null"#))
            let id = try #require(scan["id"] as? String)
            let stored = try await server.store.scan(id: id)
            #expect(stored?.request.options == ["code": ["depth": 3]])
            #expect(stored?.request.targetURL == "https://app.example.org/x")
        }
    }

    @Test func everyTypeByDefault() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/srv/app"}"#)
            #expect(reply.object["scan_types"] as? [String] == ["code", "secrets"])
        }
    }

    @Test func withoutScannersNoScanIsTaken() async throws {
        try await TestServer.with(plugins: []) { server in
            let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/srv/app"}"#)
            #expect(reply.status == 503)
            #expect(reply.text == #"{"detail":"No scanner is loaded; GET /api/v1/plugins tells why"}"#)
        }
    }

    @Test func refusalsOfTheEngineReachTheClient() async throws {
        try await TestServer.with { server in
            let missing = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/missing"}"#)
            #expect(missing.status == 400)
            #expect(missing.text == #"{"detail":"Target path does not exist: /missing"}"#)
            let busy = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/busy"}"#)
            #expect(busy.status == 503)
            #expect(busy["Retry-After"] == "7")
            #expect(busy.text == #"{"detail":"The scan queue is full: 100 scans are waiting"}"#)
            let hung = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/hung"}"#)
            #expect(
                hung.status == 503 && hung["Retry-After"] == "10" && hung.text.contains("did not answer within 5 s"))
            let full = try await server.client.post("/api/v1/scans", json: #"{"target_path":"/full"}"#)
            #expect(full.status == 507)
            #expect(full.text == #"{"detail":"The disk that holds the database is full"}"#)
        }
    }

    @Test func listIsNewestFirstAndCounted() async throws {
        try await TestServer.with { server in
            #expect(try await server.client.get("/api/v1/scans").text == "[]")
            var ids: [String] = []
            for _ in 0..<5 { ids.append(try await server.runningScan().id) }
            let reply = try await server.client.get("/api/v1/scans")
            #expect(reply.array.compactMap { $0["id"] as? String } == ids.reversed())
            #expect(reply["X-Total-Count"] == "5")
            #expect(reply["Link"] == nil)
        }
    }

    @Test func listIsPaged() async throws {
        try await TestServer.with { server in
            var ids: [String] = []
            for _ in 0..<5 { ids.append(try await server.runningScan(target: "/srv/a b&c").id) }
            var path: String? = "/api/v1/scans?target=/srv/a+b%26c&limit=2"
            var seen: [String] = []
            var pages = 0
            while let next = path {
                let reply = try await server.client.get(next)
                #expect(reply.status == 200)
                #expect(reply["X-Total-Count"] == "5")
                seen += reply.array.compactMap { $0["id"] as? String }
                pages += 1
                path = try reply["Link"].map { link in
                    #expect(link.hasSuffix(">; rel=\"next\""))
                    return String(try #require(link.dropFirst().split(separator: ">").first))
                }
            }
            #expect(pages == 3)
            #expect(seen == ids.reversed())
        }
    }

    @Test func legacyPageHasBothLinks() async throws {
        try await TestServer.with { server in
            for _ in 0..<2 { _ = try await server.runningScan() }
            let link = try #require(try await server.client.get("/api/scans?limit=1")["Link"])
            #expect(link.contains("</api/scans?limit=1&cursor="))
            #expect(link.contains("rel=\"next\""))
            #expect(link.contains("</api/v1/scans?limit=1>; rel=\"successor-version\""))
        }
    }

    @Test func listIsFilteredByStatusAndTarget() async throws {
        try await TestServer.with { server in
            let running = try await server.runningScan(target: "/a")
            let done = try await server.completedScan()
            let byStatus = try await server.client.get("/api/v1/scans?status=running")
            #expect(byStatus.array.compactMap { $0["id"] as? String } == [running.id])
            let byTarget = try await server.client.get("/api/v1/scans?target=/srv/app")
            #expect(byTarget.array.compactMap { $0["id"] as? String } == [done.id])
        }
    }

    @Test func foreignCursorIsRefused() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/scans?limit=2&cursor=nonsense")
            #expect(reply.status == 422)
            #expect(
                reply.text == """
                    {"detail":[{"type":"value_error","loc":["query","cursor"],\
                    "msg":"Cursor is not one that this listing gave out","input":"nonsense"}]}
                    """)
        }
    }

    @Test func unknownScanIsNotFoundEverywhere() async throws {
        try await TestServer.with { server in
            for id in [ScanTests.unknown, "x", "..", "%27%20OR%201=1", ScanTests.unknown.uppercased() + "A"] {
                for (method, rest) in [
                    ("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("GET", "/summary"), ("GET", "/findings"),
                    ("GET", "/events"),
                ] {
                    let reply = try await server.client.send(method, "/api/v1/scans/\(id)\(rest)")
                    #expect(reply.status == 404, "\(method) \(id)\(rest)")
                    #expect(reply.text == #"{"detail":"Scan not found"}"#)
                }
            }
        }
    }

    @Test func scanIsShown() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1, severity: .high)])
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)")
            #expect(reply.object["status"] as? String == "completed")
            #expect(reply.object["findings_count"] as? Int == 1)
            #expect(reply.object["scanners_run"] as? [String] == ["code"])
        }
    }

    @Test func summaryCountsWhileTheScanRuns() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            try await server.append(ScanBatch(findings: [.numbered(1, severity: .critical), .numbered(2)]), to: scan)
            let summary = try await server.client.get("/api/v1/scans/\(scan.id)/summary").object
            #expect(summary["total_findings"] as? Int == 2)
            #expect(summary["critical"] as? Int == 1)
            #expect(summary["medium"] as? Int == 1)
            #expect(summary["info"] as? Int == 0)
            #expect(summary["duration_s"] is Double)
        }
    }

    @Test func cancelledOnceAndNoMore() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let reply = try await server.client.send("POST", "/api/v1/scans/\(scan.id)/cancel")
            #expect(reply.status == 200)
            #expect(reply.object["status"] as? String == "cancelled")
            let again = try await server.client.send("POST", "/api/v1/scans/\(scan.id)/cancel")
            #expect(again.status == 409)
            #expect(again.text == #"{"detail":"Cannot cancel scan in 'cancelled' state"}"#)
            let done = try await server.completedScan()
            let late = try await server.client.send("POST", "/api/v1/scans/\(done.id)/cancel")
            #expect(late.text == #"{"detail":"Cannot cancel scan in 'completed' state"}"#)
        }
    }

    @Test func deletedOnceAndOnlyAfterItsEnd() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            let early = try await server.client.send("DELETE", "/api/v1/scans/\(scan.id)")
            #expect(early.status == 409)
            #expect(early.text == #"{"detail":"Cannot delete scan in 'running' state; cancel it first"}"#)
            try await server.finish(ScanEnd(scanID: scan.id, status: .failed, at: .now(), error: "x"))
            let reply = try await server.client.send("DELETE", "/api/v1/scans/\(scan.id)")
            #expect(reply.status == 204)
            #expect(reply["Content-Length"] == nil)
            #expect(reply["Transfer-Encoding"] == nil)
            #expect(try await server.client.send("DELETE", "/api/v1/scans/\(scan.id)").status == 404)
        }
    }
}
