internal import Dispatch
internal import Model
internal import PluginHost
internal import Synchronization

/// One scanner's part in a run: counts what it does, passes on what it finds, and remembers how it ended.
final class ScannerRun: WorkerObserver {
    private struct State {
        var found = 0
        var filesDone = 0
        var filesFailed = 0
        var lastProgress: Timestamp?
        var isProgressDue = false
        var end: WorkerEnd?
    }

    /// The shortest time between two progress events of one scanner, in seconds.
    static let progressInterval = 0.25
    /// The level of what belongs to the result (`SCN_LOG_NOTE`).
    private static let noteLevel = 5

    let worker: Worker
    let source: FindingSource
    /// What it does not mark in a file is no secret, as far as anybody knows.
    private let searchesForSecrets: Bool
    private let ledger: FileLedger
    private let sink: any ScanSink
    private let filesTotal: @Sendable () -> Int
    private let announces: Bool
    private let started = Timestamp.now()
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    /// - Parameter announces: false for the base of a comparison, which clients do not hear of.
    init(
        worker: Worker, scanID: String, ledger: FileLedger, sink: any ScanSink, announces: Bool,
        filesTotal: @escaping @Sendable () -> Int
    ) {
        self.worker = worker
        self.ledger = ledger
        self.sink = sink
        self.announces = announces
        self.filesTotal = filesTotal
        searchesForSecrets = worker.descriptor.scanTypes.contains("secrets")
        source = FindingSource(
            scanID: scanID, scanner: worker.descriptor.id, scanType: worker.descriptor.scanTypes.first ?? "",
            rules: Dictionary(worker.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    var name: String { source.scanner }

    /// Files that this scanner refused with a reason of its own.
    var filesFailed: Int { state.withLock { $0.filesFailed } }

    /// False once the worker has ended, however it did.
    var isActive: Bool { state.withLock { $0.end == nil } }

    func open(_ target: ScanTarget, tree: any FileTree) {
        announce(.scannerStart(scanner: name))
        worker.open(target, tree: tree, observer: self)
    }

    /// Blocks until the worker has ended.
    func wait() -> WorkerEnd {
        ended.wait()
        return state.withLock { $0.end } ?? .failed("it ended without a word")
    }

    func worker(_ worker: Worker, found finding: RawFinding, inFile file: UInt64?) {
        state.withLock { $0.found += 1 }
        ledger.found(finding, inFile: file, by: source)
    }

    func worker(_ worker: Worker, emitted component: Component) {
        var component = component
        component.scanner = name
        if announces { sink.receive(.component(component)) }
    }

    func worker(_ worker: Worker, related relation: ComponentRelation) {
        if announces { sink.receive(.relation(relation)) }
    }

    func worker(_ worker: Worker, finished file: UInt64, outcome: FileOutcome) {
        var failure: FileFailure?
        if case .failed(let reason) = outcome { failure = FileFailure(scanner: name, reason: reason) }
        ledger.finished(file, searchedForSecrets: outcome == .scanned && searchesForSecrets, failure: failure)
        let wait: Double? = state.withLock { state in
            state.filesDone += 1
            if failure != nil { state.filesFailed += 1 }
            guard !state.isProgressDue else { return nil }
            state.isProgressDue = true
            let passed = Timestamp.now().seconds(since: state.lastProgress ?? started)
            return max(0, ScannerRun.progressInterval - passed)
        }
        guard let wait else { return }
        if wait == 0 { return reportProgress() }
        // The last files before a slow one are told of too.
        DispatchQueue.global().asyncAfter(deadline: .now() + wait) { [weak self] in self?.reportProgress() }
    }

    private func reportProgress() {
        // Under the lock, so that nothing comes after the scanner's end.
        state.withLock { state in
            state.isProgressDue = false
            guard state.end == nil else { return }
            state.lastProgress = .now()
            let total = max(filesTotal(), state.filesDone)
            announce(
                .scannerProgress(
                    scanner: name, filesDone: state.filesDone, filesTotal: total, findingsCount: state.found))
            guard announces else { return }
            sink.receive(.progress(ScanProgress(filesDone: ledger.filesDone, filesTotal: total)))
        }
    }

    func worker(_ worker: Worker, logged message: String, level: Int) {
        if level == ScannerRun.noteLevel {
            note(message)
        } else {
            sink.receive(.log(scanner: name, level: level, message: message))
        }
    }

    /// Something that belongs to the scanner's result as a whole.
    func note(_ message: String) {
        if announces { sink.receive(.note(ScanNote(scanner: name, message: message))) }
    }

    func worker(_ worker: Worker, ended end: WorkerEnd) {
        let found = state.withLock { state in
            state.end = end
            return state.found
        }
        let seconds = Timestamp.now().seconds(since: started)
        switch end {
        case .completed(nil): announce(.scannerComplete(scanner: name, seconds: seconds, findingsCount: found))
        case .completed(let note?): announce(.scannerFailed(scanner: name, error: note, seconds: seconds))
        case .failed(let error): announce(.scannerFailed(scanner: name, error: error, seconds: seconds))
        case .cancelled: break
        }
        ended.signal()
    }

    private func announce(_ event: ScanEvent) {
        if announces { sink.receive(.event(event)) }
    }
}
