internal import GRDB
internal import Model

/// A row of `events`.
enum EventRecord {
    /// How many events one reading of a long story brings.
    static let pageSize = 500

    static func insert(_ events: [RecordedEvent], scan: Int64, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO events (scan, sequence, name, payload, terminal) VALUES (?, ?, ?, ?, ?)")
        try ColumnBinder.execute(statement, for: events) { row, event in
            try row.integer(scan)
            try row.integer(event.sequence)
            try row.text(event.name)
            try row.text(event.payload)
            try row.integer(event.isTerminal ? 1 : 0)
        }
    }

    /// At most `limit` events after a number, in order.
    static func fetch(_ db: Database, scanID: String, after sequence: Int64, limit: Int) throws -> [RecordedEvent] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, name, payload, terminal FROM events
                WHERE \(Store.ofScan) AND sequence > ? ORDER BY sequence LIMIT ?
                """)
        return try Row.fetchAll(statement, arguments: [scanID, sequence, limit]).map { row in
            RecordedEvent(sequence: row[0], name: row[1], payload: row[2], isTerminal: row[3])
        }
    }
}

extension ScanEvent {
    func recorded(sequence: Int64, scanID: String) -> RecordedEvent {
        RecordedEvent(sequence: sequence, name: name, payload: payload(scanID: scanID), isTerminal: isTerminal)
    }
}
