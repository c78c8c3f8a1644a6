internal import GRDB

/// Scans, findings, components and events in one SQLite file, and the feed that tells of new events.
///
/// One writer at a time, up to `Store.readers` readers beside it; readers see whole transactions only (WAL). What was
/// promised to a client (a scan accepted, its end, its deletion) survives a power cut once the call has returned;
/// what a running scan appends survives the death of the process, and after a power cut at most the newest batches
/// are missing, never parts of one.
public final class Store: Sendable {
    /// How long a call waits for another process that has the database locked.
    public static let busySeconds = 10.0
    /// Readers at work at once; further ones wait.
    public static let readers = 4

    let path: String
    let pool: DatabasePool
    private let readers: Readers
    let feed = ChangeFeed()

    /// Opens the database, creating folder (0700) and file (0600) where they are missing, and brings it up to the
    /// newest schema. Before a database that has one already is changed, a copy is written beside it.
    ///
    /// Throws `.newerVersion`, `.notDatabase`, `.readOnly`, `.full`, `.io` or `.corrupt`; the file is unchanged then.
    ///
    /// - Parameter migrates: false leaves a schema that is not the newest as it is and throws `.olderVersion`.
    public convenience init(path: String, migrates: Bool = true) throws(StoreError) {
        try self.init(path: path, migrations: Migration.all, migrates: migrates)
    }

    /// Makes the folder and an empty file where they are missing, so that a lock can be put beside the file before
    /// anything in it is looked at.
    public static func prepare(path: String) throws(StoreError) { try DatabaseFile.prepare(path) }

    /// With other migrations and another patience than the program's, for tests.
    init(
        path: String, migrations: [Migration], migrates: Bool = true, busySeconds: Double = Store.busySeconds
    ) throws(StoreError) {
        self.path = path
        try DatabaseFile.prepare(path)
        do {
            let configuration = Store.configuration(busySeconds: busySeconds)
            let schema = Schema(path: path, migrations: migrations)
            try schema.check(configuration, mustBeNewest: !migrates)
            pool = try DatabasePool(path: path, configuration: configuration)
            if migrates { try schema.migrate(pool) }
            readers = Readers(count: Store.readers) {
                var configuration = configuration
                configuration.readonly = true
                return try DatabaseQueue(path: path, configuration: configuration)
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// Whether a change would be taken now; never writes to the disk. For readiness probes.
    public func isWritable() async -> Bool {
        guard DatabaseFile.hasRoom(path) else { return false }
        do {
            try await pool.writeWithoutTransaction { db in
                try db.beginTransaction(.immediate)
                try db.rollback()
            }
            return true
        } catch {
            return false
        }
    }

    /// Ends every follower and closes the file. Later calls throw `.closed`.
    public func close() {
        feed.close()
        readers.close()
        // A connection that is still at work keeps the file open until it is done; nothing is lost by that.
        try? pool.close()
    }
}

extension Store {
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        do {
            return try await readers.read(body)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// One transaction, from a task.
    func write<T: Sendable>(
        _ durability: Durability, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        do {
            return try await pool.writeWithoutTransaction { try $0.transaction(durability, body) }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw StoreError(error, path: path)
        }
    }

    /// One transaction, from a thread that may block. `published` runs after the commit and before any later
    /// transaction, so that the feed tells in the order of the rows.
    func writeBlocking<T>(
        _ durability: Durability, _ body: (Database) throws -> T, published: (T) -> Void = { _ in }
    ) throws(StoreError) -> T {
        do {
            return try pool.writeWithoutTransaction { db in
                let result = try db.transaction(durability, body)
                published(result)
                return result
            }
        } catch {
            throw StoreError(error, path: path)
        }
    }
}
