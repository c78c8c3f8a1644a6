internal import ArgumentParser
internal import Compliance
internal import Model
internal import Pipeline
internal import Reports
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
                    guard let format = ReportFormat.named("oscal") else { throw Status.usage }
                    let subject = ReportSubject(
                        stored, version: Version.current, plugins: plugins, compliance: coverage)
                    try await Report(format, of: subject, from: StoredEvidence(store: store, scanID: stored.id))
                        .write { try file.write($0) }
                }
                try file.close()
            }
            try set.report()
        }
    }
}

/// The findings of a stored scan that count, page by page.
private struct StoredEvidence: ReportSource {
    let store: Store
    let scanID: String

    func page(_ pass: ReportPass, from cursor: String?) async throws -> ReportPage {
        let filter = FindingFilter(suppressed: pass == .suppressed)
        let page = try await store.findings(of: scanID, filter, limit: 1000, cursor: cursor)
        return ReportPage(items: page.items, next: page.next)
    }
}
