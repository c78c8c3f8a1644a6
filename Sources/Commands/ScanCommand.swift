package import ArgumentParser
internal import Glibc
internal import Model
internal import Pipeline
internal import Settings

package struct ScanCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Scans a folder, a file or a git repository and prints what was found.",
        discussion: """
            PATH is a folder, a file, a git work tree or a folder in one, a bare repository, or a git URL. No server \
            and no database is involved. In a work tree, files that git ignores are left out.

            .securescan.yml, found from PATH up to the top of its repository, says what the project decided: types, \
            paths, rules that do not count, severities, and what fails. docs/ci.md describes it, the baseline, and use \
            in pipelines and before commits.

            Exit status: 0 nothing at or above --fail-on was found; 1 something was; 2 the command line or a setting \
            is wrong; 3 the scan failed, a scanner did not finish or a plugin could not be loaded, so the result is \
            not whole; 130 interrupted.
            """)

    @Argument(help: "What to scan; with --staged, by default the folder at hand.") var path: String?
    @Option(name: .customLong("type"), help: "Look only for this type (repeatable); by default all that plugins offer.")
    var types: [String] = []
    @Option(help: "Scan this branch, tag or commit from the object database, without a checkout.") var ref: String?
    @Option(help: "Report only what is new since this branch, tag or commit.") var baseRef: String?
    @Flag(help: "Scan every version of every file that is reachable from the ref.") var history = false
    @Flag(help: "Also scan files that .gitignore leaves out.") var noIgnore = false
    @Flag(help: "Scan what is staged in the index and differs from HEAD: what a commit made now would bring.")
    var staged = false
    @Option(help: "Findings in this file, written by 'securescan baseline write', do not count.") var baseline: String?
    @Flag(help: "Go by no baseline, also where the target has one.") var noBaseline = false
    @OptionGroup var policy: PolicyOptions
    @Flag(help: "Neither use nor keep results of earlier scans of this target.") var noCache = false
    @OptionGroup var report: ReportOptions
    @OptionGroup var config: ConfigOption

    package init() {}

    package func validate() throws {
        if staged, ref != nil || history { throw ValidationError("--staged goes with neither --ref nor --history.") }
        guard path != nil || staged else { throw ValidationError("Missing expected argument '<path>'") }
        if noBaseline, baseline != nil { throw ValidationError("--baseline and --no-baseline exclude each other.") }
    }

    package func run() async throws {
        var job = try config.load().job(
            for: ScanRequest(
                targetPath: path ?? ".", scanTypes: types, ref: ref, baseRef: baseRef, history: history,
                noIgnore: noIgnore),
            keepsResults: !noCache)
        policy.apply(to: &job)
        job.scansIndex = staged
        if staged { job.indexFile = getenv("GIT_INDEX_FILE").map { String(cString: $0) } }
        if noBaseline { job.baseline = .none }
        if let baseline { job.baseline = .given(try BaselineFile.read(baseline), name: baseline) }
        try await ScanRun(job: job, options: report).run()
    }
}
