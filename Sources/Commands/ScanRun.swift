public import ArgumentParser
internal import Glibc
public import Model
internal import Pipeline
internal import Reports
internal import Settings

/// What every command that reports findings can be told.
package struct ReportOptions: ParsableArguments {
    @Option(
        name: .customLong("format"),
        help: "text for people at a terminal, or one of the formats of 'securescan formats' (repeatable).")
    var formats: [ReportChoice] = []
    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "Write the report to this file instead of standard output; the first file takes the first format.")
    var outputs: [String] = []
    @Flag(help: "List what does not count too, with the reasons: comments, statements, .securescan.yml, the baseline.")
    var showSuppressed = false
    @Option(help: "Exit with status 1 if a finding is at least this severe; with ':new', if a new one is.")
    var failOn: FailThreshold?

    package init() {}

    package func validate() throws {
        guard targets.count(where: { $0.path == nil }) <= 1 else {
            throw ValidationError("One report at most goes to standard output; give the others an --output.")
        }
        guard outputs.count <= max(1, formats.count) else {
            throw ValidationError("There are more files than formats: each --output belongs to one --format.")
        }
        if targets.contains(where: { $0.choice == .pdf && $0.path == nil }) {
            throw ValidationError("A PDF is written to a file: give it an --output.")
        }
    }

    /// What is written, and where to; nil is standard output.
    var targets: [(choice: ReportChoice, path: String?)] {
        (formats.isEmpty ? [.text] : formats).enumerated().map { index, choice in
            (choice, index < outputs.count ? outputs[index] : nil)
        }
    }
}

/// One scan at a terminal: runs it, reports it, and ends with the status that says how it went.
struct ScanRun {
    let job: ScanJob
    let options: ReportOptions

    /// - Parameters:
    ///   - adapt: changes what is reported; called for the findings that count and for those that do not.
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
        var suppressed = recorder.suppressed
        adapt(&scan, &findings)
        adapt(&scan, &suppressed)
        let targets = ReportTargets(job: job, targets: options.targets, listsSuppressed: options.showSuppressed)
        try await targets.write(scan, findings, suppressed: suppressed)
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
}

extension Severity: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.lowercased()) }
}
