internal import GRDB
internal import Model

/// A row of `events`.
enum EventRecord {
    /// How many events one reading of a long story brings.
    static let pageSize = 500

    /// Writes events under the numbers that follow `last`.
    static func insert(
        _ events: [ScanEvent], scanID: String, after last: Int64, _ db: Database
    ) throws -> [RecordedEvent] {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO events (scan_id, sequence, name, payload, terminal) VALUES (?, ?, ?, ?, ?)")
        var recorded: [RecordedEvent] = []
        for (index, event) in events.enumerated() {
            let record = event.recorded(sequence: last + 1 + Int64(index), scanID: scanID)
            statement.setUncheckedArguments([
                scanID, record.sequence, record.name, record.payload, record.isTerminal,
            ])
            try statement.execute()
            recorded.append(record)
        }
        return recorded
    }

    /// At most `limit` events after a number, in order.
    static func fetch(_ db: Database, scanID: String, after sequence: Int64, limit: Int) throws -> [RecordedEvent] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT sequence, name, payload, terminal FROM events
                WHERE scan_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
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
