internal import GRDB
internal import GRDBSQLite
internal import Model

/// Binds the values of one row to a prepared statement, in the order of its `?`. GRDB's own arguments wrap every value
/// in several layers first, which took a third of the time of writing a finding.
struct ColumnBinder {
    /// SQLite copies what is bound before the call returns (SQLITE_TRANSIENT, a macro that Swift does not see).
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    private let statement: OpaquePointer
    private var index: Int32 = 0

    /// Values of an earlier row are kept until they are bound anew, so every `?` must be bound.
    private init(_ statement: OpaquePointer) {
        self.statement = statement
        sqlite3_reset(statement)
    }

    /// Runs a statement once for each row.
    static func execute<Row>(
        _ statement: Statement, for rows: some Sequence<Row>, _ bind: (inout ColumnBinder, Row) throws -> Void,
        done: (Row) -> Void = { _ in }
    ) throws {
        // Tells GRDB that the values are bound by other means.
        statement.setUncheckedArguments(StatementArguments())
        for row in rows {
            var binder = ColumnBinder(statement.sqliteStatement)
            try bind(&binder, row)
            try statement.execute()
            done(row)
        }
    }

    mutating func text(_ value: String) throws {
        var value = StoredValue.text(value)
        let code = value.withUTF8 { bind($0) }
        try check(code)
    }

    mutating func text(_ value: String?) throws {
        if let value { try text(value) } else { try null() }
    }

    mutating func integer(_ value: Int64) throws {
        index += 1
        try check(sqlite3_bind_int64(statement, index, value))
    }

    mutating func integer(_ value: Int?) throws {
        if let value { try integer(Int64(value)) } else { try null() }
    }

    mutating func json(_ body: (inout JSONWriter) -> Void) throws {
        var json = JSONWriter(reserving: 64)
        body(&json)
        let code = json.take().withUnsafeBufferPointer { bind($0) }
        try check(code)
    }

    private mutating func null() throws {
        index += 1
        try check(sqlite3_bind_null(statement, index))
    }

    /// A text without bytes has an address too, since without one it would be NULL.
    private mutating func bind(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        index += 1
        guard let address = bytes.baseAddress, !bytes.isEmpty else {
            return sqlite3_bind_text(statement, index, "", 0, ColumnBinder.copied)
        }
        return address.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
            sqlite3_bind_text64(
                statement, index, $0, sqlite3_uint64(bytes.count), ColumnBinder.copied, UInt8(SQLITE_UTF8))
        }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
