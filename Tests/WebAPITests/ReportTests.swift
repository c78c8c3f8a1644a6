import Foundation
import Model
import Reports
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct ReportTests {
    @Test(arguments: ReportFormat.all.map(\.name))
    func everyFormatHasItsTypeAndFileName(format: String) async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1), .numbered(2, severity: .high)])
            let known = try #require(ReportFormat.named(format))
            let path = "/api/v1/scans/\(scan.id)/report?format=\(format)"
            let reply = try await server.client.get(path)
            #expect(reply.status == 200 && reply["Content-Type"] == known.mediaType)
            #expect(
                reply["Content-Disposition"] == "attachment; filename=\"app.\(known.fileExtension)\"")
            #expect(try await server.client.get(path).body == reply.body, "two requests give the same bytes")
            let head = try await server.client.send("HEAD", path)
            #expect(head.status == 200 && head["Content-Type"] == known.mediaType && head.body.isEmpty)
        }
    }

    @Test func withoutAFormatItIsAPage() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1)])
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)/report")
            #expect(reply["Content-Type"] == "text/html; charset=utf-8")
            #expect(reply.text.contains("<h4>Finding 1</h4>") && reply.text.contains("Use parameters."))
        }
    }

    @Test func whatCannotBeHadIsRefused() async throws {
        try await TestServer.with { server in
            let running = try await server.runningScan()
            let early = try await server.client.get("/api/v1/scans/\(running.id)/report")
            #expect(early.status == 400 && early.text.contains("it is running"))
            let id = UUID().uuidString.lowercased()
            #expect(try await server.client.get("/api/v1/scans/\(id)/report").status == 404)
            let scan = try await server.completedScan()
            for format in ["pdf", "text", "xml", ""] {
                let reply = try await server.client.get("/api/v1/scans/\(scan.id)/report?format=\(format)")
                let detail = (reply.object["detail"] as? [[String: Any]])?.first
                #expect(reply.status == 422 && detail?["loc"] as? [String] == ["query", "format"], "\(format)")
            }
        }
    }

    @Test func decisionsAndPassedOverFindingsAreInIt() async throws {
        try await TestServer.with { server in
            let scan = try await server.runningScan()
            var passedOver = Finding.numbered(2)
            passedOver.metadata = ["suppressed_by": ["kind": "comment", "reason": "a test"]]
            try await server.append(ScanBatch(findings: [.numbered(1), passedOver]), to: scan)
            try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now(), scannersRun: ["code"]))
            let print = Finding.numbered(1).fingerprint
            _ = try await server.client.send(
                "PATCH", "/api/v1/findings/\(print)/state", headers: [("Content-Type", "application/json")],
                body: Array(#"{"status":"false_positive","note":"dead code"}"#.utf8))
            let report = try await server.client.get("/api/v1/scans/\(scan.id)/report?format=sarif").object
            let results = (report["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []
            let reasons = results.compactMap { ($0["suppressions"] as? [[String: Any]])?.first?["justification"] }
            #expect(reasons as? [String] == ["false_positive: dead code", "comment: a test"])
        }
    }

    @Test func filesStandInTheOrderOfTheirWorstFinding() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [
                .numbered(1, severity: .low, path: "b.py"), .numbered(2, severity: .high, path: "b.py"),
                .numbered(3, severity: .critical, path: "c.py"), .numbered(4, severity: .medium, path: "a.py"),
            ])
            let page = try await server.client.get("/api/v1/scans/\(scan.id)/report").text
            let files = page.matches(of: /data-path="([a-z.]+)"/).map { String($0.output.1) }
            #expect(files == ["c.py", "b.py", "a.py"])
            let titles = page.matches(of: /<h4>Finding (\d)<\/h4>/).map { String($0.output.1) }
            #expect(titles == ["3", "2", "1", "4"])
        }
    }

    @Test func earlierScansOfTheTargetAreItsTrend() async throws {
        try await TestServer.with { server in
            _ = try await server.completedScan(findings: [.numbered(1)])
            let first = try await server.completedScan(findings: [.numbered(1), .numbered(2)])
            let path = "/api/v1/scans/\(first.id)/report"
            let page = try await server.client.get(path)
            #expect(page.text.contains("The last 2 scans"))
            _ = try await server.completedScan()
            #expect(try await server.client.get(path).body == page.body, "a later scan changes nothing")
        }
    }

    @Test func largeOnesLeaveInParts() async throws {
        try await TestServer.with { server in
            let findings = (0..<3000).map { Finding.numbered($0) }
            let scan = try await server.completedScan(findings: findings)
            let reply = try await server.client.get("/api/v1/scans/\(scan.id)/report?format=jsonl")
            #expect(reply["Transfer-Encoding"] == "chunked" && reply["Content-Length"] == nil)
            #expect(reply.body.count { $0 == UInt8(ascii: "\n") } == 3001)
        }
    }
}
