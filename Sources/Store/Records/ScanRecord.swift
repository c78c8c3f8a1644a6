internal import GRDB
internal import Model

/// A row of `scans`.
enum ScanRecord {
    /// What is read of a scan, by position below: looking a name up costs more than reading its value.
    static let columns = """
        id, status, created_at, started_at, completed_at, critical, high, medium, low, info, risk_score, summary, \
        error, scanners_run, scanners_skipped, scanners_failed, target, files_done, files_total, target_path, \
        scan_types, target_url, target_host, ref, base_ref, history, no_ignore, options, number, \
        last_sequence, confidential_target, notes
        """

    static func fetch(_ db: Database, id: String) throws -> Scan? {
        try fetch(db, "WHERE id = ?", [id]).first
    }

    /// - Parameter clause: what follows `FROM scans`.
    static func fetch(_ db: Database, _ clause: String, _ arguments: StatementArguments) throws -> [Scan] {
        let statement = try db.cachedStatement(sql: "SELECT \(columns) FROM scans \(clause)")
        return try ColumnReader.rows(of: statement, arguments, scan)
    }

    static func scan(_ row: ColumnReader) throws -> Scan {
        let status = row.text(1)
        var scan = Scan(
            id: row.text(0), request: try request(row),
            status: try StoredValue.required(ScanStatus(rawValue: status), from: status),
            createdAt: Timestamp(microseconds: row.integer(2)))
        scan.startedAt = row.optionalInteger(3).map(Timestamp.init(microseconds:))
        scan.completedAt = row.optionalInteger(4).map(Timestamp.init(microseconds:))
        for (place, severity) in [Severity.critical, .high, .medium, .low, .info].enumerated() {
            scan.severityCounts.add(severity, count: Int(row.integer(5 + Int32(place))))
        }
        scan.riskScore = row.double(10)
        scan.summary = row.optionalText(11)
        scan.error = row.optionalText(12)
        scan.scannersRun = try StoredValue.strings(row.text(13))
        scan.scannersSkipped = try StoredValue.array(row.text(14)).map(SkippedScanner.init(stored:))
        scan.scannersFailed = try StoredValue.array(row.text(15)).map(FailedScanner.init(stored:))
        scan.notes = try StoredValue.array(row.text(31)).map(ScanNote.init(stored:))
        if let target = row.optionalText(16) { scan.target = try TargetSummary(stored: StoredValue.object(target)) }
        scan.progress = ScanProgress(filesDone: Int(row.integer(17)), filesTotal: Int(row.integer(18)))
        return scan
    }

    static func insert(_ scan: Scan, _ db: Database) throws {
        let request = scan.request
        try db.execute(
            sql: """
                INSERT INTO scans (id, status, created_at, target_path, scan_types, target_url, target_host, ref,
                    base_ref, history, no_ignore, options, confidential_target,
                    target_key)
                VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
            arguments: [
                scan.id, scan.createdAt.microseconds, StoredValue.text(request.targetPath),
                StoredValue.json { $0.value(request.scanTypes) }, request.targetURL.map(StoredValue.text),
                request.targetHost.map(StoredValue.text), request.ref.map(StoredValue.text),
                request.baseRef.map(StoredValue.text), request.history, request.noIgnore,
                StoredValue.json { $0.value(request.options) }, request.confidentialTarget,
                StoredValue.text(request.targetKey ?? request.targetPath),
            ])
        guard db.changesCount > 0 else { throw StoreError(.invalid, "There is a scan with the id \(scan.id) already.") }
    }

    private static func request(_ row: ColumnReader) throws -> ScanRequest {
        ScanRequest(
            targetPath: row.text(19), scanTypes: try StoredValue.strings(row.text(20)),
            targetURL: row.optionalText(21), targetHost: row.optionalText(22), ref: row.optionalText(23),
            baseRef: row.optionalText(24), history: row.integer(25) != 0, noIgnore: row.integer(26) != 0,
            options: try StoredValue.object(row.text(27)), confidentialTarget: row.optionalText(30))
    }
}

/// A scan with what only the store knows of it.
struct StoredScan {
    let scan: Scan
    /// By which other tables name it.
    let number: Int64
    /// Of its last event.
    let lastSequence: Int64

    static func fetch(_ db: Database, id: String) throws -> StoredScan? {
        let statement = try db.cachedStatement(sql: "SELECT \(ScanRecord.columns) FROM scans WHERE id = ?")
        return try ColumnReader.rows(of: statement, [id]) { row in
            StoredScan(scan: try ScanRecord.scan(row), number: row.integer(28), lastSequence: row.integer(29))
        }.first
    }
}

extension SkippedScanner {
    fileprivate init(stored json: JSONValue) {
        let members = json.object
        self.init(
            name: members["name"]?.string ?? "", reason: members["reason"]?.string ?? "",
            installHint: members["install_hint"]?.string)
    }
}

extension ScanNote {
    fileprivate init(stored json: JSONValue) {
        self.init(scanner: json.object["scanner"]?.string ?? "", message: json.object["message"]?.string ?? "")
    }
}

extension FailedScanner {
    fileprivate init(stored json: JSONValue) {
        self.init(name: json.object["name"]?.string ?? "", error: json.object["error"]?.string ?? "")
    }
}

extension TargetSummary {
    fileprivate init(stored members: [String: JSONValue]) throws(StoreError) {
        let kind = members["kind"]?.string ?? ""
        self.init(
            kind: try StoredValue.required(Kind(rawValue: kind), from: kind), commit: members["commit"]?.string,
            branch: members["branch"]?.string, dirty: members["dirty"]?.bool, remote: members["remote"]?.string,
            files: members["files"]?.int ?? 0, bytes: Int64(members["bytes"]?.int ?? 0),
            skipped: (members["skipped"]?.object ?? [:]).compactMapValues(\.int))
    }
}
