import Foundation
import Glibc
import Synchronization
import TestSupport

/// A running `securescan serve` on a free port; killed when nobody holds it any more.
final class ServerProcess: Sendable {
    let client: HTTPClient
    let processID: Int32
    private let ended: AsyncStream<Int32>

    struct Failure: Error, CustomStringConvertible { let description: String }

    /// - Parameter launcher: what the command begins with, to run it as somebody else or elsewhere.
    static func start(
        _ installation: Installation, environment extra: [String: String] = [:], launchedBy launcher: [String] = []
    ) async throws -> ServerProcess {
        let process = Process()
        // `env` and every launcher become the program: its process is the server's.
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = launcher + [installation.program, "serve", "--port", "0"]
        process.environment = installation.environment(extra)
        process.standardOutput = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        let errors = Pipe()
        process.standardError = errors
        let (statuses, ended) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = { process in
            ended.yield(
                process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus)
            ended.finish()
        }
        try process.run()
        let lines = Lines(errors.fileHandleForReading)
        guard let port = await lines.port() else { throw Failure(description: "no port in:\n" + lines.text) }
        return ServerProcess(
            installation, port: port, processID: process.processIdentifier, lines: lines, ended: statuses)
    }

    private let targets = Mutex([TemporaryFolder]())
    private let lines: Lines
    /// The files it runs from must outlive it.
    private let installation: Installation

    private init(
        _ installation: Installation, port: Int, processID: Int32, lines: Lines, ended: AsyncStream<Int32>
    ) {
        self.installation = installation
        client = HTTPClient(port: port)
        self.processID = processID
        self.lines = lines
        self.ended = ended
    }

    /// Keeps a target until the server is gone.
    func keep(_ target: TemporaryFolder) { targets.withLock { $0.append(target) } }

    deinit { kill(processID, SIGKILL) }

    /// Everything the server has logged so far.
    var logged: String { lines.text }

    /// The first line of the log that holds this text, as soon as it is written.
    func logLine(with text: String) async throws -> [String: Any] {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(300) {
            for line in logged.split(separator: "\n") where line.contains(text) {
                let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
                if let fields = object as? [String: Any] { return fields }
            }
            await Task.yield()
        }
        throw Failure(description: "no line with \(text) in:\n" + logged)
    }

    /// Sends a signal and waits for the end; the exit status, negative for a signal that ended it.
    func stop(with signal: Int32) async -> Int32 {
        kill(processID, signal)
        for await status in ended { return status }
        return 0
    }

    /// Posts a scan; its id.
    func post(_ body: [String: Any]) async throws -> String {
        let json = String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
        let reply = try await client.post("/api/v1/scans", json: json)
        guard reply.status == 200, let id = reply.object["id"] as? String else {
            throw Failure(description: "POST /scans: \(reply.status) \(reply.text)")
        }
        return id
    }

    /// Follows the events of a scan to the last one; all of them.
    func events(of scan: String) async throws -> [ServerSentEvent] {
        try await client.events("/api/v1/scans/\(scan)/events").rest()
    }

    /// Waits for an event of that name on the scan's stream.
    func wait(for event: String, of scan: String) async throws {
        let reader = try await client.events("/api/v1/scans/\(scan)/events")
        defer { reader.close() }
        for try await frame in reader.frames where frame.event == event { return }
        throw Failure(description: "the stream ended without \(event)")
    }

    func scan(_ id: String) async throws -> [String: Any] { try await client.get("/api/v1/scans/\(id)").object }
    func findings(_ id: String) async throws -> [[String: Any]] {
        try await client.get("/api/v1/scans/\(id)/findings").array
    }

    /// The processes that run below this one, by their command's name, as /proc has them.
    func descendants(named name: String) -> [Int32] {
        var children: [Int32: [Int32]] = [:]
        var names: [Int32: String] = [:]
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let id = Int32(entry), let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8),
                let open = stat.firstIndex(of: "("), let close = stat.lastIndex(of: ")")
            else { continue }
            names[id] = String(stat[stat.index(after: open)..<close])
            let fields = stat[stat.index(after: close)...].split(separator: " ")
            if fields.count > 1, let parent = Int32(fields[1]) { children[parent, default: []].append(id) }
        }
        var found: [Int32] = []
        var open = [processID]
        while let next = open.popLast() {
            let below = children[next] ?? []
            found += below.filter { names[$0] == name }
            open += below
        }
        return found
    }
}

/// Gathers what a process writes to a pipe.
private final class Lines: Sendable {
    private let gathered = Mutex("")
    private let ports: AsyncStream<Int>

    var text: String { gathered.withLock { $0 } }

    init(_ handle: FileHandle) {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        self.ports = ports
        Thread.detachNewThread { [self] in
            while let part = Lines.read(handle) {
                let text = gathered.withLock { text in
                    text += part
                    return text
                }
                if let port = Lines.port(in: text) { found.yield(port) }
            }
            found.finish()
        }
    }

    /// Foundation's `availableData` ends the process on EINTR, so this reads by itself.
    private static func read(_ handle: FileHandle) -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(handle.fileDescriptor, &buffer, buffer.count)
            if count > 0 { return String(decoding: buffer[..<count], as: UTF8.self) }
            if count == 0 || errno != EINTR { return nil }
        }
    }

    func port() async -> Int? {
        for await port in ports { return port }
        return nil
    }

    private static func port(in text: String) -> Int? {
        guard let mark = text.range(of: "Listening on http://127.0.0.1:") else { return nil }
        let digits = text[mark.upperBound...].prefix { $0.isNumber }
        return digits.endIndex < text.endIndex ? Int(digits) : nil
    }
}
