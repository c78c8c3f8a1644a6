internal import Model

/// A scan and its findings as one JSON document, in the shapes of the API: `{"scan":{…},"findings":[…]}`; what is
/// suppressed is a third member `suppressed` where it is asked for.
final class JSONReport: ReportWriter {
    let passes: [ReportPass]
    private var output = ReportBytes()
    private var isFirst = true

    init(_ subject: ReportSubject) {
        passes = subject.listsSuppressed ? [.canonical, .suppressed] : [.canonical]
        output.raw("{\"scan\":")
        output.raw(InertJSON.written { subject.scan.write(to: &$0) })
        output.raw(",\"findings\":[")
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func begin(_ pass: ReportPass) {
        guard pass == .suppressed else { return }
        output.raw("],\"suppressed\":[")
        isFirst = true
    }

    func add(_ item: FindingWithState) {
        if !isFirst { output.raw(",") }
        isFirst = false
        output.raw(InertJSON.written { item.write(to: &$0) })
    }

    func finish() { output.raw("]}\n") }
}
