internal import GRDB
public import Model

extension Store {
    public func statistics() async throws -> ScanStatistics {
        try await read { db in
            var statistics = try Store.totals(db)
            let latest = try Store.latestScans(db)
            var decided = 0
            for scan in latest {
                for (status, count) in try Store.decisions(inScan: scan.number, db) {
                    statistics.byState[status, default: 0] += count
                    decided += count
                }
            }
            statistics.byState[.new, default: 0] += latest.reduce(0) { $0 + $1.findings } - decided
            return statistics
        }
    }

    /// One row for each of the last `days` days, oldest first, the last one for the day of `now`.
    public func trend(days: Int, now: Timestamp) async throws -> [TrendDay] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT completed_at, target_key, risk_score, critical, high, medium, low, info FROM scans
                    WHERE status = 'completed' AND completed_at IS NOT NULL AND \(Store.isWhole)
                    ORDER BY completed_at, number
                    """)
            var trend = Trend(days: days, now: now)
            _ = try ColumnReader.rows(of: statement, []) { row in
                trend.add(
                    target: row.text(1), at: Timestamp(microseconds: row.integer(0)), riskScore: row.double(2),
                    Store.severities(row, from: 3))
            }
            return trend.finish()
        }
    }

    public func counts() async throws -> StoredCounts {
        try await read { db in
            let severities = try Store.totals(db).severities
            let findings = Severity.allCases.map { ($0.rawValue, severities[$0]) }
            let none = ScanStatus.allCases.map { ($0.rawValue, 0) }
            let scans = try Store.counts(of: "scans", db)
            return StoredCounts(
                scans: scans.merging(none) { found, _ in found },
                findings: Dictionary(findings, uniquingKeysWith: { first, _ in first }),
                deliveries: try Store.counts(of: "webhook_deliveries", db))
        }
    }

    private static func counts(of table: String, _ db: Database) throws -> [String: Int] {
        let statement = try db.cachedStatement(sql: "SELECT status, count(*) FROM \(table) GROUP BY status")
        let rows = try ColumnReader.rows(of: statement, []) { ($0.text(0), Int($0.integer(1))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// Scans of what is new since a base, of another ref or of the history say nothing of how the target stands.
    private static let isWhole = "base_ref IS NULL AND ref IS NULL AND history = 0"

    private static func totals(_ db: Database) throws -> ScanStatistics {
        let statement = try db.cachedStatement(
            sql: """
                SELECT count(*), total(status = 'completed'), avg(CASE status WHEN 'completed' THEN risk_score END),
                    total(critical), total(high), total(medium), total(low), total(info) FROM scans
                """)
        return try ColumnReader.rows(of: statement, []) { row in
            var statistics = ScanStatistics()
            statistics.totalScans = Int(row.integer(0))
            statistics.completedScans = Int(row.integer(1))
            statistics.averageRiskScore = (row.double(2) * 10).rounded() / 10
            statistics.severities = severities(row, from: 3)
            return statistics
        }.first ?? ScanStatistics()
    }

    /// The latest completed scan of each target.
    private static func latestScans(_ db: Database) throws -> [(number: Int64, findings: Int)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT number, critical + high + medium + low + info FROM (
                    SELECT *, row_number() OVER (
                        PARTITION BY target_key ORDER BY completed_at DESC, number DESC) AS place
                    FROM scans WHERE status = 'completed' AND \(Store.isWhole))
                WHERE place = 1
                """)
        return try ColumnReader.rows(of: statement, []) { (number: $0.integer(0), findings: Int($0.integer(1))) }
    }

    /// How many findings of a scan have which decision; those without one are left out.
    private static func decisions(inScan number: Int64, _ db: Database) throws -> [(FindingState.Status, Int)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT s.status, count(*) FROM findings f CROSS JOIN finding_states s ON s.fingerprint = f.fingerprint
                WHERE f.scan = ? GROUP BY s.status
                """)
        return try ColumnReader.rows(of: statement, [number]) { row in
            let status = row.text(0)
            let known = try StoredValue.required(FindingState.Status(rawValue: status), from: status)
            return (known, Int(row.integer(1)))
        }
    }

    private static func severities(_ row: ColumnReader, from first: Int32) -> SeverityCounts {
        var counts = SeverityCounts()
        for (place, severity) in [Severity.critical, .high, .medium, .low, .info].enumerated() {
            counts.add(severity, count: Int(row.integer(first + Int32(place))))
        }
        return counts
    }
}

/// Gathers completed scans, oldest first, into days.
private struct Trend {
    private struct Standing {
        var riskScore: Double
        var severities: SeverityCounts
    }

    private let first: Int64
    private let last: Int64
    private var next: Int64
    private var latest: [String: Standing] = [:]
    private var rows: [TrendDay] = []

    init(days: Int, now: Timestamp) {
        last = now.day
        first = last - Int64(days) + 1
        next = first
    }

    mutating func add(target: String, at time: Timestamp, riskScore: Double, _ severities: SeverityCounts) {
        while next < time.day, next <= last { closeDay() }
        guard time.day <= last else { return }
        latest[target] = Standing(riskScore: riskScore, severities: severities)
    }

    mutating func finish() -> [TrendDay] {
        while next <= last { closeDay() }
        return rows
    }

    private mutating func closeDay() {
        var severities = SeverityCounts()
        var risk = 0.0
        for standing in latest.values {
            risk += standing.riskScore
            for severity in Severity.allCases { severities.add(severity, count: standing.severities[severity]) }
        }
        let mean = latest.isEmpty ? 0 : (risk / Double(latest.count) * 10).rounded() / 10
        let date = Timestamp(microseconds: next * 86_400_000_000).isoDate
        rows.append(TrendDay(date: date, riskScore: mean, severities: severities))
        next += 1
    }
}
