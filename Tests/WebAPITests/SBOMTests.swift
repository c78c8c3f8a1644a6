import Foundation
import Model
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(10)))
struct SBOMTests {
    private static let lodash = "pkg:npm/lodash@4.17.15"
    private static let jest = "pkg:npm/jest@29.0.0"

    /// What a scan of a small project brings: two components, one for development, a flaw and one that is passed over.
    private func project() -> ScanBatch {
        let flaw: [String: JSONValue] = [
            "component_ref": .string(SBOMTests.lodash), "advisory": "CVE-2021-23337", "fixed_version": "4.17.21",
            "component": ["version": "4.17.15"],
        ]
        let reason: JSONValue = [
            "kind": "ignore_rule", "reason": "no user input", "path": ".securescan.yml", "line": 3,
        ]
        var (found, passedOver) = (Finding.numbered(1, severity: .high), Finding.numbered(2))
        found.metadata = flaw
        passedOver.metadata = flaw.merging(["advisory": "CVE-2020-8203", "suppressed_by": reason]) { $1 }
        return ScanBatch(
            findings: [found, passedOver],
            components: [
                Component(
                    ref: SBOMTests.lodash, name: "lodash", version: "4.17.15", purl: SBOMTests.lodash, licenses: "MIT",
                    direct: true, hashes: ["sha256:" + String(repeating: "ab", count: 32)]),
                Component(
                    ref: SBOMTests.jest, name: "jest", version: "29.0.0", purl: SBOMTests.jest, scope: .development,
                    direct: true),
            ], relations: [ComponentRelation(from: SBOMTests.jest, to: SBOMTests.lodash)])
    }

    private func scan(_ server: TestServer, _ batch: ScanBatch) async throws -> String {
        let scan = try await server.runningScan()
        try await server.append(batch, to: scan)
        try await server.finish(ScanEnd(scanID: scan.id, status: .completed, at: .now(), scannersRun: ["code"]))
        return "/api/v1/scans/\(scan.id)/sbom"
    }

    @Test(arguments: [
        ("", "application/vnd.cyclonedx+json; version=1.6", "app.cdx.json", #""specVersion":"1.6""#),
        ("?format=cyclonedx", "application/vnd.cyclonedx+json; version=1.6", "app.cdx.json", #""specVersion":"1.6""#),
        ("?format=cyclonedx-json&version=1.5", "application/vnd.cyclonedx+json; version=1.5", "app.cdx.json", "1.5"),
        ("?version=1.7", "application/vnd.cyclonedx+json; version=1.7", "app.cdx.json", #""specVersion":"1.7""#),
        ("?format=cyclonedx-xml", "application/vnd.cyclonedx+xml; version=1.6", "app.cdx.xml", "schema/bom/1.6"),
        ("?format=cyclonedx-xml&version=1.5", "application/vnd.cyclonedx+xml; version=1.5", "app.cdx.xml", "bom/1.5"),
        ("?format=cyclonedx-xml&version=1.7", "application/vnd.cyclonedx+xml; version=1.7", "app.cdx.xml", "bom/1.7"),
        ("?format=spdx", "application/spdx+json", "app.spdx.json", #""spdxVersion":"SPDX-2.3""#),
        ("?format=spdx&version=2.3", "application/spdx+json", "app.spdx.json", "SPDX-2.3"),
    ])
    func everyKindHasItsTypeAndFileName(query: String, type: String, file: String, mark: String) async throws {
        try await TestServer.with { server in
            let path = try await scan(server, project()) + query
            let reply = try await server.client.get(path)
            #expect(reply.status == 200 && reply["Content-Type"] == type)
            #expect(reply["Content-Disposition"] == "attachment; filename=\"\(file)\"" && reply["Vary"] == "Accept")
            #expect(reply.text.contains(mark) && reply.text.contains(SBOMTests.jest))
            #expect(try await server.client.get(path).body == reply.body)
            let head = try await server.client.send("HEAD", path)
            #expect(head.status == 200 && head["Content-Type"] == type && head.body.isEmpty)
        }
    }

    @Test(arguments: [
        ("*/*", "application/vnd.cyclonedx+json; version=1.6"),
        ("application/json", "application/vnd.cyclonedx+json; version=1.6"),
        ("application/vnd.cyclonedx+xml", "application/vnd.cyclonedx+xml; version=1.6"),
        ("application/vnd.cyclonedx+xml;version=1.5", "application/vnd.cyclonedx+xml; version=1.5"),
        (
            "application/spdx+json;q=0.8, application/vnd.cyclonedx+xml;q=0.9, */*;q=0.1",
            "application/vnd.cyclonedx+xml; version=1.6"
        ),
        ("text/html, application/spdx+json;q=0.2", "application/spdx+json"),
        ("application/vnd.cyclonedx+json;q=0, */*;q=0.5", "application/vnd.cyclonedx+xml; version=1.6"),
        ("application/vnd.cyclonedx+json;q=0, application/vnd.cyclonedx+xml;q=0, */*", "application/spdx+json"),
    ])
    func acceptDecidesWhereTheQueryDoesNot(accept: String, type: String) async throws {
        try await TestServer.with { server in
            let path = try await scan(server, project())
            #expect(try await server.client.get(path, headers: [("Accept", accept)])["Content-Type"] == type)
            let spdx = try await server.client.get(path + "?format=spdx", headers: [("Accept", accept)])
            #expect(spdx["Content-Type"] == "application/spdx+json")
        }
    }

    @Test func whatCannotBeHadIsRefusedWithTheReason() async throws {
        try await TestServer.with { server in
            let path = try await scan(server, project())
            for accept in ["text/html", "application/spdx+json;q=0", "application/*;q=0"] {
                let reply = try await server.client.get(path, headers: [("Accept", accept)])
                #expect(reply.status == 406 && reply.text.contains("application/vnd.cyclonedx+json"), "\(accept)")
            }
            for (query, parameter, words) in [
                ("format=swid", "format", "cyclonedx-xml"), ("version=1.4", "version", "1.5"),
                ("format=spdx&version=1.6", "version", "must be one of 2.3"),
                ("format=cyclonedx-xml&version=2.3", "version", "must be one of 1.5, 1.6, 1.7"),
            ] {
                let reply = try await server.client.get("\(path)?\(query)")
                let detail = (reply.object["detail"] as? [[String: Any]])?.first
                #expect(reply.status == 422 && detail?["loc"] as? [String] == ["query", parameter], "\(query)")
                #expect((detail?["msg"] as? String)?.contains(words) == true, "\(query): \(reply.text)")
            }
        }
    }

    @Test func itIsThereWhenTheScanHasEnded() async throws {
        try await TestServer.with { server in
            let running = try await server.runningScan()
            let reply = try await server.client.get("/api/v1/scans/\(running.id)/sbom")
            #expect(reply.status == 400 && reply.text.contains("it is running"))
            let id = UUID().uuidString.lowercased()
            #expect(try await server.client.get("/api/v1/scans/\(id)/sbom").status == 404)
            try await server.finish(ScanEnd(scanID: running.id, status: .failed, at: .now(), error: "e"))
            #expect(try await server.client.get("/api/v1/scans/\(running.id)/sbom").status == 200)
        }
    }

    @Test(arguments: ["cyclonedx-json", "cyclonedx-xml", "spdx"])
    func aScanWithoutComponentsGivesAnEmptyDocument(format: String) async throws {
        try await TestServer.with { server in
            let path = try await scan(server, ScanBatch(findings: [.numbered(1)]))
            let reply = try await server.client.get("\(path)?format=\(format)")
            #expect(reply.status == 200 && !reply.text.contains("pkg:"))
            if format == "cyclonedx-json" {
                #expect((reply.object["components"] as? [Any])?.isEmpty == true)
                #expect((reply.object["vulnerabilities"] as? [Any])?.isEmpty ?? true)
            }
        }
    }

    @Test func developmentIsMarkedAndTheGraphIsThere() async throws {
        try await TestServer.with { server in
            let document = try await server.client.get(try await scan(server, project())).object
            let components = document["components"] as? [[String: Any]] ?? []
            #expect(components.compactMap { $0["bom-ref"] as? String } == [SBOMTests.jest, SBOMTests.lodash])
            let properties = components.first?["properties"] as? [[String: String]] ?? []
            #expect(properties.contains(["name": "securescan:scope", "value": "development"]))
            let nodes = document["dependencies"] as? [[String: Any]] ?? []
            let jest = nodes.first { $0["ref"] as? String == SBOMTests.jest }
            #expect(jest?["dependsOn"] as? [String] == [SBOMTests.lodash])
        }
    }

    @Test func flawsNameWhatTheyAffectAndWhatWasDecided() async throws {
        try await TestServer.with { server in
            let path = try await scan(server, project())
            func entries() async throws -> [[String: Any]] {
                try await server.client.get(path).object["vulnerabilities"] as? [[String: Any]] ?? []
            }
            let before = try await entries()
            #expect(before.compactMap { $0["id"] as? String } == ["CVE-2021-23337", "CVE-2020-8203"])
            for entry in before {
                let affected = (entry["affects"] as? [[String: Any]])?.compactMap { $0["ref"] as? String }
                #expect(affected == [SBOMTests.lodash], "\(entry)")
            }
            #expect(before[0]["analysis"] == nil)
            let passedOver = before[1]["analysis"] as? [String: Any]
            #expect(passedOver?["state"] as? String == "not_affected")
            #expect(passedOver?["detail"] as? String == "no user input (.securescan.yml:3)")
            let print = Finding.numbered(1).fingerprint
            _ = try await server.client.send(
                "PATCH", "/api/v1/findings/\(print)/state", headers: [("Content-Type", "application/json")],
                body: Array(#"{"status":"accepted_risk","note":"behind a proxy"}"#.utf8))
            let decided = try await entries()[0]["analysis"] as? [String: Any]
            #expect(
                decided?["state"] as? String == "exploitable" && decided?["response"] as? [String] == ["will_not_fix"])
            #expect(decided?["detail"] as? String == "behind a proxy")
        }
    }

    /// EndToEnd/SBOMMemoryTests measures what that costs.
    @Test func largeOnesLeaveInParts() async throws {
        try await TestServer.with { server in
            let components = (0..<5000).map { number in
                let purl = "pkg:npm/package-\(number)@1.0.0"
                return Component(ref: purl, name: "package-\(number)", version: "1.0.0", purl: purl)
            }
            let reply = try await server.client.get(try await scan(server, ScanBatch(components: components)))
            #expect(reply["Transfer-Encoding"] == "chunked" && reply["Content-Length"] == nil)
            #expect((reply.object["components"] as? [Any])?.count == 5000)
        }
    }
}
