internal import Model
internal import Pipeline
internal import PluginHost
internal import Reports

/// The reports of one scan, each to its file.
struct ReportTargets {
    let job: ScanJob
    let targets: [(choice: ReportChoice, path: String?)]

    func write(_ scan: Scan, _ findings: [Finding], suppressed: [Finding]) async throws {
        let source = CollectedFindings(findings, suppressed: suppressed)
        // Plugins are started once more for what only these have a place for: their versions, and the help of rules.
        let explaining: [ReportChoice] = [.pdf, .document(name: "html"), .document(name: "sarif")]
        let plugins = targets.contains { explaining.contains($0.choice) } ? Catalogue.read(job.plugins) : []
        let subject = ReportSubject(scan, version: Version.current, plugins: plugins)
        for (choice, path) in targets {
            switch choice {
            case .text: try writeText(scan, findings, to: path)
            case .pdf: try await PrintedReport(subject, source).write(to: path ?? "")
            case .document(let name):
                guard let format = ReportFormat.named(name) else { throw Status.usage }
                let file = try OutputFile(path)
                try await Report(format, of: subject, from: source).write { try file.write($0) }
                try file.close()
            }
        }
    }

    private func writeText(_ scan: Scan, _ findings: [Finding], to path: String?) throws {
        do {
            try ReportFile.write(scan, findings, to: path)
        } catch {
            complain(error.description)
            throw error.isBegun ? Status.incomplete : Status.usage
        }
    }
}
