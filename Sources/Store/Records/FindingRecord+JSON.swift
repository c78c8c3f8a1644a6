internal import GRDB
internal import Model

extension FindingRecord {
    /// Writes a row of ``columns`` as `FindingWithState.write(to:)` writes its value.
    static func write(_ row: ColumnReader, scanID: String, to json: inout JSONWriter) throws {
        let finding = try state(row, fingerprint: "")
        try json.object { json in
            row.write("id", 1, to: &json)
            json.key(plain: "scan_id")
            json.value(scanID)
            row.write("scanner", 2, to: &json)
            row.write("scan_type", 3, to: &json)
            json.key(plain: "severity")
            json.value(try severity(row.integer(4)).rawValue)
            for (name, column) in head { row.write(name, column, to: &json) }
            json.key(plain: "line_start")
            let line = row.integer(8)
            if line == 0 { json.null() } else { json.value(line) }
            for (name, column) in places { row.writeInteger(name, column, to: &json) }
            for (name, column) in tail { row.write(name, column, to: &json) }
            json.key(plain: "confidence")
            json.value(try confidence(row.integer(15)).rawValue)
            row.writeJSON("metadata", 16, to: &json)
            row.writeJSON("compliance_tags", 17, to: &json)
            row.write("fingerprint", 18, to: &json)
            json.key(plain: "state")
            guard var finding else { return json.null() }
            finding.fingerprint = row.text(18)
            finding.write(to: &json, isRegressed: row.integer(23) != 0)
        }
    }

    private static let head: [(StaticString, Int32)] = [("title", 5), ("description", 6), ("file_path", 7)]
    private static let places: [(StaticString, Int32)] = [("line_end", 9), ("column_start", 10), ("column_end", 11)]
    private static let tail: [(StaticString, Int32)] = [("rule_id", 12), ("cwe", 13), ("remediation", 14)]
}

extension ColumnReader {
    func write(_ name: StaticString, _ column: Int32, to json: inout JSONWriter) {
        json.key(plain: name)
        withText(column) { json.value(utf8: $0) }
    }

    func writeInteger(_ name: StaticString, _ column: Int32, to json: inout JSONWriter) {
        json.key(plain: name)
        if let value = optionalInteger(column) { json.value(value) } else { json.null() }
    }

    /// What is stored as JSON in the API's shape; NULL is null.
    func writeJSON(_ name: StaticString, _ column: Int32, to json: inout JSONWriter) {
        json.key(plain: name)
        withText(column) { text in
            if let text { json.raw(utf8: text) } else { json.null() }
        }
    }

    func writeTime(_ name: StaticString, _ column: Int32, to json: inout JSONWriter) {
        json.key(plain: name)
        if let value = optionalInteger(column) {
            json.value(Timestamp(microseconds: value))
        } else {
            json.null()
        }
    }
}
