internal import GRDB
internal import Model

extension ScanRecord {
    /// Writes a row of ``columns`` as `Scan.write(to:)` writes its value.
    static func write(_ row: ColumnReader, to json: inout JSONWriter) {
        json.object { json in
            row.write("id", 0, to: &json)
            row.write("target_path", 19, to: &json)
            row.writeJSON("scan_types", 20, to: &json)
            row.write("status", 1, to: &json)
            row.writeTime("created_at", 2, to: &json)
            row.writeTime("started_at", 3, to: &json)
            row.writeTime("completed_at", 4, to: &json)
            json.key(plain: "findings_count")
            json.value((5...9).reduce(0) { $0 + row.integer(Int32($1)) })
            json.key(plain: "risk_score")
            json.value(row.double(10))
            for (name, column) in texts { row.write(name, column, to: &json) }
            for (name, column) in flags {
                json.key(plain: name)
                json.value(row.integer(column) != 0)
            }
            for (name, column) in lists { row.writeJSON(name, column, to: &json) }
            json.key(plain: "progress")
            json.object { json in
                row.writeInteger("files_done", 17, to: &json)
                row.writeInteger("files_total", 18, to: &json)
            }
        }
    }

    private static let texts: [(StaticString, Int32)] = [
        ("summary", 11), ("error", 12), ("target_url", 21), ("target_host", 22), ("ref", 23), ("base_ref", 24),
    ]
    private static let flags: [(StaticString, Int32)] = [("history", 25), ("no_ignore", 26)]
    private static let lists: [(StaticString, Int32)] = [
        ("options", 27), ("scanners_run", 13), ("scanners_skipped", 14), ("scanners_failed", 15), ("notes", 31),
        ("target", 16),
    ]
}
