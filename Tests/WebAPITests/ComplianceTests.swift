import Compliance
import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

/// Frameworks and coverage over real connections.
struct ComplianceTests {
    @Test(arguments: ["/api", "/api/v1"])
    func frameworksAreListedUnderBothMounts(mount: String) async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get(mount + "/compliance/frameworks")
            #expect(reply.status == 200 && Set(reply.object.keys) == ["frameworks"])
            let frameworks = reply.object["frameworks"] as? [[String: Any]] ?? []
            #expect(frameworks.count == FrameworkSet.builtIn.frameworks.count)
            #expect(frameworks.allSatisfy { Set($0.keys) == ["id", "name", "version", "total_controls"] })
            #expect(frameworks.first?["id"] as? String == "owasp-top10-2021")
            #expect(frameworks.first?["total_controls"] as? Int == 10)
        }
    }

    @Test func aFrameworkIsShownWithWhatSpeaksToItsControls() async throws {
        try await TestServer.with { server in
            let reply = try await server.client.get("/api/v1/compliance/frameworks/owasp-top10-2021")
            #expect(reply.status == 200)
            let controls = reply.object["controls"] as? [[String: Any]] ?? []
            let injection = try #require(controls.first { $0["id"] as? String == "OWASP-A03" })
            #expect(injection["reference"] as? String == "A03:2021")
            #expect(injection["checked_by"] as? [String] == ["code"] && injection["rules_count"] as? Int == 1)
            #expect((injection["cwes"] as? [String])?.contains("CWE-89") == true)
            #expect(reply.object["checked_controls"] as? Int == 1)
            let missing = try await server.client.get("/api/v1/compliance/frameworks/nonsense")
            #expect(missing.status == 404 && missing.object["detail"] as? String == "Framework not found")
        }
    }

    @Test func coverageKeepsThreeStatesApart() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan(findings: [.numbered(1), .numbered(2, severity: .high)])
            let reply = try await server.client.get("/api/v1/compliance/coverage?scan_id=\(scan.id)")
            #expect(reply.status == 200 && Set(reply.object.keys) == ["coverage", "frameworks"])
            let sections = reply.object["coverage"] as? [[String: Any]] ?? []
            let top = try #require(sections.first)
            #expect(top["controls_violated"] as? [String] == ["OWASP-A03"])
            #expect(top["controls_clear"] as? [String] == [])
            #expect((top["controls_not_assessable"] as? [String])?.count == 9)
            let details = top["violated_details"] as? [[String: Any]]
            #expect(details?.first?["findings_count"] as? Int == 2)
            #expect(details?.first?["max_severity"] as? String == "high")
            let brief = (reply.object["frameworks"] as? [String: Any])?["OWASP Top 10"] as? [String: Any]
            #expect(brief?["observed"] as? [String] == ["OWASP-A03"])
            // From the control to its findings.
            let findings = try await server.client.get("/api/v1/scans/\(scan.id)/findings?compliance=OWASP-A03")
            #expect(findings.array.count == 2)
        }
    }

    @Test func aCleanScanIsCheckedAndClear() async throws {
        try await TestServer.with { server in
            let scan = try await server.completedScan()
            let reply = try await server.client.get("/api/v1/compliance/coverage?scan_id=\(scan.id)")
            let top = (reply.object["coverage"] as? [[String: Any]])?.first
            #expect(top?["controls_clear"] as? [String] == ["OWASP-A03"])
            #expect(top?["coverage_percentage"] as? Double == 10)
        }
    }

    @Test func falsePositivesAndSuppressedFindingsViolateNothing() async throws {
        try await TestServer.with { server in
            var suppressed = Finding.numbered(2)
            suppressed.metadata["suppressed_by"] = ["kind": "ignore_rule", "reason": "test data"]
            let finding = Finding.numbered(1)
            let scan = try await server.completedScan(findings: [finding, suppressed])
            let decided = try await server.client.send(
                "PATCH", "/api/v1/findings/\(finding.fingerprint)/state",
                headers: [("Content-Type", "application/json")], body: Array(#"{"status":"false_positive"}"#.utf8))
            #expect(decided.status == 200)
            let reply = try await server.client.get("/api/v1/compliance/coverage?scan_id=\(scan.id)")
            let top = (reply.object["coverage"] as? [[String: Any]])?.first
            #expect(top?["controls_violated"] as? [String] == [])
            #expect(top?["controls_clear"] as? [String] == ["OWASP-A03"])
        }
    }

    @Test(arguments: ["/api", "/api/v1"])
    func coverageOfNothingIsRefused(mount: String) async throws {
        try await TestServer.with { server in
            #expect(try await server.client.get(mount + "/compliance/coverage").status == 422)
            for id in ["nonsense", UUID().uuidString.lowercased()] {
                let reply = try await server.client.get(mount + "/compliance/coverage?scan_id=\(id)")
                #expect(reply.status == 404 && reply.object["detail"] as? String == "Scan not found")
            }
        }
    }

    @Test func anOperatorsFileIsFollowedWithoutARestart() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("acme.json")
        @Sendable func write(_ text: String) throws { try text.write(to: file, atomically: true, encoding: .utf8) }
        let good = """
            {"format":"securescan-framework/1","id":"acme","name":"ACME","version":"1","source":{"title":"T",
             "published":"2026","url":"https://example.org","licence":"ours"},
             "controls":[{"id":"ACME-1","title":"No SQL","assessable":true,"cwes":["CWE-89"]}]}
            """
        try await TestServer.with {
            $0.frameworks = FrameworkLibrary(directory: folder.path)
        } _: { server in
            #expect(try await server.client.get("/api/v1/compliance/frameworks/acme").status == 404)
            try write(good)
            #expect(try await server.client.get("/api/v1/compliance/frameworks/acme").status == 200)
            try write(good + "x")
            let list = try await server.client.get("/api/v1/compliance/frameworks")
            #expect((list.object["frameworks"] as? [[String: Any]])?.last?["id"] as? String == "acme")
            #expect((list.object["problems"] as? [String])?.count == 2)
        }
    }
}
