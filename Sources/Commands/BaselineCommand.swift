package import ArgumentParser
internal import Model
internal import Pipeline
internal import Reports
internal import Settings

package struct BaselineCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "baseline",
        abstract: "Keeps a file of findings that a project knows, so that only what is new counts.",
        discussion: """
            The file is made to be committed: sorted, an entry in each line, each with a date and a reason. It holds \
            fingerprints, which depend on the folder that is scanned and, for secrets, on SECURESCAN_HASH_KEY: scan \
            with the same ones wherever it is used.
            """,
        subcommands: [Write.self, Check.self])

    package init() {}

    struct Write: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Scans and writes all that counts into the baseline.",
            discussion: """
                Entries that are there already keep their date and reason; those that nothing matches any more are \
                dropped. What a comment or .securescan.yml passes over is not taken in.

                Exit status: 0 written; 2 the command line, a setting or the file cannot be used; 3 the scan is not \
                whole, so nothing was written; 130 interrupted.
                """)

        @Argument(help: "What to scan: as for 'securescan scan'.") var path = "."
        @Option(name: .shortAndLong, help: "The file; by default .securescan-baseline.json in PATH.")
        var output: String?
        @Option(help: "Why the new entries do not count.") var reason = "known when the baseline was written"
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var config: ConfigOption

        func validate() throws {
            guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason is empty.") }
        }

        func run() async throws {
            let place = output ?? BaselineFile.place(for: path)
            let earlier = try BaselineFile.readIfThere(place)
            let (recorded, job) = try await whole(path, policy, config)
            let known = Dictionary(
                earlier?.entries.map { ($0.fingerprint, $0) } ?? [], uniquingKeysWith: { first, _ in first })
            let today = (job.fakeNow ?? .now()).isoDate
            var seen: Set<String> = []
            let entries = recorded.counted.filter { seen.insert($0.fingerprint).inserted }.map { finding in
                var entry = Baseline.Entry(finding, date: today, reason: reason)
                if let old = known[finding.fingerprint] { (entry.date, entry.reason) = (old.date, old.reason) }
                return entry
            }
            let file = try OutputFile(place)
            try file.write(Baseline(keyID: Baseline.keyID(of: job.secretKey), entries: entries).render()[...])
            try file.close()
            let kept = entries.count { known[$0.fingerprint] != nil }
            print(
                "\(TerminalText.safe(place)): \(entries.count - kept) new, \(kept) kept, \(known.count - kept) dropped")
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Scans and tells which entries of the baseline match nothing any more.",
            discussion: """
                Exit status: 0 every entry matches; 1 some match nothing, and are named; 2 the command line, a setting \
                or the file cannot be used; 3 the scan is not whole, so nothing can be said; 130 interrupted.
                """)

        @Argument(help: "What to scan: as for 'securescan scan'.") var path = "."
        @Option(help: "The file; by default .securescan-baseline.json in PATH.") var baseline: String?
        @OptionGroup var policy: PolicyOptions
        @OptionGroup var config: ConfigOption

        func run() async throws {
            let place = baseline ?? BaselineFile.place(for: path)
            let given = try BaselineFile.read(place)
            let (recorded, job) = try await whole(path, policy, config)
            if !given.keyID.isEmpty, given.keyID != Baseline.keyID(of: job.secretKey) {
                complain("\(place) was written under another SECURESCAN_HASH_KEY, so entries for secrets match nothing")
            }
            let found = Set(recorded.findings.map(\.fingerprint))
            let stale = given.entries.filter { !found.contains($0.fingerprint) }
            for entry in stale {
                let entry = "\(entry.path)  [\(entry.rule)]  \(entry.fingerprint.prefix(16))  \(entry.reason)"
                print(TerminalText.safe(entry))
            }
            print("\(given.entries.count) entries, \(stale.count) of them match nothing")
            if !stale.isEmpty { throw Status.findings }
        }
    }
}

/// A scan without any baseline; one that is not whole says nothing about what is there.
private func whole(
    _ path: String, _ policy: PolicyOptions, _ config: ConfigOption
) async throws -> (recorded: RecordedScan, job: ScanJob) {
    var job = try config.load().job(for: ScanRequest(targetPath: path, scanTypes: []))
    policy.apply(to: &job)
    job.baseline = .none
    let recorded = try await RecordedScan.run(job)
    for gap in recorded.gaps { complain(gap) }
    guard recorded.gaps.isEmpty else { throw Status.incomplete }
    return (recorded, job)
}

extension Baseline.Entry {
    fileprivate init(_ finding: Finding, date: String, reason: String) {
        self.init(
            fingerprint: finding.fingerprint, rule: finding.ruleID, path: finding.filePath,
            severity: finding.severity.rawValue, date: date, reason: reason)
    }
}
