internal import Compliance
internal import Model
internal import Pipeline
internal import PluginHost
internal import Reports

/// The reports of one scan, each to its file.
struct ReportTargets {
    let job: ScanJob
    let targets: [(choice: ReportChoice, path: String?)]
    let listsSuppressed: Bool

    func write(_ scan: Scan, _ findings: [Finding], suppressed: [Finding]) async throws {
        let source = CollectedFindings(findings, suppressed: suppressed)
        let subject = subject(scan, findings, suppressed: suppressed.count)
        for (choice, path) in targets {
            switch choice {
            case .text: try writeText(scan, findings, suppressed, to: path)
            case .pdf: try await PrintedReport(subject, source).write(to: path ?? "")
            case .document(let name):
                guard let format = ReportFormat.named(name) else { throw Status.usage }
                let file = try OutputFile(path)
                try await Report(format, of: subject, from: source).write { try file.write($0) }
                try file.close()
            }
        }
    }

    /// Plugins are started once more for what only some formats have a place for: their versions, the help of rules,
    /// and which controls rules can speak to.
    private func subject(_ scan: Scan, _ findings: [Finding], suppressed: Int) -> ReportSubject {
        // Without a server nothing is decided.
        let setAside = ReportSubject.SetAside(decided: SeverityCounts(), suppressed: suppressed)
        let explaining: [ReportChoice] = [
            .pdf, .document(name: "html"), .document(name: "sarif"), .document(name: "oscal"),
        ]
        guard targets.contains(where: { explaining.contains($0.choice) }) else {
            return ReportSubject(scan, version: Version.current, setAside: setAside, listsSuppressed: listsSuppressed)
        }
        let plugins = Catalogue.read(job.plugins)
        let coverage = Coverage(
            job.frameworks.set(), tallies: findings.map { RuleTally($0) }, finished: scan.scannersRun, plugins: plugins)
        return ReportSubject(
            scan, version: Version.current, plugins: plugins, compliance: coverage, setAside: setAside,
            listsSuppressed: listsSuppressed)
    }

    private func writeText(
        _ scan: Scan, _ findings: [Finding], _ suppressed: [Finding], to path: String?
    ) throws {
        do {
            try ReportFile.write(
                scan, findings, suppressed: suppressed, listsSuppressed: listsSuppressed, to: path)
        } catch {
            complain(error.description)
            throw error.isBegun ? Status.incomplete : Status.usage
        }
    }
}
