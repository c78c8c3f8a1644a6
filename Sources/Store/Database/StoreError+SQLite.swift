internal import GRDB

extension StoreError {
    /// Puts what SQLite reports about the database at `path` into words. Errors of the store pass unchanged.
    init(_ error: any Error, path: String) {
        if let error = error as? StoreError {
            self = error
        } else if let error = error as? DatabaseError {
            self = StoreError.translating(error, path: path)
        } else {
            self.init(.failed, "The database \(path) failed: \(error).", cause: error)
        }
    }

    private static func translating(_ error: DatabaseError, path: String) -> StoreError {
        let (code, message) = words(for: error, path: path)
        return StoreError(code, message, cause: error)
    }

    private static func words(for error: DatabaseError, path: String) -> (Code, String) {
        let detail = error.message ?? "result code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return (
                .full, "The disk that holds \(path) is full; nothing of this change was kept. Make room and try again."
            )
        case .SQLITE_IOERR:
            return (.io, "The disk that holds \(path) failed (\(detail)); nothing of this change was kept.")
        case .SQLITE_CORRUPT:
            return (.corrupt, "The database \(path) is damaged (\(detail)). Stop the server and restore a backup.")
        case .SQLITE_NOTADB:
            return (.notDatabase, "\(path) is not a database. Name another file, or move this one away.")
        case .SQLITE_READONLY, .SQLITE_PERM:
            return (
                .readOnly, "The database \(path) cannot be written (\(detail)). Check who owns the file and its folder."
            )
        case .SQLITE_CANTOPEN:
            return (
                .io, "The database \(path) cannot be opened (\(detail)). Check that its folder exists and is yours."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return (.busy, "Another process has kept \(path) locked for more than \(Int(Store.busySeconds)) seconds.")
        case .SQLITE_MISUSE where error.message == "Connection is closed":
            return (.closed, "The store at \(path) is closed.")
        case .SQLITE_CONSTRAINT:
            return (.invalid, "The database \(path) refuses the change: \(detail).")
        default:
            return (.failed, "The database \(path) failed: \(detail).")
        }
    }
}
