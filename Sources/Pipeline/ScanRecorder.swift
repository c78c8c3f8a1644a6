internal import Dispatch
public import Model
internal import Synchronization

/// Makes a scan and its findings of a run that no server keeps: what `securescan scan` reports.
public final class ScanRecorder: ScanSink {
    private struct State {
        var findings: [Finding] = []
        var suppressed: [Finding] = []
        var notes: [ScanNote] = []
        var components: [Component] = []
        var relations: [ComponentRelation] = []
        var counts = SeverityCounts()
    }

    private let state = Mutex(State())
    private let job: ScanJob
    private let started: Timestamp
    private let progress: @Sendable (ScanProgress, _ findings: Int) -> Void
    private let warn: @Sendable (String) -> Void

    /// Both are called from the thread of the run: `progress` with how far it is and what it has found, `warn` with
    /// what a scanner has to say to people.
    public init(
        _ job: ScanJob, progress: @escaping @Sendable (ScanProgress, _ findings: Int) -> Void,
        warn: @escaping @Sendable (String) -> Void
    ) {
        self.job = job
        started = job.fakeNow ?? .now()
        self.progress = progress
        self.warn = warn
    }

    /// Runs the job on a thread of its own. The first of these signals asks it to stop; what it has found by then
    /// counts.
    public func run(stoppedBy signals: [Int32]) async -> ScanOutcome {
        let cancellation = Cancellation()
        cancellation.requestOnSignals(signals)
        return await withCheckedContinuation { continuation in
            DispatchQueue(label: "securescan.scan").async { [self] in
                continuation.resume(returning: Pipeline.run(job, sink: self, cancellation: cancellation))
            }
        }
    }

    public func receive(_ update: ScanUpdate) {
        switch update {
        case .findings(let findings):
            state.withLock { state in
                for finding in findings {
                    if finding.isSuppressed {
                        state.suppressed.append(finding)
                    } else {
                        state.findings.append(finding)
                        state.counts.add(finding.severity)
                    }
                }
            }
        case .progress(let progress): self.progress(progress, state.withLock { $0.counts.total })
        case .log(let scanner, let level, let message) where level >= 3: warn("\(scanner): \(message)")
        case .note(let note): state.withLock { $0.notes.append(note) }
        case .component(let component): state.withLock { $0.components.append(component) }
        case .relation(let relation): state.withLock { $0.relations.append(relation) }
        case .target, .event, .log: break
        }
    }

    /// What scanners said the target is made of.
    public var inventory: (components: [Component], relations: [ComponentRelation]) {
        state.withLock { ($0.components, $0.relations) }
    }

    /// The findings that do not count, in canonical order.
    public var suppressed: [Finding] { ordered(state.withLock { $0.suppressed }) }

    /// In canonical order; where time stands still, with ids that follow from what was found.
    private func ordered(_ findings: [Finding]) -> [Finding] {
        guard job.fakeNow != nil else { return findings.sorted(by: Finding.canonicalOrder) }
        return findings.map { finding in
            var finding = finding
            finding.id = DerivedID.uuid(of: finding.fingerprint)
            return finding
        }.sorted(by: Finding.canonicalOrder)
    }

    /// The scan as it ended now, and its findings in canonical order.
    public func result(_ outcome: ScanOutcome) -> (Scan, [Finding]) {
        var scan = Scan(id: job.scanID, request: job.request, createdAt: started)
        if scan.request.scanTypes.isEmpty { scan.request.scanTypes = outcome.scanTypes }
        let (findings, counts, notes) = state.withLock { state in
            (state.findings, state.counts, state.notes)
        }
        // Scanners work side by side; each one's own order stays.
        for name in Set(notes.map(\.scanner)).sorted() {
            for note in notes where note.scanner == name { scan.add(note) }
        }
        scan.startedAt = started
        scan.completedAt = job.fakeNow ?? .now()
        scan.severityCounts = counts
        scan.riskScore = RiskScore.of(counts)
        scan.scannersRun = outcome.scannersRun
        scan.scannersSkipped = outcome.scannersSkipped
        scan.scannersFailed = outcome.scannersFailed
        scan.target = outcome.target
        scan.progress = outcome.progress
        switch outcome.end {
        case .completed: scan.status = .completed
        case .cancelled: scan.status = .cancelled
        case .failed(let reason), .refused(let reason):
            scan.status = .failed
            scan.error = reason
        }
        scan.summary = ScanSentence.of(scan)
        return (scan, ordered(findings))
    }
}
