import Digest
import Foundation
import Model
import PluginHost
import Synchronization

/// What it costs per file that a plugin runs in a process of its own: the same plugin over the same small files, once
/// through a worker and once called directly.
struct BoundaryBenchmark {
    let files: Int
    let rounds: Int

    private static let content = Array(String(repeating: "let value = compute(1, 2, 3)\n", count: 8).utf8)

    func run() throws {
        let staged = try StagedPlugin(library: "libexample-c.so")
        var remote: [Double] = []
        var direct: [Double] = []
        for _ in 0..<rounds {
            remote.append(try throughWorker(staged))
            direct.append(try DirectCall(library: Build.folder + "/libexample-c.so").scan(Self.content, times: files))
        }
        let perFile = { (seconds: Double) in seconds / Double(files) * 1e6 }
        let (worker, call) = (perFile(Measure.median(remote)), perFile(Measure.median(direct)))
        Measure.row(
            "plugin boundary, per file", "\(Measure.text(worker)) us",
            reference: "direct call \(Measure.text(call)) us", ratio: worker / call)
        Measure.budget("plugin boundary, per file", worker, atMost: 20, "us")
    }

    private func throughWorker(_ staged: StagedPlugin) throws -> Double {
        let arena = try ContentArena(capacity: 64 << 20)
        let worker = try Worker.start(staged.plugin, configuration: staged.configuration, arena: arena, config: "{}")
        let watcher = Watcher(arena)
        let target = ScanTarget(
            id: "bench", name: "bench", revision: "", baseRevision: "", url: "", host: "", fileCount: 0)
        let entry = FileEntry(path: Array("a.txt".utf8), size: Int64(Self.content.count))
        worker.open(target, tree: NoFiles(), observer: watcher)
        return Measure.seconds {
            for id in 0..<UInt64(files) {
                guard let extent = arena.allocate(Self.content.count) else { return }
                arena.bytes(extent).copyBytes(from: Self.content)
                watcher.hold(id, extent)
                let file = ScanFile(id: id, entry: entry, contentID: "", extent: extent, count: Self.content.count)
                _ = worker.submit(file)
            }
            worker.finishFiles()
            watcher.wait()
            withExtendedLifetime(staged) {}
        }
    }
}

/// A plugin of the build in a folder with its manifest. The folder stays as long as this does: a worker loads only what
/// is still as it was when it was checked.
final class StagedPlugin {
    private let folder: String
    let plugin: VerifiedPlugin
    let configuration: PluginHostConfiguration

    struct Refused: Error { let reason: String }

    init(library: String) throws {
        folder = FileManager.default.temporaryDirectory.path + "/securescan-bench-\(SecureRandom.uuid())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: Build.folder + "/" + library))
        try bytes.write(to: URL(fileURLWithPath: folder + "/" + library))
        let digest = bytes.withUnsafeBytes { SHA256.hex($0) }
        let manifest =
            #"{"id":"org.example.conflicts","version":"1.0.0","library":"\#(library)","sha256":"\#(digest)"}"#
        try manifest.write(toFile: folder + "/plugin.json", atomically: true, encoding: .utf8)
        configuration = StagedPlugin.configuration(folder)
        plugin = try StagedPlugin.verified(in: folder)
    }

    static func configuration(_ folder: String) -> PluginHostConfiguration {
        PluginHostConfiguration(
            directories: [folder], workerPath: Build.folder + "/scanner-worker", threads: 0, limits: WorkerLimits(),
            hostVersion: "0")
    }

    static func verified(in folder: String) throws -> VerifiedPlugin {
        guard let found = PluginDiscovery.discover(in: [folder]).first else {
            throw Refused(reason: "nothing in \(folder)")
        }
        switch found.outcome {
        case .verified(let plugin): return plugin
        case .rejected(let reason): throw Refused(reason: reason)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}

/// Frees each file's bytes when the worker is done with it.
private final class Watcher: WorkerObserver {
    private let arena: ContentArena
    private let held = Mutex([UInt64: ArenaExtent]())
    private let ended = DispatchSemaphore(value: 0)

    init(_ arena: ContentArena) { self.arena = arena }

    func hold(_ file: UInt64, _ extent: ArenaExtent) { held.withLock { $0[file] = extent } }
    func wait() { ended.wait() }

    func worker(_ worker: Worker, found finding: RawFinding, inFile file: UInt64?) {}
    func worker(_ worker: Worker, emitted component: Component) {}
    func worker(_ worker: Worker, related relation: ComponentRelation) {}
    func worker(_ worker: Worker, logged message: String, level: Int) {}
    func worker(_ worker: Worker, ended: WorkerEnd) { self.ended.signal() }
    func worker(_ worker: Worker, finished file: UInt64, outcome: FileOutcome) {
        if let extent = held.withLock({ $0.removeValue(forKey: file) }) { arena.free(extent) }
    }
}

private struct NoFiles: FileTree {
    var summary: TargetSummary { TargetSummary(kind: .directory) }
    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {}
    func entry(at path: [UInt8]) throws -> FileEntry? { nil }
    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int { 0 }
}
