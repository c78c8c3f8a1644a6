internal import Compliance
internal import Dispatch
internal import Glibc
internal import Logging
internal import Model
internal import Pipeline
internal import Store
internal import Synchronization

/// One scan's runner, from start to end: what it reports goes to the store in batches, and its end, whatever it is,
/// becomes the scan's end. Runs on a thread of its own, since both the socket and the database block.
final class RunnerSession: Sendable {
    /// The most findings that one transaction takes.
    static let batchFindings = 500
    /// Seconds from a cancellation to the end of the runner, by force if need be; clients are promised one second.
    static let cancelSeconds = 0.9

    private struct State {
        var process: RunnerProcess?
        var cancelled = false
        var shutDown = false
    }

    private let scan: Scan
    private let configuration: EngineConfiguration
    private let known: [KnownPlugin]
    private let store: Store
    private let logger: Logger
    private let state = Mutex(State())
    private let shuttingDown = DispatchSemaphore(value: 0)

    init(scan: Scan, configuration: EngineConfiguration, known: [KnownPlugin], store: Store, logger: Logger) {
        self.scan = scan
        self.configuration = configuration
        self.known = known
        self.store = store
        self.logger = logger
    }

    /// Runs the scan to its end; returns when the runner is gone and the end is stored.
    func run() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "securescan.scan.\(scan.id)").async { [self] in
                perform()
                continuation.resume()
            }
        }
    }

    /// Asks the runner to stop and sees to it that it does. The scan's end must be stored already.
    func cancel() { stop { $0.cancelled = true } }

    /// The server goes down: the scan fails with that reason.
    func shutDown() {
        stop { $0.shutDown = true }
        shuttingDown.signal()
    }

    private func stop(_ mark: (inout State) -> Void) {
        let process = state.withLock { state in
            mark(&state)
            return state.process
        }
        guard let process else { return }
        process.link.sendCancel()
        Timers.queue.asyncAfter(deadline: .now() + RunnerSession.cancelSeconds) { process.kill() }
    }

    private func perform() {
        do {
            guard try store.begin(scanID: scan.id, at: .now()) != nil else { return }
            let process = try RunnerProcess(executable: configuration.executable)
            let wasStopped = state.withLock { state in
                state.process = process
                return state.cancelled || state.shutDown
            }
            if wasStopped { process.kill() }
            follow(process)
        } catch {
            end(with: .failed(message(of: error)))
        }
    }

    private func follow(_ process: RunnerProcess) {
        let limit = configuration.runnerSeconds
        // Weak, since a cancelled item stays in its queue until its time comes, and the process holds a socket.
        let watchdog = DispatchWorkItem { [weak process] in process?.kill() }
        Timers.queue.asyncAfter(deadline: .now() + limit, execute: watchdog)
        let started = Timestamp.now()
        var outcome: ScanOutcome?
        var fault: String?
        do {
            try process.link.send(.scan(job))
            outcome = try pump(process.link)
        } catch {
            fault = message(of: error)
            process.kill()
        }
        let exit = process.wait()
        watchdog.cancel()
        if let outcome { return end(with: outcome.end, outcome) }
        if Timestamp.now().seconds(since: started) >= limit {
            fault = "The scan took longer than \(Int(limit)) seconds."
        }
        end(with: .failed(fault ?? "The scan's runner process \(exit)."))
    }

    private var job: ScanJob {
        var job = configuration.job
        job.scanID = scan.id
        job.request = scan.request
        job.known = known
        if let frameworks = configuration.frameworks { job.frameworks = frameworks.files() }
        job.allowedRoots = TargetPolicy(allowedRoots: configuration.allowedRoots).allowedRoots
        return job
    }

    /// Takes frames until the runner says how it ended; nil when it went away without a word.
    private func pump(_ link: RunnerLink) throws -> ScanOutcome? {
        var batch = ScanBatch()
        while let frame = try link.receive() {
            if case .ended(let outcome) = frame {
                try write(&batch)
                return outcome
            }
            add(frame, to: &batch)
            if batch.findings.count >= RunnerSession.batchFindings || !link.hasInput { try write(&batch) }
        }
        try write(&batch)
        return nil
    }

    private func add(_ frame: RunnerFrame, to batch: inout ScanBatch) {
        guard case .update(let update) = frame else { return }
        switch update {
        case .target(let target): batch.target = target
        case .progress(let progress): batch.progress = progress
        case .event(let event): batch.events.append(event)
        case .findings(let findings): batch.findings += findings
        case .component(let component): batch.components.append(component)
        case .relation(let relation): batch.relations.append(relation)
        case .note(let note): batch.notes.append(note)
        case .log(let scanner, let level, let message): log(scanner, level, message)
        }
    }

    private func write(_ batch: inout ScanBatch) throws {
        guard !batch.isEmpty else { return }
        guard try store.append(batch, to: scan.id) else { throw ScanIsOver() }
        batch = ScanBatch()
    }

    private func end(with end: ScanOutcome.End, _ outcome: ScanOutcome? = nil) {
        var record = ScanEnd(scanID: scan.id, status: .completed, at: .now())
        switch end {
        case .completed: break
        case .cancelled: record.status = .cancelled
        case .failed(let reason), .refused(let reason):
            record.status = .failed
            record.error = reason
        }
        if state.withLock({ $0.shutDown }) {
            record.status = .failed
            record.error = "The server was stopped while this scan was running."
        }
        record.scannersRun = outcome?.scannersRun ?? []
        record.scannersSkipped = outcome?.scannersSkipped ?? []
        record.scannersFailed = outcome?.scannersFailed ?? []
        record.scannerTypes = known.reduce(into: [:]) { types, plugin in types[plugin.id] = plugin.scanTypes.first }
        record.batch.target = outcome?.target
        record.batch.progress = outcome?.progress
        store(record)
    }

    /// An end that cannot be written now (a full disk) is tried again until it can, or the server goes down: then the
    /// next start finds the scan and fails it.
    private func store(_ record: ScanEnd) {
        var pause = 1
        while true {
            do {
                _ = try store.finish(record)
                return
            } catch {
                logger.error("The end of scan \(scan.id) could not be stored: \(message(of: error))")
                if state.withLock({ $0.shutDown }) { return }
                _ = shuttingDown.wait(timeout: .now() + .seconds(pause))
                pause = min(30, pause * 2)
            }
        }
    }

    private func log(_ scanner: String, _ level: Int, _ message: String) {
        let levels: [Logger.Level] = [.trace, .debug, .info, .warning, .error]
        let known = levels.indices.contains(level) ? levels[level] : .info
        logger.log(level: known, "\(message)", metadata: ["scan_id": "\(scan.id)", "scanner": "\(scanner)"])
    }

    private func message(of error: any Error) -> String {
        switch error {
        case let error as RunnerFailure: error.message
        case let error as StoreError: error.message
        case let error as RunnerLinkError: error.message
        default: String(describing: error)
        }
    }
}

/// The scan was cancelled while its runner still reported.
private struct ScanIsOver: Error {}
