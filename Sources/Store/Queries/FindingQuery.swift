internal import GRDB
internal import Model

/// One page of the findings of a scan in canonical order.
struct FindingQuery {
    private let scanID: String
    private let filter: FindingFilter
    private let conditions: Conditions
    private let digest: UInt64
    private let limit: Int
    private let cursor: Cursor?
    private let table: FindingRecord.Table

    init(scanID: String, _ filter: FindingFilter, limit: Int, cursor text: String?) throws(StoreError) {
        self.scanID = scanID
        self.filter = filter
        self.limit = PageLimit.clamped(limit)
        table = filter.suppressed ? .suppressed : .counted
        let digest = Cursor.digest([
            scanID, filter.severity?.rawValue, filter.scanType, filter.compliance, filter.scanner,
            filter.status?.rawValue, filter.query, filter.comparison.map { "\($0)" },
            filter.suppressed ? "suppressed" : nil,
        ])
        self.digest = digest
        cursor = if let text { try Cursor.parse(text, kind: "f", digest: digest) } else { nil }
        conditions = FindingQuery.conditions(scanID, filter)
    }

    @Sendable func page(_ db: Database) throws -> Page<FindingWithState> {
        var rows = try fetch(db)
        let hasMore = rows.count > limit
        if hasMore { rows.removeLast() }
        let total = try cursor?.total ?? (hasMore ? count(db) : rows.count)
        let next =
            hasMore ? rows.last.map { Cursor(kind: "f", digest: digest, total: total, key: "\($0.number)").text } : nil
        return Page(items: rows.map(\.finding), total: total, next: next)
    }

    @Sendable func written(_ db: Database) throws -> WrittenPage {
        var json = JSONWriter(reserving: min(limit, 1000) * 1024)
        var (count, last): (Int, Int64) = (0, 0)
        var hasMore = false
        let statement = try db.cachedStatement(sql: sql(continuing: cursor != nil))
        try ColumnReader.forEach(of: statement, StatementArguments(try arguments(db))) { row in
            guard count < limit else { return hasMore = true }
            try FindingRecord.write(row, scanID: scanID, to: &json)
            (count, last) = (count + 1, row.integer(0))
        }
        let total = try cursor?.total ?? (hasMore ? self.count(db) : count)
        let next = hasMore ? Cursor(kind: "f", digest: digest, total: total, key: "\(last)").text : nil
        return WrittenPage(bytes: json.take(), count: count, total: total, next: next)
    }

    private func arguments(_ db: Database) throws -> [DatabaseValue] {
        var arguments = conditions.arguments
        if let cursor { arguments += try lastKey(cursor, db) }
        arguments.append((limit + 1).databaseValue)
        return arguments
    }

    /// The statement that reads a page, for a look at its plan.
    func sql(continuing: Bool) -> String {
        var conditions = conditions
        if continuing { conditions.add(afterLast, [] as [Int]) }
        return """
            SELECT \(FindingRecord.columns) FROM \(table.rawValue) f
            LEFT JOIN finding_states s ON s.fingerprint = f.fingerprint
            \(conditions.clause)
            ORDER BY f.severity_order, f.file_path, f.line_start, f.rule_id, f.title, f.id LIMIT ?
            """
    }

    /// With the severity fixed by the filter the comparison must begin behind it, or the index would be read from the
    /// first finding of that severity again for every page.
    private var keyColumns: [String] {
        let columns = ["file_path", "line_start", "rule_id", "title", "id"]
        return filter.severity == nil ? ["severity_order"] + columns : columns
    }

    private var afterLast: String {
        let columns = keyColumns.map { "f.\($0)" }.joined(separator: ", ")
        let places = keyColumns.map { _ in "?" }.joined(separator: ", ")
        return "(\(columns)) > (\(places))"
    }

    private func fetch(_ db: Database) throws -> [(number: Int64, finding: FindingWithState)] {
        let statement = try db.cachedStatement(sql: sql(continuing: cursor != nil))
        return try ColumnReader.rows(of: statement, StatementArguments(try arguments(db))) { row in
            (row.integer(0), try FindingRecord.finding(row, scanID: scanID))
        }
    }

    /// Place in the order of the finding that the cursor names. Findings never change, so its row tells.
    private func lastKey(_ cursor: Cursor, _ db: Database) throws -> [DatabaseValue] {
        guard let number = Int64(cursor.key) else { throw Cursor.foreign }
        let statement = try db.cachedStatement(
            sql:
                "SELECT \(keyColumns.joined(separator: ", ")) FROM \(table.rawValue) WHERE number = ? AND "
                + "\(Store.ofScan)"
        )
        guard let row = try Row.fetchOne(statement, arguments: [number, scanID]) else { throw Cursor.foreign }
        return Array(row.databaseValues)
    }

    /// From the counters of the scan where they tell; else by counting.
    private func count(_ db: Database) throws -> Int {
        var withoutSeverity = filter
        withoutSeverity.severity = nil
        if withoutSeverity == FindingFilter(), let scan = try ScanRecord.fetch(db, id: scanID) {
            return filter.severity.map { scan.severityCounts[$0] } ?? scan.findingsCount
        }
        let statement = try db.cachedStatement(
            sql: """
                SELECT count(*) FROM \(table.rawValue) f LEFT JOIN finding_states s ON s.fingerprint = f.fingerprint
                \(conditions.clause)
                """)
        return try Int.fetchOne(statement, arguments: StatementArguments(conditions.arguments)) ?? 0
    }

    private static func conditions(_ scanID: String, _ filter: FindingFilter) -> Conditions {
        var conditions = Conditions()
        conditions.add(Store.ofScan, scanID)
        conditions.add("f.severity_order = ?", filter.severity.map(FindingRecord.order))
        conditions.add("f.scan_type = ?", filter.scanType)
        conditions.add("f.scanner = ?", filter.scanner)
        conditions.add("coalesce(s.status, 'new') = ?", filter.status?.rawValue)
        if let tag = filter.compliance {
            // The first test rules out nearly all rows without parsing; the second is exact.
            let quoted = StoredValue.json { $0.value(tag) }
            let exact = "EXISTS (SELECT 1 FROM json_each(f.compliance_tags) WHERE value = ?)"
            conditions.add("instr(f.compliance_tags, ?) > 0 AND \(exact)", [quoted, tag])
        }
        if let query = filter.query, !query.isEmpty { add(search: query, to: &conditions) }
        let twin = "EXISTS (SELECT 1 FROM findings t WHERE t.\(Store.ofScan) AND t.fingerprint = f.fingerprint)"
        switch filter.comparison {
        case .alsoIn(let scanID): conditions.add(twin, [scanID])
        case .notIn(let scanID): conditions.add("NOT " + twin, [scanID])
        case nil: break
        }
        return conditions
    }

    private static func add(search query: String, to conditions: inout Conditions) {
        let columns = ["f.title", "f.description", "f.file_path", "f.rule_id"]
        let pattern = FoldedContains.likePattern(query)
        let usesLike = query.utf8.allSatisfy { $0 < 0x80 } && pattern.utf8.count <= FoldedContains.longestPattern
        let test = usesLike ? columns.map { "\($0) LIKE ? ESCAPE '\\'" } : columns.map { "contains_folded(\($0), ?)" }
        let operand = usesLike ? pattern : query.lowercased()
        conditions.add("(" + test.joined(separator: " OR ") + ")", columns.map { _ in operand })
    }
}
