internal import GRDB
internal import GRDBSQLite

/// The values of the row that a statement stands on, by position. GRDB's own rows look up and fold the names of all
/// columns first, which took longer than the rest of reading a scan.
struct ColumnReader {
    private let statement: OpaquePointer

    /// What `read` makes of each row, in order.
    static func rows<T>(
        of statement: Statement, _ arguments: StatementArguments, _ read: (ColumnReader) throws -> T
    ) throws -> [T] {
        var found: [T] = []
        try forEach(of: statement, arguments) { found.append(try read($0)) }
        return found
    }

    static func forEach(
        of statement: Statement, _ arguments: StatementArguments, _ body: (ColumnReader) throws -> Void
    ) throws {
        try statement.setArguments(arguments)
        let pointer = statement.sqliteStatement
        sqlite3_reset(pointer)
        defer { sqlite3_reset(pointer) }
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: try body(ColumnReader(statement: pointer))
            case SQLITE_DONE: return
            case let code:
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: code),
                    message: String(cString: sqlite3_errmsg(sqlite3_db_handle(pointer))))
            }
        }
    }

    func text(_ column: Int32) -> String { optionalText(column) ?? "" }

    func optionalText(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// A text where SQLite has it, valid during the call; nil for NULL.
    func withText<R>(_ column: Int32, _ body: (UnsafeBufferPointer<UInt8>?) throws -> R) rethrows -> R {
        guard let bytes = sqlite3_column_text(statement, column) else { return try body(nil) }
        return try body(UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : integer(column)
    }

    func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
}
