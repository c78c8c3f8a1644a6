package import ArgumentParser
internal import Model
internal import Pipeline
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
    @Flag(help: "Also use the rules in .securescan/rules of the target (SECURESCAN_TARGET_RULES).")
    var targetRules = false
    @Flag(help: "Neither use nor keep results of earlier scans of this target.") var noCache = false
    @OptionGroup var report: ReportOptions
    @OptionGroup var config: ConfigOption

    package init() {}

    package func run() async throws {
        var job = try config.load().job(
            for: ScanRequest(
                targetPath: path, scanTypes: types, ref: ref, baseRef: baseRef, history: history, noIgnore: noIgnore),
            keepsResults: !noCache)
        if targetRules { job.usesTargetRules = true }
        try await ScanRun(job: job, options: report).run()
    }
}
