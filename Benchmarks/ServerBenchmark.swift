import Digest
import Foundation
import Glibc
import TestSupport

/// A scan of ten files from the request to `scan.complete`, and what the server needs at rest. The reference for the
/// scan is the command line on the same folder.
struct ServerBenchmark {
    let scans: Int

    func run() async throws {
        let folder = try TemporaryFolder()
        for number in 0..<10 {
            try folder.write("src/file\(number).py", String(repeating: "value = compute(\(number))\n", count: 100))
        }
        let state = try TemporaryFolder()
        let server = try BenchmarkServer(state: state.path)
        defer { server.stop() }
        try await server.waitUntilReady()
        let idle = server.residentMegabytes
        Measure.budget("API process at rest", idle, atMost: 60, "MB")
        var remote: [Double] = []
        var local: [Double] = []
        for _ in 0..<scans {
            remote.append(try await overHTTP(server.client, folder.path))
            local.append(try commandLine(folder.path))
        }
        let (request, command) = (Measure.median(remote) * 1000, Measure.median(local) * 1000)
        Measure.row(
            "scan of 10 files over REST, p50", "\(Measure.text(request, 1)) ms",
            reference: "securescan scan \(Measure.text(command, 1)) ms", ratio: request / command)
        Measure.budget("scan of 10 files over REST, p50", request, atMost: 150, "ms")
    }

    private func overHTTP(_ client: HTTPClient, _ path: String) async throws -> Double {
        let start = ContinuousClock.now
        let reply = try await client.post("/api/v1/scans", json: #"{"target_path":"\#(path)"}"#)
        guard let id = reply.object["id"] as? String else { throw BenchmarkServer.Fault(description: reply.text) }
        let events = try await client.events("/api/v1/scans/\(id)/events").rest()
        guard events.last?.event == "scan.complete" else { throw BenchmarkServer.Fault(description: "\(events)") }
        return (ContinuousClock.now - start).inSeconds
    }

    private func commandLine(_ path: String) throws -> Double {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Build.folder + "/securescan")
        process.arguments = ["scan", path, "--format", "json", "--output", "/dev/null"]
        return try Measure.seconds {
            try process.run()
            process.waitUntilExit()
        }
    }
}

/// `securescan serve` on a free port with a database of its own.
private final class BenchmarkServer {
    let client: HTTPClient
    private let process = Process()

    struct Fault: Error, CustomStringConvertible { let description: String }

    init(state: String) throws {
        let port = try BenchmarkServer.freePort()
        client = HTTPClient(port: port)
        process.executableURL = URL(fileURLWithPath: Build.folder + "/securescan")
        process.arguments = ["serve", "--port", String(port)]
        var environment = ProcessInfo.processInfo.environment
        environment["SECURESCAN_DB_PATH"] = state + "/bench.db"
        environment["SECURESCAN_LOG_LEVEL"] = "error"
        process.environment = environment
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    func waitUntilReady() async throws {
        for _ in 0..<200 {
            if let reply = try? await client.get("/ready"), reply.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Fault(description: "the server was not ready after 10 s")
    }

    var residentMegabytes: Double {
        let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Double($0) } ?? .nan) / 1024
    }

    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard bound else { throw Fault(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
