internal import Compliance
internal import Dispatch
internal import Glibc
internal import Model
internal import PluginHost
internal import Synchronization
internal import Targets

/// From a target to findings: opens the target, runs the scanners over it, and reports as it goes. Knows no database
/// and no network; the server's runner and the command line use the same one.
public enum Pipeline {
    /// Runs to the end and blocks until then; call it from a thread of its own, not from the cooperative pool.
    public static func run(_ job: ScanJob, sink: any ScanSink, cancellation: Cancellation) -> ScanOutcome {
        let secrets = RunSecrets { sink.receive(.log(scanner: "securescan", level: 3, message: $0)) }
        let scrubbed = ScrubbedSink(sink: sink, secrets: secrets)
        let tagger = ControlTagger { job.frameworks.set().map }
        // While workers start, there is time for it.
        DispatchQueue.global().async { tagger.prepare() }
        do {
            return try ScanRun(job: job, sink: scrubbed, cancellation: cancellation, secrets: secrets, tagger: tagger)
                .run()
        } catch let error as TargetError {
            return ScanOutcome(end: cancellation.isRequested ? .cancelled : .failed(error.message))
        } catch let error as PolicyRefusal {
            return ScanOutcome(end: .refused(error.description))
        } catch {
            return ScanOutcome(end: cancellation.isRequested ? .cancelled : .failed(String(describing: error)))
        }
    }
}

/// One run of the Pipeline.
struct ScanRun {
    private(set) var job: ScanJob
    let sink: any ScanSink
    let cancellation: Cancellation
    let secrets: RunSecrets
    let tagger: ControlTagger
    private(set) var policy = ScanPolicy()

    /// Reads what the target and its operator decided about the scan, and goes by it.
    func run() throws -> ScanOutcome {
        let head = try open(ref: job.request.ref)
        var run = self
        let isOwn = job.decider == .target && !job.scansIndex
        let decider = isOwn ? head : try open(authority)
        run.policy = try ScanPolicy(
            for: job, in: Targets.surroundings(authority, of: decider, isAllowed: isAllowed))
        run.job.failOn = job.failOn ?? run.policy.config.failOn
        if job.request.scanTypes.isEmpty { run.job.request.scanTypes = run.policy.config.scanTypes }
        // What HEAD has as well is not new; before the first commit all is.
        if job.scansIndex, run.job.failOn?.countsNewAlone ?? false, head.summary.commit != nil {
            run.job.request.baseRef = job.request.baseRef ?? "HEAD"
        }
        // Of the head for its base too: what a new rule finds in old code is not new code.
        let rules = TeamRuleFiles(for: job, target: decider)
        return try run.run(run.covered(head), rules: rules)
    }

    private func run(_ head: any FileTree, rules: TeamRuleFiles) throws -> ScanOutcome {
        guard let baseRef = job.request.baseRef else {
            return try scan(head, rules: rules, known: [], without: [], announces: true)
        }
        let base = covered(try openBase(baseRef))
        let before = FindingCollector()
        let changedBefore: any FileTree =
            job.scansIndex ? EarlierVersions(in: base, of: head) : ChangedFiles(base, since: head)
        let baseline = try ScanRun(
            job: job, sink: before, cancellation: cancellation, secrets: secrets, tagger: tagger,
            policy: policy
        )
        .scan(changedBefore, rules: rules, known: [], without: [], announces: false)
        if case .refused = baseline.end { return baseline }
        if case .failed(let reason) = baseline.end {
            return ScanOutcome(end: .failed("The base '\(baseRef)' could not be scanned: \(reason)"))
        }
        let blind = baseline.scannersFailed.map {
            FailedScanner(name: $0.name, error: "it failed on the base '\(baseRef)': \($0.error)")
        }
        return try scan(
            ChangedFiles(head, since: base), rules: rules, known: before.fingerprints, without: blind,
            announces: true)
    }

    private func covered(_ tree: any FileTree) -> any FileTree {
        policy.limitsPaths ? CoveredFiles(tree: tree, policy: policy) : tree
    }

    private func open(ref: String?) throws -> any FileTree { try open(try spec(ref: ref)) }

    private func open(_ spec: TargetSpec) throws -> any FileTree {
        try Targets.open(spec, cancelled: { [cancellation] in cancellation.isRequested })
    }

    /// The index has no history of its own.
    private func openBase(_ ref: String) throws -> any FileTree {
        var spec = try spec(ref: ref)
        spec.index = nil
        return try open(spec)
    }

    /// What the rules, the configuration and the baseline of the target are read from.
    private var authority: TargetSpec {
        get throws {
            var spec: TargetSpec
            switch job.decider {
            case .target:
                spec = try self.spec(ref: job.request.ref)
                if spec.index != nil { spec.index = .whole }
            case .workTree:
                spec = try self.spec(ref: nil)
                spec.index = nil
            case .ref(let ref):
                spec = try self.spec(ref: ref)
                spec.index = nil
            }
            spec.history = false
            return spec
        }
    }

    private func spec(ref: String?) throws -> TargetSpec {
        let request = job.request
        var spec = TargetSpec(
            path: try confinedPath(request.confidentialTarget ?? request.targetPath), ref: ref,
            history: request.history, index: job.scansIndex ? .staged : nil, noIgnore: request.noIgnore,
            limits: job.targetLimits, cacheDirectory: job.cacheDirectory)
        spec.indexFile = job.indexFile
        return spec
    }

    /// Whether a folder that no target names may be read from.
    private func isAllowed(_ folder: String) -> Bool {
        TargetPolicy(canonicalRoots: job.allowedRoots).refusal(ofResolved: folder, named: folder) == nil
    }

    /// The path was checked when the scan was asked for; what it leads to may have changed since. Opened is what it
    /// leads to now, if that may be scanned.
    private func confinedPath(_ path: String) throws -> String {
        let policy = TargetPolicy(canonicalRoots: job.allowedRoots)
        guard let resolved = realpath(path, nil) else {
            if TargetPolicy.fileURLPath(path) != nil, let reason = policy.refusal(of: path) {
                throw TargetRefused(description: reason)
            }
            return path
        }
        defer { free(resolved) }
        let real = String(cString: resolved)
        if let reason = policy.refusal(ofResolved: real, named: path) { throw TargetRefused(description: reason) }
        return job.allowedRoots.isEmpty ? path : real
    }

    /// - Parameter blind: scanners that failed on the base, whose findings could not be told new from old.
    private func scan(
        _ tree: any FileTree, rules: TeamRuleFiles, known: Set<String>, without blind: [FailedScanner],
        announces: Bool
    ) throws -> ScanOutcome {
        let arena = try ContentArena(capacity: job.contentBytes)
        defer { arena.close() }
        cancellation.onRequest { arena.close() }
        if announces { sink.receive(.target(tree.summary)) }
        var lineup = ScannerLineup.assemble(for: job, rules: rules, arena: arena, cancellation: cancellation)
        if let refusal = lineup.refusal {
            for worker in lineup.workers { worker.stop() }
            return ScanOutcome(end: .refused(refusal))
        }
        lineup.exclude(blind)
        if announces { announce(lineup, rules) }
        for worker in lineup.workers { warn(worker.results?.warning) }
        let total = FileTotal()
        let ledger = FileLedger(
            arena: arena, builder: builder, secrets: secrets, tree: tree, known: known,
            order: job.request.history ? .handedOut : .settled,
            complain: { [sink] in sink.receive(.log(scanner: $0.scanner, level: 3, message: $0.reason)) },
            report: { [sink, policy] in sink.receive(.findings(announces ? policy.recognised($0) : $0)) })
        let scanners = lineup.workers.map { worker in
            ScannerRun(
                worker: worker, scanID: job.scanID, ledger: ledger, sink: sink, announces: announces,
                filesTotal: { total.value })
        }
        defer { for scanner in scanners { scanner.worker.results?.discard() } }
        let target = scanTarget(tree.summary)
        for scanner in scanners { scanner.open(target, tree: tree) }
        total.startCounting(
            tree,
            wanted: { entry in
                scanners.contains { $0.worker.wants(path: entry.path, size: entry.size) }
            },
            counted: { [sink] files in
                guard announces else { return }
                sink.receive(.progress(ScanProgress(filesDone: ledger.filesDone, filesTotal: files)))
            })
        defer { total.stop() }
        let feed = FileFeed(tree: tree, arena: arena, ledger: ledger, scanners: scanners, cancellation: cancellation)
        let walked = Result { try feed.run() }
        for scanner in scanners { scanner.worker.finishFiles() }
        let ends = scanners.map { ($0, $0.wait()) }
        ledger.finishLate()
        let tally = try walked.get()
        if announces, let summary = policy.summary { note(summary) }
        let outcome = outcome(tree.summary, tally, ends, lineup, ledger)
        if outcome.end == .completed { keepResults(of: ends) }
        return outcome
    }

    /// Only now: what a scan that broke off has not looked up may still be needed.
    private func keepResults(of ends: [(ScannerRun, WorkerEnd)]) {
        for case (let scanner, .completed) in ends {
            warn(scanner.worker.results?.keep(isWhole: job.request.baseRef == nil && !job.scansIndex))
        }
        if ends.contains(where: { $0.0.worker.results != nil }) { ResultCache(job.results)?.prune() }
    }

    private func warn(_ message: String?) {
        if let message { sink.receive(.log(scanner: "securescan", level: 3, message: message)) }
    }

    private var builder: FindingBuilder {
        var builder = FindingBuilder(
            redaction: Redaction(key: job.secretKey), compliance: { [tagger] in tagger.tags(for: $0) })
        builder.policy = policy
        return builder
    }

    private func note(_ message: String) {
        sink.receive(.note(ScanNote(scanner: "securescan", message: message)))
    }

    private func announce(_ lineup: ScannerLineup, _ rules: TeamRuleFiles) {
        let request = job.request
        sink.receive(
            .event(
                .scanStart(
                    target: request.targetPath, scanTypes: lineup.types, scannerCount: lineup.workers.count)))
        for skipped in lineup.skipped { sink.receive(.event(.scannerSkipped(skipped))) }
        for failed in lineup.failed {
            sink.receive(.event(.scannerFailed(scanner: failed.name, error: failed.error, seconds: 0)))
        }
        for message in Self.frameworkNotes(job.frameworks.allProblems()) {
            sink.receive(.note(ScanNote(scanner: "securescan", message: message)))
        }
        for message in policy.notes { note(message) }
        if job.scansIndex { note("Only what is staged and differs from HEAD was scanned.") }
        for worker in lineup.workers where lineup.rulesReaders.contains(worker.descriptor.id) {
            for problem in rules.problems {
                sink.receive(.note(ScanNote(scanner: worker.descriptor.id, message: problem)))
            }
        }
    }

    /// A scan keeps a limited number of notes; others have to fit beside these, and what is left out is told.
    static func frameworkNotes(_ problems: [String]) -> [String] {
        let shown = problems.prefix(problems.count > 10 ? 9 : 10).map { "Compliance: \($0)" }
        let left = problems.count - shown.count
        guard left > 0 else { return shown }
        return shown + ["Compliance: \(left) more; 'securescan compliance validate' shows all."]
    }

    private func scanTarget(_ summary: TargetSummary) -> ScanTarget {
        ScanTarget(
            id: job.scanID, name: job.request.targetPath, revision: summary.commit ?? "",
            baseRevision: job.request.baseRef ?? "", url: job.request.targetURL ?? "",
            host: job.request.targetHost ?? "", fileCount: 0)
    }

    private func outcome(
        _ summary: TargetSummary, _ tally: FileFeed.Tally, _ ends: [(ScannerRun, WorkerEnd)], _ lineup: ScannerLineup,
        _ ledger: FileLedger
    ) -> ScanOutcome {
        var target = summary
        target.files = tally.files
        target.bytes = tally.bytes
        target.skipped = tally.skipped
        var outcome = ScanOutcome(
            end: .completed, target: target,
            progress: ScanProgress(filesDone: ledger.filesDone, filesTotal: ledger.filesDone),
            scannersSkipped: lineup.skipped, scannersFailed: lineup.failed)
        outcome.scanTypes = lineup.types
        outcome.failOn = job.failOn
        for (scanner, end) in ends {
            let refused = scanner.filesFailed
            if refused > 0 { outcome.target?.skipped["scanner_error", default: 0] += refused }
            switch end {
            case .completed(nil): outcome.scannersRun.append(scanner.name)
            case .completed(let note?), .failed(let note):
                outcome.scannersFailed.append(FailedScanner(name: scanner.name, error: note))
            case .cancelled: break
            }
        }
        hideSecrets(in: &outcome)
        outcome.end = end(of: outcome, ends)
        return outcome
    }

    /// Once more, since more of them are known at the end than when the parts were reported.
    private func hideSecrets(in outcome: inout ScanOutcome) {
        for index in outcome.scannersFailed.indices {
            outcome.scannersFailed[index].error = secrets.scrub(outcome.scannersFailed[index].error)
        }
        for index in outcome.scannersSkipped.indices {
            outcome.scannersSkipped[index].reason = secrets.scrub(outcome.scannersSkipped[index].reason)
        }
    }

    private var limitReached: String {
        let limits = job.targetLimits
        return "The target is larger than the limits allow: \(limits.files) entries (SECURESCAN_MAX_FILES), folders "
            + "\(limits.depth) deep (SECURESCAN_MAX_DEPTH). What lies within them was scanned, what lies beyond "
            + "was not."
    }

    /// A run without one scanner that did its part is a failure: it must not look like a clean bill.
    private func end(of outcome: ScanOutcome, _ ends: [(ScannerRun, WorkerEnd)]) -> ScanOutcome.End {
        if cancellation.isRequested { return .cancelled }
        if outcome.target?.skipped[SkipReason.limit.rawValue] ?? 0 > 0 { return .failed(limitReached) }
        if !outcome.scannersRun.isEmpty { return .completed }
        if let failed = outcome.scannersFailed.first { return .failed("Scanner \(failed.name): \(failed.error)") }
        let wanted = outcome.scanTypes.joined(separator: ", ")
        guard let skipped = outcome.scannersSkipped.first else {
            return .failed(
                "No plugin scans for \(wanted). Looked in: " + job.plugins.directories.joined(separator: ", "))
        }
        return .failed("No plugin that scans for \(wanted) could be loaded. \(skipped.name): \(skipped.reason)")
    }
}

extension ScannerLineup {
    fileprivate mutating func exclude(_ blind: [FailedScanner]) {
        let names = Set(blind.map(\.name))
        for worker in workers where names.contains(worker.descriptor.id) { worker.stop() }
        workers.removeAll { names.contains($0.descriptor.id) }
        failed.removeAll { names.contains($0.name) }
        failed += blind
    }
}

private struct TargetRefused: Error, CustomStringConvertible {
    let description: String
}

/// Keeps the fingerprints of the base of a comparison.
private final class FindingCollector: ScanSink {
    private let seen = Mutex(Set<String>())

    var fingerprints: Set<String> { seen.withLock { $0 } }

    func receive(_ update: ScanUpdate) {
        if case .findings(let findings) = update {
            seen.withLock { $0.formUnion(findings.map(\.fingerprint)) }
        }
    }
}
