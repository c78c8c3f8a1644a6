internal import Dispatch
internal import FoundationEssentials
internal import Model
internal import PluginHost
internal import Synchronization

/// The workers that take part in a run, and why each other plugin does not.
struct ScannerLineup {
    var workers: [Worker] = []
    var skipped: [SkippedScanner] = []
    /// Plugins whose worker did not get as far as being ready.
    var failed: [FailedScanner] = []

    /// What the run looks for.
    private(set) var types: [String] = []
    /// Nobody has asked the plugins before, and none of them looks for one of the types.
    private(set) var refusal: String?

    /// Ids of the plugins that read rules of teams.
    private(set) var rulesReaders: Set<String> = []

    /// Starts one worker per plugin, all at once, and keeps those that look for one of the wanted types.
    static func assemble(
        for job: ScanJob, rules: TeamRuleFiles, arena: ContentArena, cancellation: Cancellation
    ) -> ScannerLineup {
        var lineup = ScannerLineup()
        var verified: [VerifiedPlugin] = []
        let known = Dictionary(job.known.map { ($0.id + $0.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        var offered: Set<String> = []
        for plugin in PluginDiscovery.discover(job.plugins) {
            switch (plugin.outcome, known[plugin.id + plugin.sha256]) {
            case (.rejected(let reason), _): lineup.skip(plugin.id, because: reason)
            case (.verified, let earlier?) where earlier.reason != nil:
                lineup.skip(plugin.id, because: earlier.reason ?? "")
            case (.verified, let earlier?) where !job.looksForAny(of: earlier.scanTypes):
                offered.formUnion(earlier.scanTypes)
            case (.verified(let ready), _): verified.append(ready)
            }
        }
        lineup.rulesReaders = Set(verified.lazy.filter(\.readsRules).map(\.manifest.id))
        for (plugin, start) in zip(verified, startAll(verified, job: job, rules: rules, arena: arena)) {
            if case .success(let worker) = start { offered.formUnion(worker.descriptor.scanTypes) }
            switch start {
            case .success(let worker) where !job.looksForAny(of: worker.descriptor.scanTypes): worker.stop()
            case .success(let worker) where objection(to: worker, job) != nil:
                worker.stop()
                lineup.failed.append(
                    FailedScanner(name: plugin.manifest.id, error: objection(to: worker, job) ?? ""))
            case .success(let worker): lineup.workers.append(worker)
            case .failure(let error) where error.kind == .unusable:
                lineup.skip(plugin.manifest.id, because: error.message)
            case .failure(let error):
                lineup.failed.append(FailedScanner(name: plugin.manifest.id, error: error.message))
            }
        }
        for worker in lineup.workers { cancellation.onRequest { worker.cancel() } }
        lineup.skipped.sort { $0.name < $1.name }
        lineup.workers.sort { $0.descriptor.id < $1.descriptor.id }
        lineup.types = job.request.scanTypes.isEmpty ? offered.sorted() : job.request.scanTypes
        if job.known.isEmpty { lineup.check(against: offered.sorted()) }
        return lineup
    }

    /// - Parameter offered: what the plugins look for that could be asked.
    private mutating func check(against offered: [String]) {
        guard let unknown = types.first(where: { !offered.contains($0) }) else { return }
        let known = offered.isEmpty ? "none: no plugin could be loaded" : offered.joined(separator: ", ")
        let missing = skipped.map { "; \($0.name) \($0.reason)" } + failed.map { "; \($0.name) \($0.error)" }
        refusal = "unknown type '\(unknown)'; available: \(known)" + missing.joined()
    }

    /// What the plugin's own schema says against its configuration in this scan.
    private static func objection(to worker: Worker, _ job: ScanJob) -> String? {
        let options = job.request.options[worker.descriptor.id] ?? .object([:])
        guard let first = ConfigSchema(worker.descriptor.configSchema)?.objections(to: options).first else {
            return nil
        }
        return "its configuration: \(first.path.joined(separator: ".")) \(first.message)"
    }

    private mutating func skip(_ name: String, because reason: String) {
        skipped.append(SkippedScanner(name: name, reason: reason, installHint: ScannerLineup.installHint))
    }

    private static let installHint = "Repair, replace or remove the plugin; 'securescan plugin list' shows where it is."

    private static func startAll(
        _ plugins: [VerifiedPlugin], job: ScanJob, rules: TeamRuleFiles, arena: ContentArena
    ) -> [Result<Worker, WorkerError>] {
        let cache = ResultCache(job.results)
        let target = TargetPolicy.identity(of: job.request)
        let results = Mutex([Int: Result<Worker, WorkerError>]())
        let group = DispatchGroup()
        for (index, plugin) in plugins.enumerated() {
            let thread = DispatchQueue(label: "securescan.start.\(plugin.manifest.id)")
            let config = rules.configuration(of: plugin, options: job.request.options[plugin.manifest.id])
            thread.async(group: group) {
                let result = Result { () throws(WorkerError) in
                    try Worker.start(
                        plugin, configuration: job.plugins, arena: arena, config: config,
                        results: cache?.session(for: plugin, target: target))
                }
                results.withLock { $0[index] = result }
            }
        }
        group.wait()
        return results.withLock { found in plugins.indices.compactMap { found[$0] } }
    }
}

extension ScanJob {
    fileprivate func looksForAny(of types: [String]) -> Bool {
        request.scanTypes.isEmpty || !Set(request.scanTypes).isDisjoint(with: types)
    }
}
