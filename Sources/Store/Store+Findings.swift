internal import GRDB
public import Model

extension Store {
    /// Findings in canonical order: severity descending, then file, line, rule, title, id, texts by their bytes. Of a
    /// running scan, what is stored so far; of an unknown one, nothing. `limit` below 1 counts as 1.
    ///
    /// A page reads only its own rows of the index; the first page of a filtered listing that does not fit counts the
    /// matching rows besides, for `total`.
    public func findings(
        of scanID: String, _ filter: FindingFilter, limit: Int, cursor: String?
    ) async throws -> Page<FindingWithState> {
        let query = try FindingQuery(scanID: scanID, filter, limit: limit, cursor: cursor)
        return try await read(query.page)
    }

    /// The findings of a scan gathered by rule, severity and tags; without those decided to be false positives.
    public func ruleTallies(of scanID: String) async throws -> [RuleTally] {
        try await read { try TallyQuery.rows($0, scanID: scanID) }
    }

    /// How many of the findings that count a decision sets aside, and how many are suppressed, in one view of the
    /// database.
    public func setAside(of scanID: String) async throws -> (decided: SeverityCounts, suppressed: Int) {
        try await read { db in
            (try TallyQuery.setAside(db, scanID: scanID), try TallyQuery.suppressed(db, scanID: scanID))
        }
    }

    /// The same listing, as the API writes it.
    public func writtenFindings(
        of scanID: String, _ filter: FindingFilter, limit: Int, cursor: String?
    ) async throws -> WrittenPage {
        let query = try FindingQuery(scanID: scanID, filter, limit: limit, cursor: cursor)
        return try await read(query.written)
    }
}

extension Store {
    /// The numbers of the first `limit` findings of a scan in canonical order, file by file: files by their worst
    /// finding and path, texts by their bytes, and in each the worst first. Small enough to be in memory, so that the
    /// findings can be read in that order part by part.
    public func findingsByFile(of scanID: String, limit: Int) async throws -> [Int64] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT number FROM (
                        SELECT number, severity_order, file_path, line_start, rule_id, title, id FROM findings
                        WHERE \(Store.ofScan)
                        ORDER BY severity_order, file_path, line_start, rule_id, title, id LIMIT ?)
                    ORDER BY min(severity_order) OVER (PARTITION BY file_path), file_path, severity_order, line_start,
                        rule_id, title, id
                    """)
            return try Int64.fetchAll(statement, arguments: [scanID, PageLimit.clamped(limit)])
        }
    }
}
