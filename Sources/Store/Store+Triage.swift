internal import GRDB
public import Model

extension Store {
    /// The most comments on one fingerprint.
    public static let commentLimit = 1000

    /// Replaces what was decided about a fingerprint, whether a scan has found it or not; on the disk when this
    /// returns.
    public func set(_ state: FindingState) async throws {
        try await write(.promised) { db in
            try db.execute(
                sql: """
                    INSERT INTO finding_states (fingerprint, status, note, updated_at, updated_by)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (fingerprint) DO UPDATE SET status = excluded.status, note = excluded.note,
                        updated_at = excluded.updated_at, updated_by = excluded.updated_by
                    """,
                arguments: [
                    StoredValue.text(state.fingerprint), state.status.rawValue, state.note.map(StoredValue.text),
                    state.updatedAt.microseconds, state.updatedBy.map(StoredValue.text),
                ])
            try Store.rememberTargets(of: state, db)
        }
    }

    /// Nil when nothing was decided.
    public func state(of fingerprint: String) async throws -> FindingState? {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT status, note, updated_at, updated_by FROM finding_states WHERE fingerprint = ?")
            return try ColumnReader.rows(of: statement, [fingerprint]) { row in
                let status = row.text(0)
                return FindingState(
                    fingerprint: fingerprint,
                    status: try StoredValue.required(FindingState.Status(rawValue: status), from: status),
                    note: row.optionalText(1), updatedAt: Timestamp(microseconds: row.integer(2)),
                    updatedBy: row.optionalText(3))
            }.first
        }
    }

    /// Oldest first.
    public func comments(on fingerprint: String) async throws -> [FindingComment] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT id, text, author, created_at FROM finding_comments WHERE fingerprint = ?
                    ORDER BY created_at, number
                    """)
            return try ColumnReader.rows(of: statement, [fingerprint]) { row in
                FindingComment(
                    id: row.text(0), fingerprint: fingerprint, text: row.text(1), author: row.optionalText(2),
                    createdAt: Timestamp(microseconds: row.integer(3)))
            }
        }
    }

    /// False, and nothing stored, when the fingerprint has as many comments as it may have.
    public func add(_ comment: FindingComment) async throws -> Bool {
        try await write(.promised) { db in
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM finding_comments WHERE fingerprint = ?", arguments: [comment.fingerprint]
            )
            guard count ?? 0 < Store.commentLimit else { return false }
            try db.execute(
                sql: "INSERT INTO finding_comments (id, fingerprint, text, author, created_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    comment.id, StoredValue.text(comment.fingerprint), StoredValue.text(comment.text),
                    comment.author.map(StoredValue.text), comment.createdAt.microseconds,
                ])
            return true
        }
    }

    /// False when the fingerprint has no comment of this id.
    public func deleteComment(id: String, on fingerprint: String) async throws -> Bool {
        try await write(.promised) { db in
            try db.execute(
                sql: "DELETE FROM finding_comments WHERE id = ? AND fingerprint = ?", arguments: [id, fingerprint])
            return db.changesCount > 0
        }
    }

    /// Target path and remote of every scan that has the fingerprint now.
    private static func rememberTargets(of state: FindingState, _ db: Database) throws {
        try db.execute(
            sql: "DELETE FROM finding_state_targets WHERE fingerprint = ?", arguments: [state.fingerprint])
        guard state.status == .fixed else { return }
        let seen = "EXISTS (SELECT 1 FROM findings f WHERE f.scan = scans.number AND f.fingerprint = :fingerprint)"
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO finding_state_targets (fingerprint, target)
                SELECT :fingerprint, target_key FROM scans WHERE \(seen)
                UNION
                SELECT :fingerprint, json_extract(target, '$.remote') FROM scans
                WHERE json_extract(target, '$.remote') IS NOT NULL AND \(seen)
                """,
            arguments: ["fingerprint": state.fingerprint])
    }
}
