package import ArgumentParser
internal import Model
internal import Pipeline
internal import Reports
internal import Settings

package struct DiffCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Compares the findings of two refs of a repository, or of two reports.",
        discussion: """
            Findings are the same when their fingerprints are. Both refs are scanned with the configuration, the \
            baseline and the rules of the head. Reports are JSON or SARIF that securescan wrote, made with the same \
            SECURESCAN_HASH_KEY; JSON without --show-suppressed makes a finding that is suppressed now look fixed.

            Exit status: 0 nothing at or above --fail-on; 1 something is: of all findings of the head, or with :new \
            of the new ones; 2 the command line, a setting or a report is wrong; 3 a scan is not whole; 130 \
            interrupted.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "The repository, or a folder in it.") var path = "."
    @Option(help: "Branch, tag or commit to compare with.") var base: String?
    @Option(help: "Branch, tag or commit that is compared; by default the work tree as it is.") var head: String?
    @Option(help: "A report to compare with, instead of --base.") var baseReport: String?
    @Option(help: "The report that is compared, instead of --head.") var headReport: String?
    @Option(name: .customLong("type"), help: "Look only for this type (repeatable).") var types: [String] = []
    @Option(help: "text for people, json for programs.") var format = Format.text
    @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
    @Option(help: "Exit with status 1 if a finding is at least this severe; with ':new', if a new one is.")
    var failOn: FailThreshold?
    @OptionGroup var policy: PolicyOptions
    @OptionGroup var config: ConfigOption

    package init() {}

    package func validate() throws {
        switch (base, baseReport, headReport) {
        case (_?, nil, nil), (nil, _?, _?): break
        default: throw ValidationError("Give --base (and --head), or --base-report and --head-report.")
        }
        if baseReport != nil, head != nil { throw ValidationError("--head does not go with reports.") }
    }

    package func run() async throws {
        let both: (base: Compared, head: Compared)
        if let baseReport, let headReport {
            both = (try Compared(report: baseReport), try Compared(report: headReport))
        } else {
            both = try await scans()
        }
        let comparison = FindingComparison(base: both.base.findings, head: both.head.findings)
        let report = ComparisonReport(comparison, base: both.base.side, head: both.head.side)
        let file = try OutputFile(output)
        try file.write(format == .json ? report.json[...] : Array(report.text.utf8)[...])
        try file.close()
        let gaps = both.base.gaps.map { "base: \($0)" } + both.head.gaps.map { "head: \($0)" }
        for gap in gaps { complain(gap) }
        if !gaps.isEmpty { throw Status.incomplete }
        guard let threshold = failOn ?? both.head.failOn else { return }
        let counted = threshold.countsNewAlone ? comparison.new : comparison.new + comparison.unchanged
        if threshold.isReached(by: counted) { throw Status.findings }
    }

    /// The head first: what is wrong with its configuration is told before anything takes its time.
    private func scans() async throws -> (base: Compared, head: Compared) {
        let settings = try config.load()
        func scan(_ ref: String?) async throws -> RecordedScan {
            var job = try settings.job(for: ScanRequest(targetPath: path, scanTypes: types, ref: ref))
            policy.apply(to: &job)
            // Of the base too: what a new rule or exception says about old code is no change of the code.
            if policy.policyRef == nil { job.decider = head.map { .ref($0) } ?? .workTree }
            return try await RecordedScan.run(job)
        }
        let later = try await scan(head)
        let earlier = try await scan(base)
        return (Compared(earlier, name: base ?? ""), Compared(later, name: head ?? "work tree"))
    }
}

/// One side of a comparison.
private struct Compared {
    let side: ComparisonReport.Side
    let findings: [Finding]
    let gaps: [String]
    let failOn: FailThreshold?

    init(_ recorded: RecordedScan, name: String) {
        side = ComparisonReport.Side(name: name, commit: recorded.scan.target?.commit)
        findings = recorded.findings
        gaps = recorded.gaps
        failOn = recorded.outcome.failOn
    }

    init(report: String) throws {
        let document = try FindingDocument(reading: report)
        side = ComparisonReport.Side(name: report, commit: document.commit)
        findings = document.findings
        gaps = []
        failOn = nil
    }
}
