import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// The server while the disk of its database is full.
@Suite(.timeLimit(.minutes(10))) struct FullDiskTests {
    @Test(.enabled(if: SmallDisk.isPossible, "a small disk cannot be mounted here: that takes root"))
    func aFullDiskIsToldAndSurvived() async throws {
        let installation = try Installation(plugins: [.secrets, .stall])
        let disk = try SmallDisk(at: installation.folder.makeFolder("state"))
        let target = try TemporaryFolder()
        try target.write("a.txt", "stall")
        let server = try await ServerProcess.start(installation, launchedBy: disk.launcher)
        server.keep(target)
        let body = #"{"target_path":"\#(target.path)","scan_types":["stall"]}"#
        let running = try await server.post(["target_path": target.path, "scan_types": ["stall"]])
        try await server.wait(for: "scanner.start", of: running)

        try disk.fill()
        var reply = try await server.client.post("/api/v1/scans", json: body)
        // What the log of the database has room for already is still taken.
        for _ in 0..<500 where reply.status == 200 { reply = try await server.client.post("/api/v1/scans", json: body) }
        #expect(reply.status == 507 && reply.text == #"{"detail":"The disk that holds the database is full"}"#)
        #expect(try await server.client.get("/api/v1/scans/\(running)").status == 200)
        let asked = ContinuousClock.now
        #expect(await server.stop(with: SIGTERM) == 0)
        #expect(ContinuousClock.now - asked < .seconds(10))

        try disk.makeRoom()
        let next = try await ServerProcess.start(installation, launchedBy: disk.launcher)
        #expect(try await next.scan(running)["status"] as? String == "failed")
        next.keep(target)
        let folder = try TemporaryFolder()
        next.keep(folder)
        let healed = try await next.client.post(
            "/api/v1/scans", json: #"{"target_path":"\#(folder.path)","scan_types":["secrets"]}"#)
        #expect(healed.status == 200)
        withExtendedLifetime(disk) {}
    }
}

/// A disk of a few mebibytes that only processes see that are launched by ``launcher``: it is mounted in a mount
/// namespace of its own and goes with the process that holds it.
final class SmallDisk: Sendable {
    private static let megabytes = 4
    private let holder: Process
    private let input = Pipe()
    private let path: String

    static let isPossible =
        (try? Command.run(
            ["unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], environment: ["PATH=/usr/bin:/bin"]))
        != nil

    init(at path: String) throws {
        self.path = path
        holder = Process()
        holder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let script = "mount -t tmpfs -o size=\(SmallDisk.megabytes)m tmpfs \"$0\" && echo ready && exec cat >/dev/null"
        holder.arguments = ["unshare", "--mount", "sh", "-c", script, path]
        let output = Pipe()
        holder.standardInput = input
        holder.standardOutput = output
        try holder.run()
        try #require(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "ready\n")
    }

    deinit { try? input.fileHandleForWriting.close() }

    /// What a command begins with that sees the disk.
    var launcher: [String] { ["nsenter", "--mount=/proc/\(holder.processIdentifier)/ns/mnt"] }

    private var filler: String { "/proc/\(holder.processIdentifier)/root\(path)/filler" }

    /// Writes until nothing more fits.
    func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        let page = [UInt8](repeating: 1, count: 4096)
        while write(file, page, page.count) > 0 {}
        #expect(errno == ENOSPC)
    }

    func makeRoom() throws { try #require(unlink(filler) == 0) }
}
