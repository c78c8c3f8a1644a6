internal import ArgumentParser
internal import Glibc
internal import Model
internal import Pipeline
internal import Reports
internal import Settings

/// A scan whose findings are not a report yet.
struct RecordedScan {
    let scan: Scan
    let outcome: ScanOutcome
    /// Those that count, and those that somebody gave a reason to pass over; in canonical order.
    let counted: [Finding]
    let suppressed: [Finding]

    var findings: [Finding] { counted + suppressed }

    /// Refuses with a ``Fault`` what the scan refuses, and stops with the status of a scan that was interrupted.
    static func run(_ job: ScanJob) async throws -> RecordedScan {
        let bar = ProgressBar(isShown: isatty(2) == 1)
        let recorder = ScanRecorder(job, progress: bar.show) { message in
            bar.erase()
            complain(message)
        }
        let outcome = await recorder.run(stoppedBy: [SIGINT, SIGTERM])
        bar.erase()
        if case .refused(let reason) = outcome.end { throw Fault(reason) }
        if case .cancelled = outcome.end { throw Status.interrupted }
        let (scan, findings) = recorder.result(outcome)
        return RecordedScan(scan: scan, outcome: outcome, counted: findings, suppressed: recorder.suppressed)
    }

    /// Why the result is not whole; empty when it is.
    var gaps: [String] {
        var gaps: [String] = []
        if case .failed(let reason) = outcome.end { gaps.append(reason) }
        gaps += outcome.scannersFailed.map { "\($0.name) failed: \($0.error)" }
        gaps += outcome.scannersSkipped.map { "\($0.name) was skipped: \($0.reason)" }
        return gaps
    }
}
