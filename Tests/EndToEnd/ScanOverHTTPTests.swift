import Foundation
import TestSupport
import Testing

/// The whole product: the real binary, its worker and the secrets plugin, over a real socket.
@Suite(.timeLimit(.minutes(10))) struct ScanOverHTTPTests {
    @Test func aFixedFindingIsRegressedHoweverTheTargetIsSpelled() async throws {
        let server = try await ServerProcess.start(try Installation())
        let folder = try TemporaryFolder()
        server.keep(folder)
        try folder.write("key.txt", FakeKey.pem)
        let first = try await server.post(["target_path": folder.path])
        _ = try await server.events(of: first)
        let fingerprint = try #require(try await server.findings(first).first?["fingerprint"] as? String)
        let reply = try await server.client.send(
            "PATCH", "/api/v1/findings/\(fingerprint)/state", headers: [("Content-Type", "application/json")],
            body: Array(#"{"status":"fixed"}"#.utf8))
        #expect(reply.status == 200)
        for path in [folder.path + "/", folder.path + "/../" + (folder.path.split(separator: "/").last ?? "")] {
            let scan = try await server.post(["target_path": path])
            _ = try await server.events(of: scan)
            let state = try await server.findings(scan).first?["state"] as? [String: Any]
            #expect(state?["regressed"] as? Bool == true, "\(path)")
        }
    }

    @Test func aRepositoryIsScannedAndItsStoryTold() async throws {
        let server = try await ServerProcess.start(try Installation())
        let repository = try TemporaryFolder()
        try repository.write("config/deploy.pem.txt", FakeKey.pem)
        try repository.write("readme.md", "nothing here\n")
        server.keep(repository)
        let id = try await server.post(["target_path": repository.path])
        let events = try await server.events(of: id)
        #expect(events.first?.event == "scan.start")
        #expect(events.map(\.event).contains("scanner.start"))
        #expect(events.map(\.event).contains("scanner.complete"))
        #expect(events.last?.event == "scan.complete")
        #expect(events.compactMap { $0.id.flatMap { Int($0) } } == Array(1...events.count))

        let scan = try await server.scan(id)
        #expect(scan["status"] as? String == "completed")
        #expect(scan["scanners_run"] as? [String] == ["secrets"])
        let findings = try await server.findings(id)
        #expect(scan["findings_count"] as? Int == findings.count)
        #expect(findings.map { $0["file_path"] as? String } == ["config/deploy.pem.txt"])
        #expect(findings.first?["line_start"] as? Int == 1)
        #expect((findings.first?["fingerprint"] as? String)?.count == 64)
        let text = try await server.client.get("/api/v1/scans/\(id)/findings").text
        #expect(!text.contains(FakeKey.firstLine))
        #expect(!server.logged.contains(FakeKey.firstLine))
    }

    @Test func aLateListenerGetsTheWholeStoryAndAResumedOneTheRest() async throws {
        let server = try await ServerProcess.start(try Installation())
        let folder = try TemporaryFolder()
        try folder.write("a.txt", "x")
        server.keep(folder)
        let id = try await server.post(["target_path": folder.path])
        let live = try await server.events(of: id)
        let late = try await server.events(of: id)
        #expect(late == live)
        let rest = try await server.client.events("/api/v1/scans/\(id)/events", headers: [("Last-Event-ID", "2")])
            .rest()
        #expect(rest == Array(live.dropFirst(2)))
    }

    @Test func theLegacyMountAnswersTheSameWithItsWarning() async throws {
        let server = try await ServerProcess.start(try Installation())
        let folder = try TemporaryFolder()
        server.keep(folder)
        let id = try await server.post(["target_path": folder.path])
        _ = try await server.events(of: id)
        let current = try await server.client.get("/api/v1/scans/\(id)")
        let legacy = try await server.client.get("/api/scans/\(id)")
        #expect(legacy.text == current.text)
        #expect(legacy["Deprecation"] == "true" && current["Deprecation"] == nil)
        #expect(legacy["Link"] == "</api/v1/scans/\(id)>; rel=\"successor-version\"")
    }

    @Test func rescanningGivesTheSameFingerprints() async throws {
        let server = try await ServerProcess.start(try Installation())
        let folder = try TemporaryFolder()
        try folder.write("key", FakeKey.pem)
        var fingerprints: [[String?]] = []
        for text in ["", "moved\ndown\n"] {
            try folder.write("key", text + FakeKey.pem)
            server.keep(folder)
            let id = try await server.post(["target_path": folder.path])
            _ = try await server.events(of: id)
            fingerprints.append(try await server.findings(id).map { $0["fingerprint"] as? String })
        }
        #expect(!fingerprints[0].isEmpty && fingerprints[0] == fingerprints[1])
    }

    @Test(arguments: ["/no/such/folder", "/proc/self", "/etc/shadow", "/dev/null"])
    func badTargetsAreRefusedWithTheReason(path: String) async throws {
        let server = try await ServerProcess.start(try Installation())
        let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"\#(path)"}"#)
        #expect(reply.status == 400)
        #expect((reply.object["detail"] as? String)?.contains(path) == true)
    }

    @Test func targetsOutsideTheAllowedRootsAreRefused() async throws {
        let allowed = try TemporaryFolder()
        let other = try TemporaryFolder()
        try allowed.link("way-out", to: other.path)
        let server = try await ServerProcess.start(
            try Installation(), environment: ["SECURESCAN_ALLOWED_ROOTS": allowed.path])
        for path in [
            other.path, allowed.path + "/way-out", allowed.path + "/../" + other.path, "file://" + other.path,
            "file://" + allowed.path + "/%2e%2e/x",
        ] {
            let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"\#(path)"}"#)
            #expect(reply.status == 400, "\(path)")
        }
        server.keep(allowed)
        let id = try await server.post(["target_path": allowed.path])
        #expect(try await server.events(of: id).last?.event == "scan.complete")
    }
}
