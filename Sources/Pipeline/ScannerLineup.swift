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

    /// Starts one worker per plugin, all at once, and keeps those that look for one of the wanted types.
    static func assemble(for job: ScanJob, arena: ContentArena, cancellation: Cancellation) -> ScannerLineup {
        var lineup = ScannerLineup()
        var verified: [VerifiedPlugin] = []
        for plugin in PluginDiscovery.discover(in: job.plugins.directories) {
            switch plugin.outcome {
            case .verified(let ready): verified.append(ready)
            case .rejected(let reason):
                lineup.skipped.append(SkippedScanner(name: plugin.id, reason: reason, installHint: installHint))
            }
        }
        let wanted = Set(job.request.scanTypes)
        for (plugin, start) in zip(verified, startAll(verified, job: job, arena: arena)) {
            switch start {
            case .success(let worker) where wanted.isDisjoint(with: worker.descriptor.scanTypes): worker.stop()
            case .success(let worker): lineup.workers.append(worker)
            case .failure(let error) where error.kind == .unusable:
                lineup.skipped.append(
                    SkippedScanner(name: plugin.manifest.id, reason: error.message, installHint: installHint))
            case .failure(let error):
                lineup.failed.append(FailedScanner(name: plugin.manifest.id, error: error.message))
            }
        }
        for worker in lineup.workers { cancellation.onRequest { worker.cancel() } }
        lineup.skipped.sort { $0.name < $1.name }
        lineup.workers.sort { $0.descriptor.id < $1.descriptor.id }
        return lineup
    }

    private static let installHint = "Repair, replace or remove the plugin; 'securescan plugin list' shows where it is."

    private static func startAll(
        _ plugins: [VerifiedPlugin], job: ScanJob, arena: ContentArena
    ) -> [Result<Worker, WorkerError>] {
        let results = Mutex([Int: Result<Worker, WorkerError>]())
        let group = DispatchGroup()
        for (index, plugin) in plugins.enumerated() {
            let thread = DispatchQueue(label: "securescan.start.\(plugin.manifest.id)")
            thread.async(group: group) {
                let result = Result { () throws(WorkerError) in
                    try Worker.start(
                        plugin, configuration: job.plugins, arena: arena,
                        config: configText(job.request.options[plugin.manifest.id]))
                }
                results.withLock { $0[index] = result }
            }
        }
        group.wait()
        return results.withLock { found in plugins.indices.compactMap { found[$0] } }
    }

    private static func configText(_ options: JSONValue?) -> String {
        guard let options else { return "{}" }
        var json = JSONWriter()
        json.value(options)
        return json.text
    }
}
