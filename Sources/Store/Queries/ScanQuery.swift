internal import GRDB
internal import Model

/// One page of the listing of scans, newest first.
struct ScanQuery {
    private let conditions: Conditions
    private let digest: UInt64
    private let limit: Int?
    private let cursor: Cursor?
    /// Creation time and id of the last scan handed out.
    private let last: (time: Int64, id: String)?

    init(_ filter: ScanFilter, limit: Int?, cursor text: String?) throws(StoreError) {
        let digest = Cursor.digest([
            filter.status?.rawValue, filter.target, filter.until.map { "\($0.microseconds)" },
        ])
        self.digest = digest
        self.limit = limit.map(PageLimit.clamped)
        if let text {
            let cursor = try Cursor.parse(text, kind: "s", digest: digest)
            self.cursor = cursor
            last = try ScanQuery.place(cursor.key)
        } else {
            cursor = nil
            last = nil
        }
        var conditions = Conditions()
        conditions.add("status = ?", filter.status?.rawValue)
        conditions.add("target_path = ?", filter.target)
        conditions.add("created_at <= ?", filter.until?.microseconds)
        self.conditions = conditions
    }

    @Sendable func page(_ db: Database) throws -> Page<Scan> {
        let (clause, arguments) = selection
        var scans = try ScanRecord.fetch(db, clause, arguments)
        let hasMore = limit.map { scans.count > $0 } ?? false
        if hasMore { scans.removeLast() }
        let total = try cursor?.total ?? (hasMore ? count(db) : scans.count)
        let next = hasMore ? scans.last.map { self.next($0.createdAt.microseconds, $0.id, total) } : nil
        return Page(items: scans, total: total, next: next)
    }

    @Sendable func written(_ db: Database) throws -> WrittenPage {
        let (clause, arguments) = selection
        var json = JSONWriter(reserving: 64 << 10)
        var (count, hasMore) = (0, false)
        var last: (time: Int64, id: String) = (0, "")
        let statement = try db.cachedStatement(sql: "SELECT \(ScanRecord.columns) FROM scans \(clause)")
        try ColumnReader.forEach(of: statement, arguments) { row in
            guard count < limit ?? .max else { return hasMore = true }
            ScanRecord.write(row, to: &json)
            count += 1
            last = (row.integer(2), row.text(0))
        }
        let total = try cursor?.total ?? (hasMore ? self.count(db) : count)
        let next = hasMore ? self.next(last.time, last.id, total) : nil
        return WrittenPage(bytes: json.take(), count: count, total: total, next: next)
    }

    private var selection: (clause: String, arguments: StatementArguments) {
        var continued = conditions
        if let last { continued.add("(created_at, id) < (?, ?)", [last.time, last.id]) }
        return (
            "\(continued.clause) ORDER BY created_at DESC, id DESC LIMIT ?",
            StatementArguments(continued.arguments + [(limit.map { $0 + 1 } ?? -1).databaseValue])
        )
    }

    private func count(_ db: Database) throws -> Int {
        let statement = try db.cachedStatement(sql: "SELECT count(*) FROM scans \(conditions.clause)")
        return try Int.fetchOne(statement, arguments: StatementArguments(conditions.arguments)) ?? 0
    }

    private func next(_ time: Int64, _ id: String, _ total: Int) -> String {
        Cursor(kind: "s", digest: digest, total: total, key: "\(time).\(id)").text
    }

    private static func place(_ key: String) throws(StoreError) -> (time: Int64, id: String) {
        let parts = key.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let time = Int64(parts[0]) else { throw Cursor.foreign }
        return (time, String(parts[1]))
    }
}
