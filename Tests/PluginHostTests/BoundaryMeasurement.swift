internal import Glibc
internal import Model
internal import ScannerAPI
internal import TestSupport
import Testing

@testable import PluginHost

/// What the process boundary costs. Not a test: runs, and prints, when `SECURESCAN_MEASURE` is set.
@Suite(.serialized, .enabled(if: getenv("SECURESCAN_MEASURE") != nil))
struct BoundaryMeasurement {
    private static let files = 50_000
    private static let content = Array("a short line of hay without what is looked for\n".utf8)

    @Test func coldStart() async throws {
        let times = try await onThread {
            let lab = try Laboratory()
            let plugin = try lab.stage(.words)
            return try (0..<200).map { _ in
                let start = MonotonicClock.now
                let worker = try Worker.start(
                    plugin, configuration: lab.configuration, arena: lab.arena, config: "{}")
                let time = MonotonicClock.now - start
                worker.stop()
                return time
            }
        }.sorted()
        print("start to ready: median \(times[100] / 1000) us, 95th of 100 \(times[190] / 1000) us")
    }

    @Test(arguments: [1, 2])
    func costPerFile(_ threads: Int) async throws {
        let boundary = try await onThread {
            let lab = try Laboratory(threads: threads, arenaCapacity: 16 << 20)
            let worker = try lab.start(.words)
            let recorder = Counter(arena: lab.arena)
            worker.open(ScanTarget(id: "1", name: "n"), tree: MemoryTree([:]), observer: recorder)
            let start = (MonotonicClock.now, Self.processorTime())
            for id in 1...UInt64(Self.files) {
                guard let extent = lab.arena.allocate(Self.content.count) else { break }
                lab.arena.bytes(extent).copyBytes(from: Self.content)
                let entry = FileEntry(path: Array("src/folder/file.txt".utf8), size: Int64(Self.content.count))
                recorder.keep(extent, for: id)
                _ = worker.submit(
                    ScanFile(id: id, entry: entry, contentID: "0123456789", extent: extent, count: Self.content.count))
            }
            worker.finishFiles()
            recorder.awaitEnd()
            return (MonotonicClock.now - start.0, Self.processorTime() - start.1)
        }
        let direct = try Self.direct()
        print(
            "per file, \(threads) threads: \(boundary.0 / UInt64(Self.files)) ns wall, "
                + "\(boundary.1 / UInt64(Self.files)) ns processor time; direct call \(direct) ns")
    }

    /// Of this process and of its children that have ended.
    private static func processorTime() -> UInt64 {
        [RUSAGE_SELF.rawValue, RUSAGE_CHILDREN.rawValue].reduce(into: 0) { sum, who in
            var usage = rusage()
            getrusage(__rusage_who_t(who), &usage)
            for time in [usage.ru_utime, usage.ru_stime] {
                sum += UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_usec) * 1000
            }
        }
    }

    /// The same plugin, loaded here and called in a loop.
    private static func direct() throws -> UInt64 {
        guard let library = dlopen(PluginFixture.products + "/libfixture-words.so", RTLD_NOW | RTLD_LOCAL),
            let symbol = dlsym(library, "scanner_plugin_entry")
        else { throw FixtureError("the plugin cannot be loaded") }
        typealias Entry = @convention(c) (UInt32, UInt32) -> UnsafePointer<scn_plugin>?
        guard let plugin = unsafeBitCast(symbol, to: Entry.self)(1, 0)?.pointee else { throw FixtureError("no table") }
        var host = scn_host()
        host.struct_size = UInt32(MemoryLayout<scn_host>.size)
        host.bytes = { _, file, bytes, length in
            bytes?.pointee = UnsafeRawPointer(file)?.assumingMemoryBound(to: UInt8.self)
            length?.pointee = 47
            return 0
        }
        var instance: OpaquePointer?
        _ = plugin.create(&host, nil, scn_str(), &instance)
        let start = MonotonicClock.now
        content.withUnsafeBytes { content in
            var info = scn_file_info()
            for _ in 0..<files { _ = plugin.scan_file(instance, nil, OpaquePointer(content.baseAddress), &info) }
        }
        return (MonotonicClock.now - start) / UInt64(files)
    }
}

/// Frees extents, counts, and waits; nothing else.
private final class Counter: WorkerObserver {
    private let state = Monitor((extents: [UInt64: ArenaExtent](), ended: false))
    private let arena: ContentArena

    init(arena: ContentArena) { self.arena = arena }

    func keep(_ extent: ArenaExtent, for file: UInt64) { state.withLock { $0.extents[file] = extent } }
    func awaitEnd() { state.wait { $0.ended ? () : nil } }

    func worker(_ worker: Worker, found finding: RawFinding, inFile file: UInt64?) {}
    func worker(_ worker: Worker, emitted component: Component) {}
    func worker(_ worker: Worker, related relation: ComponentRelation) {}
    func worker(_ worker: Worker, logged message: String, level: Int) {}

    func worker(_ worker: Worker, finished file: UInt64, outcome: FileOutcome) {
        if let extent = state.withLock({ $0.extents.removeValue(forKey: file) }) { arena.free(extent) }
    }

    func worker(_ worker: Worker, ended: WorkerEnd) {
        state.withLock { $0.ended = true }
        state.announce()
    }
}
