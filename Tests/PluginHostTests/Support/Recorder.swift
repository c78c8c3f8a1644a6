internal import Model

@testable import PluginHost

/// Writes down what a worker says, and lets a test wait for it.
final class Recorder: WorkerObserver {
    struct Log: Sendable {
        var findings: [(finding: RawFinding, file: UInt64?)] = []
        var components: [Component] = []
        var relations: [ComponentRelation] = []
        var outcomes: [(file: UInt64, outcome: FileOutcome)] = []
        var lines: [String] = []
        var ends: [WorkerEnd] = []

        var end: WorkerEnd? { ends.first }

        func outcome(of file: UInt64) -> [FileOutcome] { outcomes.filter { $0.file == file }.map(\.outcome) }

        /// Paths of the findings.
        var paths: [String] { findings.map { String(decoding: $0.finding.primary?.path ?? [], as: UTF8.self) } }
    }

    private let log = Monitor(Log())
    private let arena: ContentArena
    private let extents = Monitor([UInt64: ArenaExtent]())
    /// Called on the supervisor's thread for each finding.
    private let onFinding: (@Sendable (Worker) -> Void)?

    init(arena: ContentArena, onFinding: (@Sendable (Worker) -> Void)? = nil) {
        self.arena = arena
        self.onFinding = onFinding
    }

    func keep(_ extent: ArenaExtent, for file: UInt64) { extents.withLock { $0[file] = extent } }

    func worker(_ worker: Worker, found finding: RawFinding, inFile file: UInt64?) {
        change { $0.findings.append((finding, file)) }
        onFinding?(worker)
    }

    func worker(_ worker: Worker, emitted component: Component) { change { $0.components.append(component) } }

    func worker(_ worker: Worker, related relation: ComponentRelation) { change { $0.relations.append(relation) } }

    func worker(_ worker: Worker, finished file: UInt64, outcome: FileOutcome) {
        if let extent = extents.withLock({ $0.removeValue(forKey: file) }) { arena.free(extent) }
        change { $0.outcomes.append((file, outcome)) }
    }

    func worker(_ worker: Worker, logged message: String, level: Int) { change { $0.lines.append(message) } }

    func worker(_ worker: Worker, ended: WorkerEnd) { change { $0.ends.append(ended) } }

    func wait<Result>(until body: (Log) -> Result?) -> Result { log.wait { body($0) } }

    func awaitEnd() -> Log { log.wait { $0.ends.isEmpty ? nil : $0 } }

    private func change(_ body: (inout Log) -> Void) {
        log.withLock(body)
        log.announce()
    }
}
