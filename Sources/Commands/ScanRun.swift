public import ArgumentParser
internal import Glibc
public import Model
internal import Pipeline
public import Reports
internal import Settings

/// What every command that reports findings can be told.
package struct ReportOptions: ParsableArguments {
    @Option(help: "text for people, json for programs (the shapes of the REST API).") var format = ReportFile.Format
        .text
    @Option(name: .shortAndLong, help: "Write the report to this file instead of standard output.") var output: String?
    @Flag(help: "List what does not count too, with the reasons: comments, statements, .securescan.yml, the baseline.")
    var showSuppressed = false
    @Option(help: "Exit with status 1 if a finding is at least this severe; with ':new', if a new one is.")
    var failOn: FailThreshold?

    package init() {}
}

/// One scan at a terminal: runs it, reports it, and ends with the status that says how it went.
struct ScanRun {
    let job: ScanJob
    let options: ReportOptions

    /// - Parameters:
    ///   - adapt: changes what is reported.
    ///   - isWhole: whether the result says all that the caller was asked for.
    func run(
        adapt: (inout Scan, inout [Finding]) -> Void = { _, _ in },
        isWhole: (Scan, [Finding]) -> Bool = { _, _ in true }
    ) async throws {
        var job = job
        job.failOn = options.failOn
        let bar = ProgressBar(isShown: isatty(2) == 1)
        let recorder = ScanRecorder(job, progress: bar.show) { message in
            bar.erase()
            complain(message)
        }
        let outcome = await recorder.run(stoppedBy: [SIGINT, SIGTERM])
        bar.erase()
        if case .refused(let reason) = outcome.end { throw Fault(reason) }
        var (scan, findings) = recorder.result(outcome)
        adapt(&scan, &findings)
        try write(scan, findings, suppressed: recorder.suppressed)
        switch outcome.end {
        case .cancelled: throw Status.interrupted
        case .failed, .refused: throw Status.incomplete
        case .completed where !outcome.scannersFailed.isEmpty || !outcome.scannersSkipped.isEmpty:
            throw Status.incomplete
        case .completed where !isWhole(scan, findings): throw Status.incomplete
        case .completed:
            if outcome.failOn?.isReached(by: findings) ?? false { throw Status.findings }
        }
    }

    private func write(_ scan: Scan, _ findings: [Finding], suppressed: [Finding]) throws {
        do {
            try ReportFile.write(
                scan, findings, suppressed: suppressed, listsSuppressed: options.showSuppressed, as: options.format,
                to: options.output)
        } catch {
            complain(error.description)
            throw error.isBegun ? Status.incomplete : Status.usage
        }
    }
}

extension ReportFile.Format: ExpressibleByArgument {}

extension Severity: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
