internal import GRDB
internal import Model

/// Brings a database to the newest schema, forward only.
struct Schema {
    /// `PRAGMA application_id`, "SScn": tells our databases from those of other programs.
    static let applicationID: Int64 = 0x5353_636E

    let path: String
    let migrations: [Migration]

    /// Looks at the file without changing it: an empty one and one of ours pass, unless a newer version wrote it, or
    /// an older one did and `mustBeNewest`.
    func check(_ configuration: Configuration, mustBeNewest: Bool) throws {
        var configuration = configuration
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        try queue.read { db in
            let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            guard id == Schema.applicationID || tables == 0 else {
                throw StoreError(
                    .notDatabase, "\(path) is a database of another program. Name another file, or move this one away.")
            }
            let applied = try applied(db)
            try refuseNewer(than: applied)
            if mustBeNewest { try refuseOlder(than: applied) }
        }
    }

    /// Applies what is missing, each migration in a transaction of its own together with the note that it was applied.
    func migrate(_ writer: some DatabaseWriter) throws {
        try writer.writeWithoutTransaction { db in
            let before = try applied(db)
            guard let first = migrations.first(where: { !before.contains($0.identifier) }) else { return }
            if !before.isEmpty { try Backup(path: path).write(db, before: first) }
            for migration in migrations { try apply(migration, db) }
        }
    }

    private func apply(_ migration: Migration, _ db: Database) throws {
        try db.transaction(.promised) { db in
            // Asked again under the lock: another process may have been faster.
            let applied = try applied(db)
            try refuseNewer(than: applied)
            guard !applied.contains(migration.identifier) else { return }
            if applied.isEmpty { try createLedger(db) }
            try migration.apply(db)
            try db.execute(
                sql: "INSERT INTO migrations (identifier, applied_at) VALUES (?, ?)",
                arguments: [migration.identifier, Timestamp.now().microseconds])
        }
    }

    private func createLedger(_ db: Database) throws {
        try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        try db.execute(
            sql: "CREATE TABLE migrations (identifier TEXT NOT NULL PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT")
    }

    private func applied(_ db: Database) throws -> Set<String> {
        let hasLedger = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migrations')")
        guard hasLedger == true else { return [] }
        return try Set(String.fetchAll(db, sql: "SELECT identifier FROM migrations"))
    }

    private func refuseOlder(than applied: Set<String>) throws {
        guard let missing = migrations.first(where: { !applied.contains($0.identifier) }) else { return }
        throw StoreError(
            .olderVersion,
            "\(path) was written by an older version of this program (it lacks the change \(missing.identifier)).")
    }

    private func refuseNewer(than applied: Set<String>) throws {
        let unknown = applied.subtracting(migrations.map(\.identifier)).sorted()
        guard let newest = unknown.last else { return }
        throw StoreError(
            .newerVersion,
            "\(path) was written by a newer version of this program (it has the change \(newest), which this version "
                + "does not know). Use that version, or restore the backup that it made beside the file.")
    }
}
