internal import Model

/// A scan and its findings as one JSON document, in the shapes of the API: `{"scan":{…},"findings":[…]}`.
final class JSONReport: ReportWriter {
    let passes: [ReportPass] = [.canonical]
    private var output = ReportBytes()
    private var isFirst = true

    init(_ subject: ReportSubject) {
        output.raw("{\"scan\":")
        output.raw(InertJSON.written { subject.scan.write(to: &$0) })
        output.raw(",\"findings\":[")
    }

    var pending: Int { output.count }
    func take() -> [UInt8] { output.take() }

    func add(_ item: FindingWithState) {
        if !isFirst { output.raw(",") }
        isFirst = false
        output.raw(InertJSON.written { item.write(to: &$0) })
    }

    func finish() { output.raw("]}\n") }
}
