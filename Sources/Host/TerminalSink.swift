internal import Glibc
internal import Model
internal import Pipeline
internal import Reports
internal import Synchronization

/// Collects the findings of a scan on the command line and shows on standard error how far it is.
final class TerminalSink: ScanSink {
    private struct State {
        var findings: [Finding] = []
        var counts = SeverityCounts()
        var barIsShown = false
    }

    private let state = Mutex(State())
    private let showsProgress: Bool

    init(showsProgress: Bool) { self.showsProgress = showsProgress }

    func receive(_ update: ScanUpdate) {
        switch update {
        case .findings(let findings):
            state.withLock { state in
                state.findings += findings
                for finding in findings { state.counts.add(finding.severity) }
            }
        case .progress(let progress): show(progress)
        case .log(let scanner, let level, let message) where level >= 3:
            erase()
            complain("\(scanner): \(message)")
        case .target, .event, .component, .relation, .log: break
        }
    }

    /// Removes the progress bar.
    func finish() { erase() }

    func result(_ job: ScanJob, _ started: Timestamp, _ outcome: ScanOutcome) -> (Scan, [Finding]) {
        var scan = Scan(id: job.scanID, request: job.request, createdAt: started)
        let (findings, counts) = state.withLock { ($0.findings.sorted(by: Finding.canonicalOrder), $0.counts) }
        scan.startedAt = started
        scan.completedAt = .now()
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
        case .failed(let reason):
            scan.status = .failed
            scan.error = reason
        }
        scan.summary = ScanSentence.of(scan)
        return (scan, findings)
    }

    private func show(_ progress: ScanProgress) {
        guard showsProgress, progress.filesTotal > 0 else { return }
        let found = state.withLock { state in
            state.barIsShown = true
            return state.counts.total
        }
        fputs("\r\u{1B}[K" + ProgressLine.text(progress, findings: found), standardError)
        fflush(standardError)
    }

    private func erase() {
        let wasShown = state.withLock { state in
            defer { state.barIsShown = false }
            return state.barIsShown
        }
        if wasShown { fputs("\r\u{1B}[K", standardError) }
    }
}
