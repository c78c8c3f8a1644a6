internal import GRDB
internal import Model

/// A row of `webhooks`.
enum WebhookRecord {
    static func webhook(_ row: Row) throws -> Webhook {
        Webhook(
            id: row["id"], name: row["name"], url: row["url"],
            eventFilter: try StoredValue.strings(row["event_filter"]).compactMap(WebhookEvent.init),
            isEnabled: row["enabled"], createdAt: Timestamp(microseconds: row["created_at"]))
    }

    static func fetch(_ db: Database, id: String) throws -> Webhook? {
        try Row.fetchOne(db, sql: "SELECT * FROM webhooks WHERE id = ?", arguments: [id]).map(webhook)
    }

    static func insert(_ webhook: Webhook, secret: String, _ db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO webhooks (id, name, url, event_filter, enabled, secret, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                webhook.id, StoredValue.text(webhook.name), StoredValue.text(webhook.url), filter(webhook),
                webhook.isEnabled, secret, webhook.createdAt.microseconds,
            ])
    }

    static func update(_ webhook: Webhook, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE webhooks SET name = ?, url = ?, event_filter = ?, enabled = ? WHERE id = ?",
            arguments: [
                StoredValue.text(webhook.name), StoredValue.text(webhook.url), filter(webhook), webhook.isEnabled,
                webhook.id,
            ])
    }

    private static func filter(_ webhook: Webhook) -> String {
        StoredValue.json { $0.value(webhook.eventFilter.map(\.rawValue)) }
    }
}
