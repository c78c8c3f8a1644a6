internal import GRDB
internal import Model

/// A row of `notifications`.
enum NotificationRecord {
    static func notification(_ row: Row) throws -> ScanNotification {
        let (event, severity): (String, String) = (row["event"], row["severity"])
        return ScanNotification(
            id: row["id"], event: try StoredValue.required(WebhookEvent(rawValue: event), from: event),
            title: row["title"], body: row["body"], scanID: row["scan_id"],
            severity: try StoredValue.required(Severity(rawValue: severity), from: severity),
            createdAt: Timestamp(microseconds: row["created_at"]),
            readAt: (row["read_at"] as Int64?).map(Timestamp.init(microseconds:)))
    }

    static func insert(_ notification: ScanNotification, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO notifications (id, event, title, body, scan_id, severity, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                notification.id, notification.event.rawValue, StoredValue.text(notification.title),
                StoredValue.text(notification.body), notification.scanID, notification.severity.rawValue,
                notification.createdAt.microseconds,
            ])
    }

    /// Removes those that were read too long ago.
    static func prune(at time: Timestamp, _ db: Database) throws {
        try db.execute(sql: "DELETE FROM notifications WHERE read_at <= ?", arguments: [oldest(at: time)])
    }

    /// Read at this moment or before: not shown any more.
    static func oldest(at time: Timestamp) -> Int64 {
        time.microseconds - Int64(ScanNotification.keptSeconds * 1_000_000)
    }
}
