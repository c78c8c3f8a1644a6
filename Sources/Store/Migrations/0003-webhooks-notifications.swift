extension Migration {
    /// A delivery's number is its place in the queue: the oldest open one of a webhook is the only one that may be
    /// sent. The secret is kept as it is, since it has to sign; see SECURITY.md.
    ///
    /// A notification names its scan without referring to it, because it outlives it.
    static let webhooksNotifications = Migration(
        "0003-webhooks-notifications",
        sql: """
            CREATE TABLE webhooks (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                url TEXT NOT NULL,
                event_filter TEXT NOT NULL,
                enabled INTEGER NOT NULL,
                secret TEXT NOT NULL,
                created_at INTEGER NOT NULL
            ) STRICT;

            CREATE TABLE webhook_deliveries (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                webhook INTEGER NOT NULL REFERENCES webhooks (number) ON DELETE CASCADE,
                event TEXT NOT NULL,
                data TEXT NOT NULL,
                status TEXT NOT NULL DEFAULT 'pending'
                    CHECK (status IN ('pending', 'delivering', 'succeeded', 'failed')),
                attempt INTEGER NOT NULL DEFAULT 0,
                next_attempt_at INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                response_code INTEGER,
                response_body TEXT
            ) STRICT;
            CREATE INDEX webhook_deliveries_in_order ON webhook_deliveries (webhook, number);
            CREATE INDEX webhook_deliveries_open ON webhook_deliveries (webhook, number)
                WHERE status IN ('pending', 'delivering');

            CREATE TABLE notifications (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                event TEXT NOT NULL,
                title TEXT NOT NULL,
                body TEXT NOT NULL,
                scan_id TEXT NOT NULL,
                severity TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                read_at INTEGER
            ) STRICT;
            CREATE INDEX notifications_unread ON notifications (number) WHERE read_at IS NULL;
            CREATE INDEX notifications_read ON notifications (read_at) WHERE read_at IS NOT NULL;
            """)
}
