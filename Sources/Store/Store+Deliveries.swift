internal import GRDB
public import Model

/// A delivery that may be sent as soon as its time has come, with all that is needed for it.
public struct QueuedDelivery: Sendable {
    public var delivery: WebhookDelivery
    public var url: String
    /// Signs what is sent; never to be shown or logged.
    public var secret: String
    /// The `data` of what is sent, one JSON object.
    public var data: String
}

/// How an attempt ended.
public enum AttemptEnd: Sendable, Equatable {
    case succeeded
    /// To be tried again at that time.
    case retry(Timestamp)
    case gaveUp
}

extension Store {
    /// Rings after deliveries were queued, and when the store is closed ends.
    public func deliveryBell() -> AsyncStream<Void> { feed.deliveries.listen() }

    /// The newest deliveries of a webhook, at most 100, newest first.
    public func deliveries(of webhookID: String) async throws -> [WebhookDelivery] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT d.*, w.id AS webhook_id FROM webhook_deliveries d JOIN webhooks w ON w.number = d.webhook
                    WHERE w.id = ? ORDER BY d.number DESC LIMIT \(DeliveryRecord.kept)
                    """, arguments: [webhookID]
            ).map(DeliveryRecord.delivery)
        }
    }

    /// Queues an event for one webhook, whatever its filter says; on the disk when this returns. Nil when no webhook
    /// has this id. `data` is one JSON object.
    public func queue(_ event: WebhookEvent, data: String, for webhookID: String) async throws -> WebhookDelivery? {
        let delivery = try await write(.promised) { db in
            try DeliveryRecord.insert(event, data, for: webhookID, at: .now(), db)
        }
        if delivery != nil { feed.deliveries.announce() }
        return delivery
    }

    /// The oldest open delivery of every webhook, oldest first, but for webhooks where it is being sent.
    public func nextDeliveries() async throws -> [QueuedDelivery] {
        try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT d.*, w.id AS webhook_id, w.url, w.secret
                    FROM webhook_deliveries d JOIN webhooks w ON w.number = d.webhook
                    WHERE d.number IN (
                            SELECT min(number) FROM webhook_deliveries
                            WHERE status IN ('pending', 'delivering') GROUP BY webhook)
                        AND d.status = 'pending'
                    ORDER BY d.number
                    """)
            return try Row.fetchAll(statement).map { row in
                QueuedDelivery(
                    delivery: try DeliveryRecord.delivery(row), url: row["url"], secret: row["secret"],
                    data: row["data"])
            }
        }
    }

    /// Begins an attempt. False, and nothing changed, when the delivery is not as it was read: sent, tried meanwhile,
    /// given up or gone.
    public func beginAttempt(_ delivery: WebhookDelivery, at time: Timestamp) async throws -> Bool {
        try await write(.progress) { db in
            try db.execute(
                sql: """
                    UPDATE webhook_deliveries
                    SET status = 'delivering', attempt = attempt + 1, next_attempt_at = NULL, updated_at = ?
                    WHERE id = ? AND status = 'pending' AND attempt = ?
                    """, arguments: [time.microseconds, delivery.id, delivery.attempt])
            return db.changesCount > 0
        }
    }

    /// Records how an attempt ended, with what came back. One that is gone by now is no error, and one whose webhook
    /// was disabled meanwhile is given up instead of tried again, unless it is a test.
    public func endAttempt(
        _ deliveryID: String, _ end: AttemptEnd, code: Int?, body: String?, at time: Timestamp
    ) async throws {
        var nextAttempt: Timestamp?
        if case .retry(let time) = end { nextAttempt = time }
        let status: DeliveryStatus = end == .succeeded ? .succeeded : end == .gaveUp ? .failed : .pending
        let arguments: StatementArguments = [
            nextAttempt?.microseconds, status.rawValue, time.microseconds, code, body.map(StoredValue.text), deliveryID,
        ]
        try await write(.progress) { db in
            try db.execute(
                sql: """
                    UPDATE webhook_deliveries AS d
                    SET (status, next_attempt_at) = (
                            SELECT iif(?2 = 'pending' AND NOT w.enabled AND d.event <> 'webhook.test', 'failed', ?2),
                                iif(w.enabled OR d.event = 'webhook.test', ?1, NULL)
                            FROM webhooks w WHERE w.number = d.webhook),
                        updated_at = ?3, response_code = ?4, response_body = ?5
                    WHERE id = ?6
                    """, arguments: arguments)
        }
    }

    /// Puts back what was being sent when the attempt was broken off: all of it, or one delivery.
    public func requeueDeliveries(_ deliveryID: String? = nil, at time: Timestamp) async throws {
        try await write(.progress) { db in
            try db.execute(
                sql: """
                    UPDATE webhook_deliveries SET status = 'pending', next_attempt_at = NULL, updated_at = ?1
                    WHERE status = 'delivering' AND (?2 IS NULL OR id = ?2)
                    """, arguments: [time.microseconds, deliveryID])
        }
    }
}
