internal import GRDB
internal import Model

/// The findings of a scan that count, gathered by rule; those decided to be false positives are left out.
enum TallyQuery {
    static func rows(_ db: Database, scanID: String) throws -> [RuleTally] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT f.scanner, f.rule_id, f.severity_order, f.compliance_tags, count(*) FROM findings f
                LEFT JOIN finding_states s ON s.fingerprint = f.fingerprint
                WHERE \(Store.ofScan) AND coalesce(s.status, 'new') <> 'false_positive'
                GROUP BY f.scanner, f.rule_id, f.severity_order, f.compliance_tags
                ORDER BY f.scanner, f.rule_id, f.severity_order, f.compliance_tags
                """)
        return try ColumnReader.rows(of: statement, [scanID]) { row in
            RuleTally(
                scanner: row.text(0), rule: row.text(1), severity: try FindingRecord.severity(row.integer(2)),
                tags: try StoredValue.strings(row.text(3)), count: Int(row.integer(4)))
        }
    }

    /// Of the findings that count, those that a decision sets aside.
    static func setAside(_ db: Database, scanID: String) throws -> SeverityCounts {
        let settings = FindingState.Status.settingAside.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql: """
                SELECT f.severity_order, count(*) FROM findings f
                JOIN finding_states s ON s.fingerprint = f.fingerprint
                WHERE \(Store.ofScan) AND s.status IN (\(settings)) GROUP BY f.severity_order
                """)
        var counts = SeverityCounts()
        try ColumnReader.forEach(of: statement, [scanID]) { row in
            counts.add(try FindingRecord.severity(row.integer(0)), count: Int(row.integer(1)))
        }
        return counts
    }

    static func suppressed(_ db: Database, scanID: String) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT count(*) FROM suppressed_findings WHERE \(Store.ofScan)")
        return try Int.fetchOne(statement, arguments: [scanID]) ?? 0
    }
}
