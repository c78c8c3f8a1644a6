internal import GRDB
public import Model

/// What a dependency graph needs to know of a component.
public struct StoredOutline: Sendable, Equatable {
    public let ref: String
    public let scope: ComponentScope
    public let direct: Bool
}

extension Store {
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

    /// The same components in the same order, as much as their graph needs of them.
    public func outlines(of scanID: String, after ref: String?, limit: Int) async throws -> [StoredOutline] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT ref, scope, direct FROM components WHERE \(Store.ofScan) AND ref > ? ORDER BY ref LIMIT ?")
            return try Row.fetchAll(statement, arguments: [scanID, ref ?? "", PageLimit.clamped(limit)]).map { row in
                StoredOutline(ref: row[0], scope: ComponentScope(rawValue: row[1]) ?? .required, direct: row[2])
            }
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

    /// The numbers of all findings of a scan that are about a component, by the id of their advisory (else of their
    /// rule), texts by their bytes: small enough to be in memory, so that the findings can be read in that order part
    /// by part.
    public func componentFindings(of scanID: String, suppressed: Bool = false) async throws -> [Int64] {
        let table: FindingRecord.Table = suppressed ? .suppressed : .counted
        return try await read { db in
            let advisory = "coalesce(json_extract(metadata, '$.advisory'), rule_id)"
            let statement = try db.cachedStatement(
                sql: """
                    SELECT number FROM \(table.rawValue)
                    WHERE \(Store.ofScan) AND json_extract(metadata, '$.component_ref') IS NOT NULL
                    ORDER BY \(advisory), file_path, line_start, fingerprint
                    """)
            return try Int64.fetchAll(statement, arguments: [scanID])
        }
    }

    /// The findings with these numbers, in their order; those that are gone are left out.
    public func findings(
        _ numbers: ArraySlice<Int64>, of scanID: String, suppressed: Bool = false
    ) async throws -> [FindingWithState] {
        let table: FindingRecord.Table = suppressed ? .suppressed : .counted
        let numbers = Array(numbers)
        return try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(FindingRecord.columns) FROM \(table.rawValue) f
                    LEFT JOIN finding_states s ON s.fingerprint = f.fingerprint
                    WHERE f.number = ?
                    """)
            return try numbers.compactMap { number in
                try ColumnReader.rows(of: statement, [number]) { try FindingRecord.finding($0, scanID: scanID) }.first
            }
        }
    }
}
