public import ArgumentParser
internal import Glibc
public import Model
internal import Pipeline
public import Reports
internal import Settings

package struct ScanCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scans a folder, a file or a git repository and prints what was found.",
        discussion: """
            PATH is a folder, a file, a git work tree or a folder in one, a bare repository, or a git URL. No server \
            and no database is involved. In a work tree, files that git ignores are left out.

            Exit status: 0 nothing at or above --fail-on was found; 1 something was; 2 the command line or a setting \
            is wrong; 3 the scan failed, a scanner did not finish or a plugin could not be loaded, so the result is \
            not whole; 130 interrupted.
            """)

    @Argument(help: "What to scan.") var path: String
    @Option(name: .customLong("type"), help: "Look only for this type (repeatable); by default all that plugins offer.")
    var types: [String] = []
    @Option(help: "Scan this branch, tag or commit from the object database, without a checkout.") var ref: String?
    @Option(help: "Report only what is new since this branch, tag or commit.") var baseRef: String?
    @Flag(help: "Scan every version of every file that is reachable from the ref.") var history = false
    @Flag(help: "Also scan files that .gitignore leaves out.") var noIgnore = false
    @Option(help: "text for people, json for programs (the shapes of the REST API).") var format = ReportFile.Format
        .text
    @Option(name: .shortAndLong, help: "Write the report to this file instead of standard output.") var output: String?
    @Option(help: "Exit with status 1 if a finding is at least this severe.") var failOn: Severity?
    @OptionGroup var config: ConfigOption

    package init() {}

    package func run() async throws {
        let job = try makeJob()
        let bar = ProgressBar(isShown: isatty(2) == 1)
        let recorder = ScanRecorder(job, progress: bar.show) { message in
            bar.erase()
            complain(message)
        }
        let outcome = await recorder.run(stoppedBy: [SIGINT, SIGTERM])
        bar.erase()
        let (scan, findings) = recorder.result(outcome)
        try write(scan, findings)
        switch outcome.end {
        case .cancelled: throw Status.interrupted
        case .failed: throw Status.incomplete
        case .completed where !outcome.scannersFailed.isEmpty || !outcome.scannersSkipped.isEmpty:
            throw Status.incomplete
        case .completed: if let failOn, findings.contains(where: { $0.severity >= failOn }) { throw Status.findings }
        }
    }

    private func makeJob() throws -> ScanJob {
        try config.load().job(
            for: ScanRequest(
                targetPath: path, scanTypes: types, ref: ref, baseRef: baseRef, history: history, noIgnore: noIgnore))
    }

    private func write(_ scan: Scan, _ findings: [Finding]) throws {
        do {
            try ReportFile.write(scan, findings, as: format, to: output)
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
