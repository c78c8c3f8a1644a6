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
        try statement.setArguments(arguments)
        let pointer = statement.sqliteStatement
        sqlite3_reset(pointer)
        defer { sqlite3_reset(pointer) }
        var found: [T] = []
        while true {
            switch sqlite3_step(pointer) {
            case SQLITE_ROW: found.append(try read(ColumnReader(statement: pointer)))
            case SQLITE_DONE: return found
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

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func optionalInteger(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : integer(column)
    }

    func double(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
}
