internal import GRDB
internal import Model

/// A row of `scans`.
enum ScanRecord {
    static func fetch(_ db: Database, id: String) throws -> Scan? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM scans WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id]).map(scan)
    }

    static func scan(_ row: Row) throws -> Scan {
        let status: String = row["status"]
        var scan = Scan(
            id: row["id"], request: try request(row),
            status: try StoredValue.required(ScanStatus(rawValue: status), from: status),
            createdAt: Timestamp(microseconds: row["created_at"]))
        scan.startedAt = time(row["started_at"])
        scan.completedAt = time(row["completed_at"])
        scan.severityCounts = counts(row)
        scan.riskScore = row["risk_score"]
        scan.summary = row["summary"]
        scan.error = row["error"]
        scan.scannersRun = try StoredValue.strings(row["scanners_run"])
        scan.scannersSkipped = try StoredValue.array(row["scanners_skipped"]).map(SkippedScanner.init(stored:))
        scan.scannersFailed = try StoredValue.array(row["scanners_failed"]).map(FailedScanner.init(stored:))
        if let target: String = row["target"] { scan.target = try TargetSummary(stored: StoredValue.object(target)) }
        scan.progress = ScanProgress(filesDone: row["files_done"], filesTotal: row["files_total"])
        return scan
    }

    static func counts(_ row: Row) -> SeverityCounts {
        var counts = SeverityCounts()
        for severity in Severity.allCases { counts.add(severity, count: row[severity.rawValue]) }
        return counts
    }

    static func insert(_ scan: Scan, _ db: Database) throws {
        let request = scan.request
        try db.execute(
            sql: """
                INSERT INTO scans (id, status, created_at, target_path, scan_types, target_url, target_host, ref,
                    base_ref, history, no_ignore, options)
                VALUES (?, 'pending', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO NOTHING
                """,
            arguments: [
                scan.id, scan.createdAt.microseconds, StoredValue.text(request.targetPath),
                StoredValue.json { $0.value(request.scanTypes) }, request.targetURL.map(StoredValue.text),
                request.targetHost.map(StoredValue.text), request.ref.map(StoredValue.text),
                request.baseRef.map(StoredValue.text), request.history, request.noIgnore,
                StoredValue.json { $0.value(request.options) },
            ])
        guard db.changesCount > 0 else { throw StoreError(.invalid, "There is a scan with the id \(scan.id) already.") }
    }

    private static func request(_ row: Row) throws -> ScanRequest {
        ScanRequest(
            targetPath: row["target_path"], scanTypes: try StoredValue.strings(row["scan_types"]),
            targetURL: row["target_url"], targetHost: row["target_host"], ref: row["ref"], baseRef: row["base_ref"],
            history: row["history"], noIgnore: row["no_ignore"], options: try StoredValue.object(row["options"]))
    }

    private static func time(_ microseconds: Int64?) -> Timestamp? { microseconds.map(Timestamp.init(microseconds:)) }
}

extension SkippedScanner {
    fileprivate init(stored json: JSONValue) {
        let members = json.object
        self.init(
            name: members["name"]?.string ?? "", reason: members["reason"]?.string ?? "",
            installHint: members["install_hint"]?.string)
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
