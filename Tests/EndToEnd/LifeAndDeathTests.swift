import Foundation
import TestSupport
import Testing

/// What becomes of scans when processes are stopped, killed or cancelled.
@Suite(.timeLimit(.minutes(10))) struct LifeAndDeathTests {
    /// A target whose scan by the stall plugin does not end by itself.
    private func stallingTarget(_ word: String = "stall") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("a-first.txt", "seen")
        try folder.write("b-second.txt", word)
        return folder
    }

    private func installation() throws -> Installation { try Installation(plugins: [.secrets, .stall]) }

    /// Starts a scan that stalls; returns when its scanner is at work.
    private func stalledScan(on server: ServerProcess, _ target: TemporaryFolder) async throws -> String {
        server.keep(target)
        let id = try await server.post(["target_path": target.path, "scan_types": ["stall"]])
        try await server.wait(for: "scanner.start", of: id)
        return id
    }

    @Test(arguments: ["stall", "stall for good"])
    func aCancelledScanStopsWithinASecondAndReportsNothingLater(word: String) async throws {
        let server = try await ServerProcess.start(try installation())
        let id = try await stalledScan(on: server, try stallingTarget(word))
        let reply = try await server.client.post("/api/v1/scans/\(id)/cancel", json: "{}")
        let asked = ContinuousClock.now
        #expect(reply.status == 200 && reply.object["status"] as? String == "cancelled")
        let findings = try await server.findings(id).count
        while !server.descendants(named: "securescan").isEmpty || !server.descendants(named: "scanner-worker").isEmpty {
            try #require(ContinuousClock.now - asked < .seconds(5), "the runner is still there")
            await Task.yield()
        }
        #expect(ContinuousClock.now - asked < .seconds(2))
        #expect(try await server.findings(id).count == findings)
        #expect(try await server.events(of: id).last?.event == "scan.cancelled")
        let again = try await server.client.post("/api/v1/scans/\(id)/cancel", json: "{}")
        #expect(again.status == 409)
        #expect(again.object["detail"] as? String == "Cannot cancel scan in 'cancelled' state")
    }

    @Test func aKilledRunnerFailsItsScanAndNothingElse() async throws {
        let server = try await ServerProcess.start(try installation())
        let id = try await stalledScan(on: server, try stallingTarget())
        let runner = try #require(server.descendants(named: "securescan").first)
        kill(runner, SIGKILL)
        let last = try await server.events(of: id).last
        #expect(last?.event == "scan.failed")
        let scan = try await server.scan(id)
        #expect(scan["status"] as? String == "failed")
        #expect((scan["error"] as? String)?.contains("SIGKILL") == true)
        let other = try TemporaryFolder()
        server.keep(other)
        let next = try await server.post(["target_path": other.path, "scan_types": ["secrets"]])
        #expect(try await server.events(of: next).last?.event == "scan.complete")
    }

    @Test func aKilledWorkerFailsItsScannerAndKeepsWhatItFound() async throws {
        let server = try await ServerProcess.start(try installation())
        let target = try stallingTarget()
        server.keep(target)
        try target.write("key", FakeKey.pem)
        let id = try await server.post(["target_path": target.path])
        try await server.wait(for: "scanner.start", of: id)
        // Both have finished the first file; then the secrets scanner comes to its end and the one that stalls is left.
        let started = ContinuousClock.now
        while try await server.findings(id).isEmpty {
            try #require(ContinuousClock.now - started < .seconds(300), "the first file is not reported")
        }
        while server.descendants(named: "scanner-worker").count != 1 {
            try #require(ContinuousClock.now - started < .seconds(300), "both workers are still there")
            _ = try await server.scan(id)
        }
        for worker in server.descendants(named: "scanner-worker") { kill(worker, SIGKILL) }
        let events = try await server.events(of: id)
        #expect(events.contains { $0.event == "scanner.failed" && $0.data?.contains("SIGKILL") == true })
        let scan = try await server.scan(id)
        let failed = (scan["scanners_failed"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(failed == ["org.example.stall"])
        #expect(scan["status"] as? String == "completed")
        #expect((scan["summary"] as? String)?.contains("Incomplete") == true)
        let found = try await server.findings(id).compactMap { $0["scanner"] as? String }
        #expect(Set(found) == ["secrets", "org.example.stall"])
    }

    @Test func aServerThatWasKilledTellsAtTheNextStartWhatBecameOfItsScans() async throws {
        let installation = try installation()
        let target = try stallingTarget()
        var server: ServerProcess? = try await ServerProcess.start(
            installation, environment: ["SECURESCAN_MAX_SCANS": "1"])
        let running = try #require(server)
        let id = try await stalledScan(on: running, target)
        let folder = try TemporaryFolder()
        running.keep(folder)
        let waiting = try await running.post(["target_path": folder.path, "scan_types": ["secrets"]])
        #expect(await running.stop(with: SIGKILL) == -SIGKILL)
        server = nil

        let next = try await ServerProcess.start(installation)
        let scan = try await next.scan(id)
        #expect(scan["status"] as? String == "failed")
        #expect((scan["error"] as? String)?.contains("server stopped") == true)
        #expect(try await next.events(of: id).last?.event == "scan.failed")
        #expect(try await next.events(of: waiting).last?.event == "scan.complete")
        let listed = try await next.client.get("/api/v1/scans").array
        #expect(listed.count == 2)
    }

    @Test func sigtermEndsTheServerCleanlyInMidScan() async throws {
        let installation = try installation()
        let server = try await ServerProcess.start(installation)
        let id = try await stalledScan(on: server, try stallingTarget())
        let reader = try await server.client.events("/api/v1/scans/\(id)/events")
        _ = try await reader.next(1)
        let asked = ContinuousClock.now
        async let rest = reader.rest()
        #expect(await server.stop(with: SIGTERM) == 0)
        #expect(ContinuousClock.now - asked < .seconds(10))
        #expect(try await rest.last?.event == "scan.failed")
        let next = try await ServerProcess.start(installation)
        let scan = try await next.scan(id)
        #expect(scan["status"] as? String == "failed")
        #expect((scan["error"] as? String)?.contains("server was stopped") == true)
    }

    @Test func scansWaitForTheirTurnAndAWaitingOneCanBeCancelled() async throws {
        let server = try await ServerProcess.start(try installation(), environment: ["SECURESCAN_MAX_SCANS": "1"])
        let first = try await stalledScan(on: server, try stallingTarget())
        let folder = try TemporaryFolder()
        server.keep(folder)
        let second = try await server.post(["target_path": folder.path, "scan_types": ["secrets"]])
        let third = try await server.post(["target_path": folder.path, "scan_types": ["secrets"]])
        #expect(try await server.scan(second)["status"] as? String == "pending")
        #expect(try await server.client.post("/api/v1/scans/\(second)/cancel", json: "{}").status == 200)
        #expect(try await server.events(of: second).map(\.event) == ["scan.cancelled"])
        #expect(try await server.client.send("DELETE", "/api/v1/scans/\(first)").status == 409)
        #expect(try await server.client.post("/api/v1/scans/\(first)/cancel", json: "{}").status == 200)
        #expect(try await server.events(of: third).last?.event == "scan.complete")
        #expect(try await server.client.send("DELETE", "/api/v1/scans/\(first)").status == 204)
        #expect(try await server.client.send("DELETE", "/api/v1/scans/\(first)").status == 404)
    }

    @Test func aSecondServerOnTheSameDatabaseIsRefused() async throws {
        let installation = try installation()
        let server = try await ServerProcess.start(installation)
        let second = try await installation.run(["serve", "--port", "0"])
        #expect(second.status == 2 && second.errors.contains("Another server"))
        #expect(try await server.client.get("/health").status == 200)
    }

    /// The first would find its schema changed under it, if the second opened the database before it asks for the lock.
    @Test(arguments: [["serve", "--port", "0"], ["keys", "create", "--name", "ci"]])
    func aDatabaseThatAServerHoldsKeepsItsSchema(arguments: [String]) async throws {
        let installation = try Installation()
        try installation.folder.makeFolder("state")
        let lock = open(installation.database + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let refused = try await installation.run(arguments)
        #expect(refused.status == 2 && refused.errors.contains("Another server"), "\(refused.errors)")
        #expect(try FileManager.default.attributesOfItem(atPath: installation.database)[.size] as? Int == 0)
        #expect(flock(lock, LOCK_UN) == 0)
        #expect(try await installation.run(["keys", "create", "--name", "ci"]).status == 0)
    }

    @Test func aFullQueueSaysSo() async throws {
        let server = try await ServerProcess.start(
            try installation(), environment: ["SECURESCAN_MAX_SCANS": "1", "SECURESCAN_MAX_QUEUED": "1"])
        let target = try stallingTarget()
        _ = try await stalledScan(on: server, target)
        _ = try await server.post(["target_path": target.path])
        let reply = try await server.client.post("/api/v1/scans", json: #"{"target_path":"\#(target.path)"}"#)
        #expect(reply.status == 503 && reply["Retry-After"] != nil)
    }
}

extension BuiltPlugin {
    static let stall = BuiltPlugin(id: "org.example.stall", library: "libfixture-stall.so")
}
