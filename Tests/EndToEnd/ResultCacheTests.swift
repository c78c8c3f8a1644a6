import Foundation
import Glibc
import TestSupport
import Testing

/// Results that a plugin keeps, through the real program.
@Suite(.timeLimit(.minutes(2))) struct ResultCacheTests {
    private func target(_ files: [String]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        for file in files { try folder.write(file, file) }
        return folder
    }

    private func count(_ findings: [[String: Any]]) -> String {
        let found = findings.count { $0["rule_id"] as? String == "fixture.thrift.found" }
        return "\(found) found, \(findings.count - found) worked out"
    }

    private func scan(
        _ installation: Installation, _ target: TemporaryFolder, _ arguments: String...,
        environment: [String: String] = [:]
    ) async throws -> String {
        let result = try await installation.run(
            ["scan", target.path, "--format", "json"] + arguments, environment: environment)
        #expect(result.status == 0, "\(result.errors)")
        return count(result.findings)
    }

    @Test func theCommandLineKeepsResultsUnlessItIsToldNotTo() async throws {
        let installation = try Installation(plugins: [.thrift])
        let (one, other) = (try target(["a", "b"]), try target(["a"]))
        #expect(try await scan(installation, one, "--no-cache") == "0 found, 2 worked out")
        #expect(try await scan(installation, one) == "0 found, 2 worked out")
        #expect(try await scan(installation, one) == "2 found, 0 worked out")
        #expect(try await scan(installation, one, "--no-cache") == "0 found, 2 worked out")
        let off = ["SECURESCAN_RESULT_CACHE": "off"]
        #expect(try await scan(installation, one, environment: off) == "0 found, 2 worked out")
        let elsewhere = ["SECURESCAN_RESULT_CACHE_DIR": installation.folder.path + "/elsewhere/deep"]
        #expect(try await scan(installation, one, environment: elsewhere) == "0 found, 2 worked out")
        #expect(try await scan(installation, one, environment: elsewhere) == "2 found, 0 worked out")
        #expect(try await scan(installation, other) == "0 found, 1 worked out")
        #expect(try await scan(installation, one) == "2 found, 0 worked out")
        let kept = installation.folder.path + "/state/securescan/results"
        #expect(try FileManager.default.contentsOfDirectory(atPath: kept).count == 2)
    }

    @Test func aDamagedFileIsToldAndNothingElse() async throws {
        let installation = try Installation(plugins: [.thrift])
        let target = try target(["a"])
        _ = try await scan(installation, target)
        let kept = installation.folder.path + "/state/securescan/results"
        let file = try #require(try FileManager.default.contentsOfDirectory(atPath: kept).first)
        try Data([1]).write(to: URL(fileURLWithPath: kept + "/" + file))
        let result = try await installation.scan(target)
        #expect(result.status == 0 && count(result.findings) == "0 found, 1 worked out")
        #expect(result.errors.contains("What earlier scans kept for fixture.thrift is passed over: it is too short."))
    }

    @Test func theServerAndTheCommandLineShareResults() async throws {
        let installation = try Installation(plugins: [.thrift])
        let server = try await ServerProcess.start(installation)
        let target = try target(["a", "b"])
        server.keep(target)
        var counts: [String] = []
        for path in [target.path, target.path + "/"] {
            let id = try await server.post(["target_path": path])
            _ = try await server.events(of: id)
            counts.append(count(try await server.findings(id)))
        }
        #expect(counts == ["0 found, 2 worked out", "2 found, 0 worked out"])
        #expect(try await scan(installation, target) == "2 found, 0 worked out")
        let plugins = try await server.client.get("/api/v1/plugins").array
        #expect((plugins.first?["capabilities"] as? [String])?.contains("cache") == true)
    }

    @Test func aRunnerThatIsKilledLeavesWhatWasKept() async throws {
        let installation = try Installation(plugins: [.thrift])
        let server = try await ServerProcess.start(installation)
        let target = try target(["a", "b"])
        server.keep(target)
        let first = try await server.post(["target_path": target.path])
        _ = try await server.events(of: first)
        for file in ["new", "stall"] { try target.write(file, file) }
        let second = try await server.post(["target_path": target.path])
        let start = ContinuousClock.now
        while try await server.findings(second).count < 3, ContinuousClock.now - start < .seconds(300) {
            await Task.yield()
        }
        for runner in server.descendants(named: "securescan") { kill(runner, SIGKILL) }
        _ = try await server.events(of: second)
        #expect(try await server.scan(second)["status"] as? String == "failed")
        try target.write("stall", "no more")
        #expect(try await scan(installation, target) == "2 found, 2 worked out")
    }

    @Test(.enabled(if: SmallDisk.isPossible, "a small disk cannot be mounted here: that takes root"))
    func aFullDiskCostsTheResultsAndNotTheScan() async throws {
        let installation = try Installation(plugins: [.thrift])
        let small = try installation.folder.makeFolder("small")
        let disk = try SmallDisk(at: small)
        let server = try await ServerProcess.start(
            installation, environment: ["SECURESCAN_RESULT_CACHE_DIR": small + "/results"], launchedBy: disk.launcher)
        let target = try TemporaryFolder()
        server.keep(target)
        for number in 0..<8 { try target.write("\(number)", "big 1048576 \(number)") }
        let id = try await server.post(["target_path": target.path])
        _ = try await server.events(of: id)
        #expect(try await server.scan(id)["status"] as? String == "completed")
        #expect(count(try await server.findings(id)) == "0 found, 8 worked out")
        let line = try await server.logLine(with: "could not be kept")
        #expect((line["message"] as? String)?.hasSuffix("the file cannot be written: No space left on device.") == true)
        // What was written has gone: there is room for less again.
        for number in 2..<8 { try FileManager.default.removeItem(atPath: target.path + "/\(number)") }
        var counts: [String] = []
        for _ in 0..<2 {
            let next = try await server.post(["target_path": target.path])
            _ = try await server.events(of: next)
            counts.append(count(try await server.findings(next)))
        }
        #expect(counts == ["0 found, 2 worked out", "2 found, 0 worked out"])
        withExtendedLifetime(disk) {}
    }
}

extension BuiltPlugin {
    static let thrift = BuiltPlugin(
        id: "fixture.thrift", library: "libfixture-thrift.so", permissions: ["cache"])
}
