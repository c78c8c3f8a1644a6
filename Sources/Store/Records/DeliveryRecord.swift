internal import Digest
internal import GRDB
internal import Model

/// A row of `webhook_deliveries`.
enum DeliveryRecord {
    /// How many deliveries of one webhook are listed; older ones that have ended are removed.
    static let kept = 100
    /// How many may wait for one webhook; beyond that the oldest are given up, since a receiver that hangs takes one in
    /// ten seconds and would make the queue grow for ever.
    static let waiting = 1000

    static func delivery(_ row: Row) throws -> WebhookDelivery {
        let (event, status): (String, String) = (row["event"], row["status"])
        return WebhookDelivery(
            id: row["id"], webhookID: row["webhook_id"],
            event: try StoredValue.required(WebhookEvent(rawValue: event), from: event),
            status: try StoredValue.required(DeliveryStatus(rawValue: status), from: status), attempt: row["attempt"],
            nextAttemptAt: (row["next_attempt_at"] as Int64?).map(Timestamp.init(microseconds:)),
            createdAt: Timestamp(microseconds: row["created_at"]),
            updatedAt: Timestamp(microseconds: row["updated_at"]), responseCode: row["response_code"],
            responseBody: row["response_body"])
    }

    /// Queues an event for a webhook, whatever its filter says, and makes room for it. Nil when there is no such
    /// webhook.
    static func insert(
        _ event: WebhookEvent, _ data: String, for webhookID: String, at time: Timestamp, _ db: Database
    ) throws -> WebhookDelivery? {
        let delivery = WebhookDelivery(
            id: SecureRandom.uuid(), webhookID: webhookID, event: event, createdAt: time, updatedAt: time)
        try db.execute(
            sql: """
                INSERT INTO webhook_deliveries (id, webhook, event, data, created_at, updated_at)
                SELECT ?, number, ?, ?, ?, ? FROM webhooks WHERE id = ?
                """,
            arguments: [
                delivery.id, event.rawValue, StoredValue.text(data), time.microseconds, time.microseconds, webhookID,
            ])
        guard db.changesCount > 0 else { return nil }
        try giveUpOldest(webhookID, at: time, db)
        try prune(webhookID, db)
        return delivery
    }

    private static func giveUpOldest(_ webhookID: String, at time: Timestamp, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE webhook_deliveries
                SET status = 'failed', next_attempt_at = NULL, updated_at = :time, response_code = NULL,
                    response_body = 'Not sent: \(waiting) newer events wait.'
                WHERE webhook = (SELECT number FROM webhooks WHERE id = :id) AND status = 'pending'
                    AND number <= (
                        SELECT number FROM webhook_deliveries
                        WHERE webhook = (SELECT number FROM webhooks WHERE id = :id)
                            AND status IN ('pending', 'delivering')
                        ORDER BY number DESC LIMIT 1 OFFSET \(waiting))
                """, arguments: ["id": webhookID, "time": time.microseconds])
    }

    private static func prune(_ webhookID: String, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM webhook_deliveries
                WHERE webhook = (SELECT number FROM webhooks WHERE id = :id) AND status IN ('succeeded', 'failed')
                    AND number <= (
                        SELECT number FROM webhook_deliveries
                        WHERE webhook = (SELECT number FROM webhooks WHERE id = :id)
                        ORDER BY number DESC LIMIT 1 OFFSET \(kept))
                """, arguments: ["id": webhookID])
    }
}
