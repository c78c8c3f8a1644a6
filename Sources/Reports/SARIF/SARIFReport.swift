internal import Model

/// SARIF 2.1.0 (OASIS) in one run, made for GitHub's code scanning: https://docs.github.com/code-security, "SARIF
/// support for code scanning". The results come first, since the rules that they name are known after them.
final class SARIFReport: ReportWriter {
    let passes: [ReportPass] = [.canonical, .suppressed]
    private(set) var isFull = false
    private let subject: ReportSubject
    private var output = ReportBytes()
    private var rules: SARIFRules
    private var (written, bytes, suppressed) = (0, 0, 0)
    private var isSuppressed = false

    init(_ subject: ReportSubject) {
        self.subject = subject
        rules = SARIFRules(subject.plugins, compliance: subject.compliance)
        output.raw("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{")
        output.raw("\"results\":[")
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func begin(_ pass: ReportPass) { isSuppressed = pass == .suppressed }

    func add(_ item: FindingWithState) {
        guard written < ReportLimits.sarifResults, bytes < ReportLimits.sarifBytes else { return isFull = true }
        let rule = rules.reference(to: item.finding)
        let result = InertJSON.written { SARIFResult(item, rule).write(to: &$0) }
        if written > 0 { output.raw(",") }
        output.raw(result)
        written += 1
        bytes += result.count
        if isSuppressed { suppressed += 1 }
    }

    func finish() {
        var json = JSONWriter()
        json.object(writeRun)
        // The members of an object that was begun.
        output.raw("],")
        output.raw(InertJSON.escaped(Array(json.take().dropFirst())))
        output.raw("]}\n")
    }

    private var leftOut: Int { subject.scan.findingsCount - (written - suppressed) }
    private var suppressedLeftOut: Int { max(0, (subject.setAside?.suppressed ?? 0) - suppressed) }

    private func writeRun(to json: inout JSONWriter) {
        json.key("tool")
        json.object { json in
            json.key("driver")
            json.object { json in
                json.member("name", "SecureScan")
                if !subject.version.isEmpty { json.member("version", SafeText.line(subject.version)) }
                json.key("shortDescription")
                SARIFText.message("Scans repositories with plugins", to: &json)
                json.key("rules")
                json.array { _ in }
                SARIFRules.writeSupportedTaxonomies(to: &json)
            }
            json.key("extensions")
            rules.writeExtensions(to: &json)
        }
        json.key("taxonomies")
        rules.writeTaxonomies(to: &json)
        json.key("invocations")
        json.array { json in json.object(writeInvocation) }
        json.key("automationDetails")
        json.object { json in
            json.member("id", "securescan/\(subject.scan.request.scanTypes.sorted().joined(separator: "+"))/")
        }
        writeVersionControl(to: &json)
        json.key("originalUriBaseIds")
        json.object { json in
            json.key("%SRCROOT%")
            json.object { json in
                json.key("description")
                SARIFText.message("The target of the scan", to: &json)
            }
        }
        json.member("columnKind", "utf16CodeUnits")
        json.key("properties")
        json.object(writeProperties)
    }

    private func writeInvocation(to json: inout JSONWriter) {
        let scan = subject.scan
        json.member("executionSuccessful", subject.gaps.isEmpty)
        json.member("startTimeUtc", scan.startedAt ?? scan.createdAt)
        json.member("endTimeUtc", subject.time)
        json.key("toolExecutionNotifications")
        json.array { json in
            for gap in subject.gaps { notification("error", gap, to: &json) }
            if leftOut > 0 { notification("warning", shortage, to: &json) }
            if suppressedLeftOut > 0 {
                notification("note", "\(suppressedLeftOut) suppressed findings are left out, too.", to: &json)
            }
            if let leftOut = subject.leftOut { notification("note", leftOut, to: &json) }
            for note in scan.notes { notification("note", "\(note.scanner): \(note.message)", to: &json) }
        }
    }

    private var shortage: String {
        "\(leftOut) of \(subject.scan.findingsCount) findings are left out, the least severe ones: a run holds at most "
            + "\(ReportLimits.sarifResults) results and \(ReportLimits.sarifBytes / 1_000_000) MB."
    }

    private func notification(_ level: String, _ text: String, to json: inout JSONWriter) {
        json.object { json in
            json.member("level", level)
            json.key("message")
            SARIFText.message(text, to: &json)
        }
    }

    private func writeVersionControl(to json: inout JSONWriter) {
        guard let target = subject.scan.target, let remote = target.remote.flatMap(WebAddress.remote) else { return }
        json.key("versionControlProvenance")
        json.array { json in
            json.object { json in
                json.member("repositoryUri", remote)
                if let commit = target.commit { json.member("revisionId", SafeText.line(commit)) }
                if let branch = target.branch { json.member("branch", SafeText.line(branch)) }
            }
        }
    }

    private func writeProperties(to json: inout JSONWriter) {
        json.member("scanId", subject.scan.id)
        json.member("target", subject.name)
        json.member("riskScore", subject.scan.riskScore)
        json.member("findings", subject.scan.findingsCount)
        json.member("findingsLeftOut", max(0, leftOut))
        if let commit = subject.scan.target?.commit { json.member("commit", SafeText.line(commit)) }
    }
}

/// Texts of SARIF messages.
enum SARIFText {
    static func message(_ text: String, to json: inout JSONWriter) {
        json.object { $0.member("text", plain(text)) }
    }

    /// Without the form in which messages embed links (3.11.6), so that a target cannot make one.
    static func plain(_ text: String) -> String {
        let text = SafeText.block(text)
        return text.utf8.contains(UInt8(ascii: "[")) ? text.replacing("](", with: "] (") : text
    }
}
