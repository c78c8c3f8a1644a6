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

    /// All components of a scan by ref, texts by their bytes. For scans that may have very many, read in parts.
    public func components(of scanID: String) async throws -> [Component] {
        try await components(of: scanID, after: nil, limit: Int(Int32.max))
    }

    /// At most `limit` components whose ref comes after `ref`.
    public func components(of scanID: String, after ref: String?, limit: Int) async throws -> [Component] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT * FROM components WHERE \(Store.ofScan) AND ref > ? ORDER BY ref LIMIT ?")
            return try Row.fetchAll(statement, arguments: [scanID, ref ?? "", PageLimit.clamped(limit)])
                .map(ComponentRecord.component)
        }
    }

    /// All relations of a scan by `from` and `to`, texts by their bytes.
    public func relations(of scanID: String) async throws -> [ComponentRelation] {
        try await relations(of: scanID, after: nil, limit: Int(Int32.max))
    }

    /// At most `limit` relations that come after `relation`.
    public func relations(
        of scanID: String, after relation: ComponentRelation?, limit: Int
    ) async throws -> [ComponentRelation] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT from_ref, to_ref FROM component_relations
                    WHERE \(Store.ofScan) AND (from_ref, to_ref) > (?, ?) ORDER BY from_ref, to_ref LIMIT ?
                    """)
            let last = relation ?? ComponentRelation(from: "", to: "")
            return try Row.fetchAll(statement, arguments: [scanID, last.from, last.to, PageLimit.clamped(limit)])
                .map { ComponentRelation(from: $0[0], to: $0[1]) }
        }
    }
}
