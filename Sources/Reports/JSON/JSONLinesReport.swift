internal import Model

/// One JSON object a line (JSON Lines): `{"scan":{…}}`, then `{"finding":{…}}` for each that counts and
/// `{"suppressed":{…}}` for each that was passed over.
final class JSONLinesReport: ReportWriter {
    let passes: [ReportPass] = [.canonical, .suppressed]
    private var output = ReportBytes()
    private var name = "finding"

    init(_ subject: ReportSubject) { line("scan") { subject.scan.write(to: &$0) } }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }
    func begin(_ pass: ReportPass) { name = pass == .suppressed ? "suppressed" : "finding" }
    func add(_ item: FindingWithState) { line(name) { item.write(to: &$0) } }

    private func line(_ name: String, _ body: (inout JSONWriter) -> Void) {
        output.raw("{\"\(name)\":")
        output.raw(InertJSON.written(body))
        output.raw("}\n")
    }
}
