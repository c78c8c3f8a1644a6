internal import GRDB
internal import Model

/// A row of `findings`, joined with the state of its fingerprint where it is read.
enum FindingRecord {
    /// 0 for critical, so that ascending order puts the worst first.
    static func order(_ severity: Severity) -> Int { worst - severity.rank }

    /// The columns of a listing, read by position below.
    static let columns = """
        f.number, f.id, f.scan_id, f.scanner, f.scan_type, f.severity_order, f.title, f.description, f.file_path, \
        f.line_start, f.line_end, f.column_start, f.column_end, f.rule_id, f.cwe, f.remediation, f.confidence, \
        f.metadata, f.compliance_tags, f.fingerprint, s.status, s.note, s.updated_at, s.updated_by
        """

    private static let worst = Severity.critical.rank

    static func finding(_ row: Row) throws -> FindingWithState {
        let severityOrder: Int = row[5]
        let confidence: Int = row[16]
        let line: Int = row[9]
        let finding = Finding(
            id: row[1], scanID: row[2], scanner: row[3], scanType: row[4],
            severity: try StoredValue.required(Severity(rank: worst - severityOrder), from: severityOrder),
            title: row[6], description: row[7], filePath: row[8], lineStart: line == 0 ? nil : line, lineEnd: row[10],
            columnStart: row[11], columnEnd: row[12], ruleID: row[13], cwe: row[14], remediation: row[15],
            confidence: try StoredValue.required(
                Confidence.allCases.first { $0.rank == confidence }, from: confidence),
            metadata: try StoredValue.object(row[17]), complianceTags: try StoredValue.strings(row[18]),
            fingerprint: row[19])
        return FindingWithState(finding: finding, state: try state(row, fingerprint: finding.fingerprint))
    }

    private static func state(_ row: Row, fingerprint: String) throws -> FindingState? {
        guard let status: String = row[20] else { return nil }
        return FindingState(
            fingerprint: fingerprint,
            status: try StoredValue.required(FindingState.Status(rawValue: status), from: status), note: row[21],
            updatedAt: Timestamp(microseconds: row[22]), updatedBy: row[23])
    }

    /// Inserts what the scan does not have yet and counts it by severity.
    static func insert(_ findings: [Finding], scanID: String, _ db: Database) throws -> SeverityCounts {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO findings (scan_id, id, scanner, scan_type, severity_order, title, description, file_path,
                    line_start, line_end, column_start, column_end, rule_id, cwe, remediation, confidence, metadata,
                    compliance_tags, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scan_id, fingerprint) DO NOTHING
                """)
        var added = SeverityCounts()
        for finding in findings {
            statement.setUncheckedArguments(arguments(finding, scanID: scanID))
            try statement.execute()
            if db.changesCount > 0 { added.add(finding.severity) }
        }
        return added
    }

    private static func arguments(_ finding: Finding, scanID: String) -> StatementArguments {
        let place: [DatabaseValue] = [
            (finding.lineStart ?? 0).databaseValue, optional(finding.lineEnd), optional(finding.columnStart),
            optional(finding.columnEnd),
        ]
        let head: [DatabaseValue] = [
            scanID.databaseValue, text(finding.id), text(finding.scanner), text(finding.scanType),
            order(finding.severity).databaseValue, text(finding.title), text(finding.description),
            text(finding.filePath),
        ]
        let tail: [DatabaseValue] = [
            text(finding.ruleID), optional(finding.cwe.map(StoredValue.text)),
            optional(finding.remediation.map(StoredValue.text)), finding.confidence.rank.databaseValue,
            StoredValue.json { $0.value(finding.metadata) }.databaseValue,
            StoredValue.json { $0.value(finding.complianceTags) }.databaseValue, text(finding.fingerprint),
        ]
        return StatementArguments(head + place + tail)
    }

    private static func text(_ text: String) -> DatabaseValue { StoredValue.text(text).databaseValue }

    private static func optional(_ value: (some DatabaseValueConvertible)?) -> DatabaseValue {
        value?.databaseValue ?? .null
    }
}
