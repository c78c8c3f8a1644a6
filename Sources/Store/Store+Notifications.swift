internal import GRDB
public import Model

extension Store {
    /// Newest first, at most `limit`; one below 1 counts as 1. Those that were read too long ago are left out.
    public func notifications(unreadOnly: Bool, limit: Int) async throws -> [ScanNotification] {
        let condition = unreadOnly ? "read_at IS NULL" : "(read_at IS NULL OR read_at > ?)"
        let oldest = NotificationRecord.oldest(at: .now())
        let arguments: StatementArguments =
            unreadOnly ? [PageLimit.clamped(limit)] : [oldest, PageLimit.clamped(limit)]
        return try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM notifications WHERE \(condition) ORDER BY number DESC LIMIT ?",
                arguments: arguments
            ).map(NotificationRecord.notification)
        }
    }

    public func unreadNotifications() async throws -> Int {
        try await read { db in
            try Int.fetchOne(db, sql: "SELECT count(*) FROM notifications WHERE read_at IS NULL") ?? 0
        }
    }

    /// The notification as it is then; it keeps the time of its first reading. Nil when there is none with this id.
    public func markRead(notificationID: String, at time: Timestamp) async throws -> ScanNotification? {
        try await write(.promised) { db in
            try db.execute(
                sql: "UPDATE notifications SET read_at = ? WHERE id = ? AND read_at IS NULL",
                arguments: [time.microseconds, notificationID])
            return try Row.fetchOne(db, sql: "SELECT * FROM notifications WHERE id = ?", arguments: [notificationID])
                .map(NotificationRecord.notification)
        }
    }

    /// How many were unread until now.
    public func markAllNotificationsRead(at time: Timestamp) async throws -> Int {
        try await write(.promised) { db in
            try NotificationRecord.prune(at: time, db)
            try db.execute(
                sql: "UPDATE notifications SET read_at = ? WHERE read_at IS NULL", arguments: [time.microseconds])
            return db.changesCount
        }
    }
}
