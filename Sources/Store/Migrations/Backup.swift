internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#endif

/// The copy of a database that is written before its schema changes, named for the change:
/// `<database>.before-0002-….backup`.
struct Backup {
    let path: String

    /// A copy of the same name from an attempt that failed is replaced once the new one is whole.
    func write(_ db: Database, before migration: Migration) throws {
        let target = "\(path).before-\(migration.identifier).backup"
        let partial = target + ".partial"
        unlink(partial)
        // VACUUM INTO accepts an empty file, which keeps the mode that it was made with.
        try DatabaseFile.prepare(partial)
        do {
            try db.execute(sql: "VACUUM INTO ?", arguments: [partial])
            try sync(partial)
        } catch {
            unlink(partial)
            throw error
        }
        guard rename(partial, target) == 0 else {
            throw StoreError(.io, "The backup \(target) cannot be written: \(String(cString: strerror(errno))).")
        }
        try sync(DatabaseFile.folder(of: target))
    }

    /// The copy must be on the disk before the original changes.
    private func sync(_ path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { if descriptor >= 0 { Glibc.close(descriptor) } }
        guard descriptor >= 0, fsync(descriptor) == 0 else {
            throw StoreError(.io, "The backup \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
    }
}
