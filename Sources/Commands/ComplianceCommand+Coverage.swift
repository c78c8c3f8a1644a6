internal import ArgumentParser
internal import Compliance
internal import Model
internal import Pipeline
internal import Settings
internal import Store

extension ComplianceCommand {
    struct ReportCoverage: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "coverage", abstract: "Shows what a scan of the server says about each control.",
            discussion: """
                Three things are kept apart: violated (there are findings), clear (looked for, nothing found; no proof \
                that it is met) and not assessable (this scan says nothing about it). Findings that were decided to be \
                false positives do not count.
                """)

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, oscal }

        @Argument(help: "Id of the scan.") var scan: String
        @Option(help: "text for people, json as the API answers, oscal for assessment results of NIST's OSCAL.")
        var format = Format.text
        @Option(name: .customLong("framework"), help: "Only this framework (repeatable; text and oscal).")
        var ids: [String] = []
        @Option(name: .shortAndLong, help: "Write to this file instead of standard output.") var output: String?
        @OptionGroup var config: ConfigOption

        func run() async throws {
            let settings = try config.load()
            let set = try settings.frameworks().current()
            for id in ids where set.framework(id: id) == nil {
                complain("there is no framework '\(id)'; there are \(set.frameworks.map(\.id).joined(separator: ", "))")
                throw Status.usage
            }
            let plugins = Catalogue.read(try settings.plugins())
            try await withStore(config) { store, _ in
                guard let stored = try await store.scan(id: scan) else {
                    complain("there is no scan '\(scan)'")
                    throw Status.usage
                }
                let coverage = Coverage(
                    set, tallies: try await store.ruleTallies(of: stored.id), finished: stored.scannersRun,
                    plugins: plugins
                ).only(ids)
                let file = try OutputFile(output)
                switch format {
                case .text: try file.write(ArraySlice(ComplianceText.coverage(coverage, stored).utf8))
                case .json: try file.write(ArraySlice((JSONText.of { coverage.write(to: &$0) } + "\n").utf8))
                case .oscal:
                    let findings = try await Self.findings(of: stored.id, in: store)
                    try OSCALReport(coverage, version: Version.current).render(stored, findings) {
                        try file.write($0[...])
                    }
                }
                try file.close()
            }
            try set.report()
        }

        /// All that count, in canonical order; those decided to be false positives are left out, as in the coverage.
        private static func findings(of scanID: String, in store: Store) async throws -> [Finding] {
            var findings: [Finding] = []
            var cursor: String?
            repeat {
                let page = try await store.findings(of: scanID, FindingFilter(), limit: 10_000, cursor: cursor)
                findings += page.items.filter { $0.state?.status != .falsePositive }.map(\.finding)
                cursor = page.next
            } while cursor != nil
            return findings
        }
    }
}
