import Foundation
import Logging
import Model
import ServiceLifecycle
import Store
import Synchronization
import TestSupport
import Testing

@testable import WebAPI

/// A server on a free loopback port, over a real store in a folder of its own.
struct TestServer: Sendable {
    var client: HTTPClient
    let store: Store
    /// Of the database, for a second store that stands for another process.
    let path: String
    let scans: StoredScans
    let log: LogLines
    let server: APIServer
    private let group: ServiceGroup

    /// Runs a server for as long as `body` does, with a key of these scopes issued before.
    static func with(
        plugins: [PluginInfo] = StoredScans.plugins, issuing scopes: [APIKey.Scope] = [],
        _ configure: (inout APIConfiguration) -> Void = { _ in },
        _ body: @Sendable (TestServer) async throws -> Void
    ) async throws {
        var configuration = APIConfiguration()
        configuration.port = 0
        configuration.version = "1.2.3"
        configure(&configuration)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        let path = folder.appendingPathComponent("scans.db").path
        let store = try Store(path: path)
        defer {
            store.close()
            try? FileManager.default.removeItem(at: folder)
        }
        if !scopes.isEmpty { _ = try await store.createKey(name: "first", scopes: scopes, at: .now()) }
        let log = LogLines()
        let scans = StoredScans(store: store, plugins: plugins)
        let (ports, announcement) = AsyncStream.makeStream(of: Int.self)
        let server = APIServer(
            configuration: configuration, store: store, engine: scans, log: log.output,
            onServerRunning: { announcement.yield($0) })
        let group = ServiceGroup(
            services: [server], logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                defer { announcement.finish() }
                try await group.run()
            }
            if let port = await ports.first(where: { _ in true }) {
                let client = HTTPClient(port: port)
                try await body(
                    TestServer(
                        client: client, store: store, path: path, scans: scans, log: log, server: server, group: group))
                await group.triggerGracefulShutdown()
            }
            try await tasks.waitForAll()
        }
    }

    /// The same server, asked with this key.
    func sending(key: String) -> TestServer {
        var copy = self
        copy.client.headers = [("X-API-Key", key)]
        return copy
    }

    /// A key that holds from now on.
    func key(_ scopes: APIKey.Scope..., expiresAt: Timestamp? = nil) async throws -> IssuedKey {
        let issued = try await store.createKey(
            name: scopes.map(\.rawValue).joined(separator: " "), scopes: scopes, expiresAt: expiresAt, at: .now())
        server.credentials.ring.forget()
        return issued
    }

    func shutDown() async { await group.triggerGracefulShutdown() }

    /// A scan that is running.
    func runningScan(target: String = "/srv/app") async throws -> Scan {
        let scan = try await scans.submit(ScanRequest(targetPath: target, scanTypes: ["code"]))
        _ = try await HTTPConnection.onThread { [store] in try store.begin(scanID: scan.id, at: .now()) }
        return scan
    }

    /// A scan that has ended with these findings.
    func completedScan(findings: [Finding] = []) async throws -> Scan {
        let scan = try await runningScan()
        try await append(ScanBatch(findings: findings), to: scan)
        try await finish(ScanEnd(scanID: scan.id, status: .completed, at: .now(), scannersRun: ["code"]))
        return scan
    }

    /// What a running scan brings; on a thread, as the store's blocking calls ask for.
    func append(_ batch: ScanBatch, to scan: Scan) async throws {
        let isRunning = try await HTTPConnection.onThread { [store] in try store.append(batch, to: scan.id) }
        #expect(isRunning)
    }

    func finish(_ end: ScanEnd) async throws {
        _ = try await HTTPConnection.onThread { [store] in try store.finish(end) }
    }
}

/// A scan service that stores scans and leaves them pending.
struct StoredScans: ScanService {
    let store: Store
    let plugins: [PluginInfo]
    var scanTypes: [String] { Set(plugins.filter { $0.state == .loaded }.flatMap(\.scanTypes)).sorted() }

    static let plugins = [
        PluginInfo(
            id: "code", name: "Code patterns", version: "1.0.0", abiVersion: "1.0", scanTypes: ["code"],
            capabilities: ["findings"], sha256: String(repeating: "a", count: 64), state: .loaded,
            rules: [
                Rule(
                    id: "code.sql.injection", title: "SQL built from input", severity: .high, cwes: ["CWE-89"],
                    help: "Use parameters.", tags: ["owasp-a03"])
            ]),
        PluginInfo(
            id: "broken", name: "Broken", version: "0.1.0", scanTypes: ["cloud"], state: .quarantined,
            reason: "The library does not match its sha256"),
        PluginInfo(id: "secrets", name: "Secrets", version: "1.0.0", scanTypes: ["secrets", "code"], state: .loaded),
    ]

    func submit(_ request: ScanRequest) async throws -> Scan {
        switch request.targetPath {
        case "/missing": throw ScanServiceError.targetRejected(reason: "Target path does not exist: /missing")
        case "/busy": throw ScanServiceError.queueFull(limit: 100, retryAfterSeconds: 7)
        case "/hung": throw ScanServiceError.targetDoesNotAnswer(seconds: 5)
        case "/fault": throw StoreError(.corrupt, "the secret cause")
        case "/full": throw StoreError(.full, "no space on /dev/secret")
        case "/slow": try await Task.sleep(for: .seconds(600))
        default: break
        }
        let scan = Scan(id: UUID().uuidString.lowercased(), request: request, createdAt: .now())
        try await store.insert(scan)
        return scan
    }

    func browse(_ path: String?) async throws -> FolderListing {
        guard path ?? "/srv" == "/srv" else {
            throw ScanServiceError.targetRejected(reason: "Not a folder: \(path ?? "")")
        }
        let app = FolderListing.Entry(name: "app", path: "/srv/app", isFolder: true)
        return FolderListing(current: "/srv", parent: "/", entries: [app], isTruncated: false)
    }

    func cancel(scanID: String) async throws -> Scan? {
        guard let scan = try await store.scan(id: scanID) else { return nil }
        guard !scan.status.isTerminal else { throw ScanServiceError.notCancellable(scan.status) }
        return try await HTTPConnection.onThread { [store] in
            try store.finish(ScanEnd(scanID: scanID, status: .cancelled, at: .now()))
        }
    }
}

/// What was logged, as JSON lines.
final class LogLines: Sendable {
    private let lines = Mutex<[String]>([])

    var output: LogOutput {
        LogOutput(format: .json, level: .debug) { [self] in append($0) }
    }

    func append(_ line: [UInt8]) {
        lines.withLock { $0.append(String(decoding: line.dropLast(), as: UTF8.self)) }
    }

    /// The lines of one logger, read.
    func lines(of logger: String) -> [[String: Any]] {
        lines.withLock { $0 }.compactMap { line in
            let value = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return value?["logger"] as? String == logger ? value : nil
        }
    }

    var text: String { lines.withLock { $0.joined(separator: "\n") } }
}

extension Finding {
    /// One of many, told apart by `number`.
    static func numbered(_ number: Int, severity: Severity = .medium, path: String = "src/app.py") -> Finding {
        let digits = String(number, radix: 16)
        return Finding(
            id: UUID().uuidString.lowercased(), scanID: "", scanner: "code", scanType: "code", severity: severity,
            title: "Finding \(number)", description: "Something at \(number)", filePath: path, lineStart: number + 1,
            ruleID: "code.sql.injection", cwe: "CWE-89", complianceTags: ["OWASP-A03"],
            fingerprint: String(repeating: "0", count: 64 - digits.count) + digits)
    }
}

extension IssuedKey {
    /// The header that sends it.
    var header: [(String, String)] { [("X-API-Key", text)] }
}

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let time = Mutex(Timestamp(microseconds: 1_800_000_000_000_000))

    var now: @Sendable () -> Timestamp { { [self] in time.withLock { $0 } } }

    func advance(seconds: Double) {
        time.withLock { $0.microseconds += Int64(seconds * 1_000_000) }
    }
}
