internal import Model
internal import TestSupport

@testable import PluginHost

/// Staged plugins and what it takes to run them.
final class Laboratory: Sendable {
    let folder: TemporaryFolder
    let arena: ContentArena
    let configuration: PluginHostConfiguration

    init(
        threads: Int = 2, arenaCapacity: Int = 4 << 20, advisories: [UInt8]? = nil,
        _ adjust: (inout WorkerLimits) -> Void = { _ in }
    ) throws {
        folder = try TemporaryFolder()
        arena = try ContentArena(capacity: arenaCapacity)
        var limits = WorkerLimits()
        limits.startSeconds = 30
        adjust(&limits)
        var configuration = PluginHostConfiguration(
            directories: [folder.path], workerPath: PluginFixture.workerPath, threads: threads, limits: limits,
            hostVersion: "0.0.0-test")
        configuration.advisoryDatabase = folder.path + "/advisories.db"
        if let advisories { try PluginFixture.write(advisories, to: folder.path + "/advisories.db") }
        self.configuration = configuration
    }

    func stage(_ fixture: PluginFixture) throws -> VerifiedPlugin {
        try fixture.stage(in: folder.path)
        for plugin in PluginDiscovery.discover(in: [folder.path]) where plugin.id == fixture.id {
            switch plugin.outcome {
            case .verified(let verified): return verified
            case .rejected(let reason): throw FixtureError(reason)
            }
        }
        throw FixtureError("\(fixture.id) was not discovered")
    }

    func start(_ fixture: PluginFixture, config: String = "{}") throws -> Worker {
        try Worker.start(stage(fixture), configuration: configuration, arena: arena, config: config)
    }

    /// Opens a scan over files whose ids are their positions + 1.
    func open(
        _ worker: Worker, tree: MemoryTree = MemoryTree([:]), onFinding: (@Sendable (Worker) -> Void)? = nil
    ) -> Recorder {
        let recorder = Recorder(arena: arena, onFinding: onFinding)
        worker.open(ScanTarget(id: "scan-1", name: "laboratory"), tree: tree, observer: recorder)
        return recorder
    }

    @discardableResult
    func submit(_ path: String, _ content: String, id: UInt64, to worker: Worker, _ recorder: Recorder) -> Bool {
        let bytes = Array(content.utf8)
        guard let extent = arena.allocate(bytes.count) else { return false }
        arena.bytes(extent).copyBytes(from: bytes)
        recorder.keep(extent, for: id)
        let entry = FileEntry(path: Array(path.utf8), size: Int64(bytes.count))
        let file = ScanFile(id: id, entry: entry, contentID: "id-\(id)", extent: extent, count: bytes.count)
        guard worker.submit(file) else {
            arena.free(extent)
            return false
        }
        return true
    }

    /// A whole scan: every file, then the end.
    func scan(
        _ fixture: PluginFixture, _ files: [(String, String)], config: String = "{}",
        tree: MemoryTree = MemoryTree([:])
    ) throws -> Recorder.Log {
        try scan(stage(fixture), files, config: config, tree: tree)
    }

    func scan(
        _ plugin: VerifiedPlugin, _ files: [(String, String)], config: String = "{}",
        tree: MemoryTree = MemoryTree([:]), results: ResultSession? = nil
    ) throws -> Recorder.Log {
        let worker = try Worker.start(
            plugin, configuration: configuration, arena: arena, config: config, results: results)
        let recorder = open(worker, tree: tree)
        for (index, file) in files.enumerated() {
            submit(file.0, file.1, id: UInt64(index + 1), to: worker, recorder)
        }
        worker.finishFiles()
        return recorder.awaitEnd()
    }
}
