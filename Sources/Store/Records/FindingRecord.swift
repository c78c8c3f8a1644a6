internal import GRDB
internal import Model

/// A row of `findings`, joined with the state of its fingerprint where it is read.
enum FindingRecord {
    /// Where findings stand: those that count, and those that somebody gave a reason to pass over.
    enum Table: String {
        case counted = "findings"
        case suppressed = "suppressed_findings"
    }

    /// 0 for critical, so that ascending order puts the worst first.
    static func order(_ severity: Severity) -> Int { worst - severity.rank }

    /// The columns of a listing, read by position below.
    static let columns = """
        f.number, f.id, f.scanner, f.scan_type, f.severity_order, f.title, f.description, f.file_path, \
        f.line_start, f.line_end, f.column_start, f.column_end, f.rule_id, f.cwe, f.remediation, f.confidence, \
        f.metadata, f.compliance_tags, f.fingerprint, s.status, s.note, s.updated_at, s.updated_by, \
        s.status = 'fixed' AND EXISTS (\(foundAgain))
        """

    /// A scan of the same target that began after the decision; without a known target, of any.
    private static let foundAgain = """
        SELECT 1 FROM scans c WHERE c.number = f.scan AND c.created_at > s.updated_at AND ( \
        NOT EXISTS (SELECT 1 FROM finding_state_targets t WHERE t.fingerprint = s.fingerprint) OR EXISTS ( \
        SELECT 1 FROM finding_state_targets t WHERE t.fingerprint = s.fingerprint \
        AND t.target IN (c.target_key, json_extract(c.target, '$.remote'))))
        """

    private static let worst = Severity.critical.rank

    static func finding(_ row: ColumnReader, scanID: String) throws -> FindingWithState {
        let line = Int(row.integer(8))
        let finding = Finding(
            id: row.text(1), scanID: scanID, scanner: row.text(2), scanType: row.text(3),
            severity: try severity(row.integer(4)),
            title: row.text(5), description: row.text(6), filePath: row.text(7), lineStart: line == 0 ? nil : line,
            lineEnd: row.optionalInteger(9).map(Int.init), columnStart: row.optionalInteger(10).map(Int.init),
            columnEnd: row.optionalInteger(11).map(Int.init), ruleID: row.text(12), cwe: row.optionalText(13),
            remediation: row.optionalText(14),
            confidence: try confidence(row.integer(15)),
            metadata: try StoredValue.object(row.text(16)), complianceTags: try StoredValue.strings(row.text(17)),
            fingerprint: row.text(18))
        return FindingWithState(
            finding: finding, state: try state(row, fingerprint: finding.fingerprint),
            isRegressed: row.integer(23) != 0)
    }

    static func severity(_ order: Int64) throws -> Severity {
        try StoredValue.required(Severity(rank: worst - Int(order)), from: order)
    }

    static func confidence(_ rank: Int64) throws -> Confidence {
        try StoredValue.required(Confidence(rank: Int(rank)), from: rank)
    }

    static func state(_ row: ColumnReader, fingerprint: String) throws -> FindingState? {
        guard let status = row.optionalText(19) else { return nil }
        return FindingState(
            fingerprint: fingerprint,
            status: try StoredValue.required(FindingState.Status(rawValue: status), from: status),
            note: row.optionalText(20), updatedAt: Timestamp(microseconds: row.integer(21)),
            updatedBy: row.optionalText(22))
    }

    /// Inserts what the scan does not have yet and counts it by severity.
    static func insert(
        _ findings: [Finding], into table: Table, scan: Int64, _ db: Database
    ) throws -> SeverityCounts {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO \(table.rawValue) (scan, id, scanner, scan_type, severity_order, title, description, \
                file_path,
                    line_start, line_end, column_start, column_end, rule_id, cwe, remediation, confidence, metadata,
                    compliance_tags, fingerprint)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (scan, fingerprint) DO NOTHING
                """)
        var added = SeverityCounts()
        try ColumnBinder.execute(statement, for: findings) { row, finding in
            try row.integer(scan)
            try bind(finding, to: &row)
        } done: { finding in
            if db.changesCount > 0 { added.add(finding.severity) }
        }
        return added
    }

    private static func bind(_ finding: Finding, to row: inout ColumnBinder) throws {
        for text in [finding.id, finding.scanner, finding.scanType] { try row.text(text) }
        try row.integer(order(finding.severity))
        for text in [finding.title, finding.description, finding.filePath] { try row.text(text) }
        try row.integer(finding.lineStart ?? 0)
        for place in [finding.lineEnd, finding.columnStart, finding.columnEnd] { try row.integer(place) }
        try row.text(finding.ruleID)
        for text in [finding.cwe, finding.remediation] { try row.text(text) }
        try row.integer(finding.confidence.rank)
        try row.json { $0.value(finding.metadata) }
        try row.json { $0.value(finding.complianceTags) }
        try row.text(finding.fingerprint)
    }
}
