internal import Model

/// JUnit XML as build servers read it: a suite of the scanners, then one for each severity with a test case for each
/// finding. What counts is a failure; what was passed over or decided is skipped, with the reason; a scanner that did
/// not finish is an error.
final class JUnitReport: ReportWriter {
    /// Suites begin with their counts: where those are not known, all findings are read once before.
    let passes: [ReportPass]
    private var output = ReportBytes()
    private let subject: ReportSubject
    private var counts: [Suite: (tests: Int, skipped: Int)] = [:]
    private var pass = 0
    private var open: Suite?

    private enum Suite: Hashable {
        case severity(Severity)
        case suppressed

        var name: String {
            switch self {
            case .severity(let severity): severity.rawValue
            case .suppressed: "suppressed"
            }
        }
    }

    init(_ subject: ReportSubject) {
        self.subject = subject
        let reading: [ReportPass] = [.canonical, .suppressed]
        passes = subject.setAside == nil ? reading + reading : reading
        guard let setAside = subject.setAside else { return }
        for severity in Severity.allCases where subject.scan.severityCounts[severity] > 0 {
            counts[.severity(severity)] = (subject.scan.severityCounts[severity], setAside.decided[severity])
        }
        if setAside.suppressed > 0 { counts[.suppressed] = (setAside.suppressed, setAside.suppressed) }
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func begin(_ pass: ReportPass) {
        self.pass += 1
        if self.pass == passes.count - 1 { writeHead() }
    }

    func add(_ item: FindingWithState) {
        let suite: Suite = pass % 2 == 0 ? .suppressed : .severity(item.finding.severity)
        if pass <= passes.count - 2 {
            let skips = item.verdict == nil ? 0 : 1
            counts[suite] = counts[suite].map { ($0.tests + 1, $0.skipped + skips) } ?? (1, skips)
        } else {
            if open != suite { start(suite) }
            writeCase(item)
        }
    }

    func finish() {
        closeSuite()
        output.raw("</testsuites>\n")
    }

    private func writeHead() {
        let scan = subject.scan
        let tests = counts.values.reduce(0) { $0 + $1.tests }
        let skipped = counts.values.reduce(0) { $0 + $1.skipped }
        let scanners = scan.scannersRun.count + scan.scannersFailed.count + scan.scannersSkipped.count
        output.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"SecureScan: ")
        output.markup(subject.name)
        output.raw("\"")
        attributes(
            tests: tests + scanners, failures: tests - skipped, errors: scan.scannersFailed.count,
            skipped: skipped + scan.scannersSkipped.count)
        output.raw(" time=\"\(scan.completedAt == nil ? 0 : scan.duration ?? 0)\">\n<testsuite name=\"scanners\"")
        attributes(
            tests: scanners, failures: 0, errors: scan.scannersFailed.count, skipped: scan.scannersSkipped.count)
        output.raw(" timestamp=\"\(subject.time.iso8601.prefix(19))\">\n")
        for name in scan.scannersRun { scanner(name, "") }
        for failed in scan.scannersFailed { scanner(failed.name, "error", message: failed.error) }
        for skipped in scan.scannersSkipped { scanner(skipped.name, "skipped", message: skipped.reason) }
        let told = subject.gaps + [subject.leftOut].compactMap { $0 }
        if !told.isEmpty {
            output.raw("<system-out>")
            output.markup(told.joined(separator: "\n"))
            output.raw("</system-out>\n")
        }
        output.raw("</testsuite>\n")
    }

    private func scanner(_ name: String, _ outcome: String, message: String = "") {
        output.raw("<testcase classname=\"securescan\" name=\"")
        output.markup(SafeText.line(name))
        output.raw("\"")
        guard !outcome.isEmpty else { return output.raw("/>\n") }
        output.raw("><\(outcome) message=\"")
        output.markup(SafeText.line(message))
        output.raw("\"/></testcase>\n")
    }

    private func start(_ suite: Suite) {
        closeSuite()
        open = suite
        let count = counts[suite] ?? (0, 0)
        output.raw("<testsuite name=\"\(suite.name)\"")
        attributes(tests: count.tests, failures: count.tests - count.skipped, errors: 0, skipped: count.skipped)
        output.raw(">\n")
    }

    private func closeSuite() {
        if open != nil { output.raw("</testsuite>\n") }
        open = nil
    }

    private func attributes(tests: Int, failures: Int, errors: Int, skipped: Int) {
        output.raw(" tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\"")
    }

    private func writeCase(_ item: FindingWithState) {
        let finding = item.finding
        output.raw("<testcase classname=\"")
        output.markup(SafeText.line(finding.filePath.isEmpty ? subject.name : finding.filePath, limit: 1000))
        output.raw("\" name=\"")
        // With the advisory and the line, since build servers tell cases apart by their names.
        let title = finding.flaw.map { "\($0.package) \($0.version) \($0.advisory)" } ?? finding.title
        output.markup(SafeText.line("\(title) [\(finding.ruleID)] \(finding.lineStart.map { ":\($0)" } ?? "")"))
        output.raw("\" file=\"")
        output.markup(SafeText.line(finding.filePath, limit: 1000))
        if let line = finding.lineStart { output.raw("\" line=\"\(line)") }
        output.raw("\">")
        if let verdict = item.verdict {
            output.raw("<skipped message=\"")
            output.markup(SafeText.line(verdict.reason.isEmpty ? verdict.kind : "\(verdict.kind): \(verdict.reason)"))
            output.raw("\"/>")
        } else {
            failure(finding)
        }
        output.raw("</testcase>\n")
    }

    private func failure(_ finding: Finding) {
        output.raw("<failure type=\"\(finding.severity.rawValue)\" message=\"")
        output.markup(SafeText.line(finding.description.isEmpty ? finding.title : finding.description, limit: 1000))
        output.raw("\">")
        var lines = [finding.place]
        if let snippet = finding.snippet { lines.append("    " + snippet) }
        for step in finding.flow.prefix(ReportLimits.flowSteps) {
            lines.append("  \(step.path)\(step.line.map { ":\($0)" } ?? "")  \(step.note)")
        }
        if let weakness = finding.cwe { lines.append(weakness) }
        output.markup(SafeText.block(lines.joined(separator: "\n")))
        output.raw("</failure>")
    }
}
