internal import Digest
internal import Model

/// One page for people that needs neither a server nor a network: style and filters are part of it, and its policy
/// (CSP) lets nothing else run or load.
///
/// The findings are read twice: once to count what the page begins with, and once file by file.
final class HTMLReport: ReportWriter {
    let passes: [ReportPass] = [
        .canonical, .suppressed, .byFile(limit: ReportLimits.pageFindings),
    ]
    private let subject: ReportSubject
    private let isPrinted: Bool
    private var output = ReportBytes()
    private var overview = HTMLOverview()
    private var pass = ReportPass.canonical
    private var file: String?

    /// - Parameter isPrinted: without the filters and their script, for paper.
    init(_ subject: ReportSubject, isPrinted: Bool = false) {
        self.subject = subject
        self.isPrinted = isPrinted
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func begin(_ pass: ReportPass) {
        self.pass = pass
        guard case .byFile = pass else { return }
        writeHead()
        HTMLSummary(subject, overview).write(to: &output)
        HTMLUpgrades(overview.packages, leftOut: overview.packagesLeftOut).write(to: &output)
        HTMLCompliance(subject, controls: overview.controls, isPrinted: isPrinted).write(to: &output)
        writeFindingsHead()
    }

    func add(_ item: FindingWithState) {
        switch pass {
        case .canonical: overview.count(item)
        case .suppressed: overview.countSuppressed(item)
        case .byFile: write(item)
        }
    }

    func finish() {
        if file != nil { output.raw("</section>\n") }
        output.raw("</section>\n")
        HTMLRules(overview.rules, plugins: subject.plugins).write(to: &output)
        output.raw("</main>\n<footer>Made by SecureScan ")
        output.markup(SafeText.line(subject.version))
        output.raw(" from the scan ")
        output.markup(SafeText.line(subject.scan.id))
        output.raw(". What a scanner does not find may still be there.</footer>\n")
        if !isPrinted {
            output.raw("<script>")
            output.raw(PackageResources.filter_js)
            output.raw("</script>\n")
        }
        output.raw("</body>\n</html>\n")
    }

    private func writeHead() {
        output.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        output.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; ")
        output.raw("form-action 'none'; style-src '\(HTMLReport.digest(PackageResources.style_css))'; ")
        output.raw("script-src ")
        output.raw(isPrinted ? "'none'" : "'\(HTMLReport.digest(PackageResources.filter_js))'")
        output.raw("\">\n")
        output.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        output.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>Security report: ")
        output.markup(subject.name)
        output.raw("</title>\n<style>")
        output.raw(PackageResources.style_css)
        output.raw("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">To the findings</a>\n")
    }

    /// As policies name a script or a style (CSP 3, section 2.3.1): base64 with its padding.
    private static func digest(_ text: [UInt8]) -> String {
        var hash = SHA256()
        hash.update(text)
        let encoded = Base64URL.encode(hash.finish()).replacing("-", with: "+").replacing("_", with: "/")
        return "sha256-" + encoded + String(repeating: "=", count: (4 - encoded.utf8.count % 4) % 4)
    }

    private func writeFindingsHead() {
        output.raw(
            "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\" tabindex=\"-1\">Findings by file</h2>\n")
        guard overview.total > 0 else { return output.raw("<p>Nothing was found.</p>\n") }
        if overview.total > ReportLimits.pageFindings {
            output.raw("<div class=\"notice\"><p>This page shows the \(ReportLimits.pageFindings) most severe of ")
            output.raw("\(overview.total) findings one by one. All of them are in the numbers above, and in the ")
            output.raw("formats json, jsonl and csv.</p></div>\n")
        }
        if !isPrinted { HTMLFilters(overview).write(to: &output) }
    }

    private func write(_ item: FindingWithState) {
        if item.finding.filePath != file {
            if file != nil { output.raw("</section>\n") }
            file = item.finding.filePath
            let path = SafeText.line(item.finding.filePath, limit: 1000)
            output.raw("<section class=\"file\" data-path=\"")
            output.markup(path)
            output.raw("\">\n<h3>")
            output.markup(path.isEmpty ? "The target as a whole" : path)
            output.raw("</h3>\n")
        }
        HTMLFinding(item).write(to: &output)
    }
}
