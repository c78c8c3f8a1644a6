internal import Compliance
internal import Model

/// The scan as assessment results of OSCAL. Findings that were decided to be false positives are no evidence.
final class OSCALDocument: ReportWriter {
    let passes: [ReportPass] = [.canonical]
    private var output = ReportBytes()
    private var report: OSCALReport

    init(_ subject: ReportSubject) {
        let coverage =
            subject.compliance
            ?? Coverage(.builtIn, tallies: [], finished: subject.scan.scannersRun, plugins: subject.plugins)
        report = OSCALReport(coverage, of: subject.scan, version: subject.version)
        output.raw(InertJSON.escaped(report.begin()))
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func add(_ item: FindingWithState) {
        guard item.state?.status != .falsePositive else { return }
        output.raw(InertJSON.escaped(report.add(item.finding)))
    }

    func finish() { report.end { output.raw(InertJSON.escaped($0)) } }
}
