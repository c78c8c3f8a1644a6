internal import GRDB
public import Model

extension Store {
    /// Keeps a webhook and the secret that signs what it is sent; on the disk when this returns.
    public func insert(_ webhook: Webhook, secret: String) async throws {
        try await write(.promised) { try WebhookRecord.insert(webhook, secret: secret, $0) }
    }

    /// Newest first.
    public func webhooks() async throws -> [Webhook] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM webhooks ORDER BY number DESC").map(WebhookRecord.webhook)
        }
    }

    /// Nil when no webhook has this id.
    public func webhook(id: String) async throws -> Webhook? {
        try await read { try WebhookRecord.fetch($0, id: id) }
    }

    /// The webhook as it is then; nil when no webhook has this id. What waits to be sent goes to the new URL. When it
    /// is not enabled any more, what waits is given up.
    public func change(_ webhookID: String, _ change: WebhookChange) async throws -> Webhook? {
        try await write(.promised) { db in
            guard var webhook = try WebhookRecord.fetch(db, id: webhookID) else { return nil }
            webhook.name = change.name ?? webhook.name
            webhook.url = change.url ?? webhook.url
            webhook.eventFilter = change.eventFilter ?? webhook.eventFilter
            webhook.isEnabled = change.isEnabled ?? webhook.isEnabled
            try WebhookRecord.update(webhook, db)
            if change.isEnabled == false { try Store.giveUpWaiting(webhookID, at: .now(), db) }
            return webhook
        }
    }

    /// Removes a webhook and its deliveries; false when no webhook has this id.
    public func deleteWebhook(id: String) async throws -> Bool {
        try await write(.promised) { db in
            try db.execute(sql: "DELETE FROM webhooks WHERE id = ?", arguments: [id])
            return db.changesCount > 0
        }
    }

    private static func giveUpWaiting(_ webhookID: String, at time: Timestamp, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE webhook_deliveries
                SET status = 'failed', next_attempt_at = NULL, updated_at = ?, response_code = NULL,
                    response_body = 'Not sent: the webhook was disabled.'
                WHERE webhook = (SELECT number FROM webhooks WHERE id = ?) AND status = 'pending'
                """, arguments: [time.microseconds, webhookID])
    }
}
