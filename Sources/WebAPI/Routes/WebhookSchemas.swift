internal import Model

/// The objects about webhooks and notifications that the API answers with, as `Model` writes them.
enum WebhookSchemas {
    static let webhook = Schema.named("Webhook", .object(members))
    static let created = Schema.named(
        "WebhookCreated",
        .object(members + [Property("secret", .string, "Signs what is sent; shown only here, never again")]))

    static let delivery = Schema.named(
        "WebhookDelivery",
        .object([
            Property("id", .uuid, "Also sent as `X-SecureScan-Delivery`; the same for every attempt"),
            Property("webhook_id", .uuid), Property("event", event),
            Property("status", .choice(DeliveryStatus.allCases.map(\.rawValue))),
            Property("attempt", .count, "Attempts begun so far"), Property("next_attempt_at", .nullable(.timestamp)),
            Property("created_at", .timestamp), Property("updated_at", .timestamp),
            Property("response_code", .nullable(.count), "Null when no answer came"),
            Property(
                "response_body", .nullable(.string), "Cut to 2000 characters; without an answer, why there was none"),
        ]))

    static let queued = Schema.named(
        "WebhookTest",
        .object([Property("delivery_id", .uuid), Property("webhook_id", .uuid), Property("event", event)]))

    static let notification = Schema.named(
        "Notification",
        .object([
            Property("id", .uuid), Property("type", event), Property("title", .string), Property("body", .string),
            Property("link", .string, "Where the dashboard shows the scan"),
            Property("scan_id", .uuid, "The scan may be gone"),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("created_at", .timestamp), Property("read_at", .nullable(.timestamp)),
        ]))
    static let unread = Schema.named("UnreadCount", .object([Property("count", .count)]))
    static let marked = Schema.named("MarkedRead", .object([Property("marked_read", .count)]))

    static let event = Schema.choice(WebhookEvent.allCases.map(\.rawValue))

    private static let members = [
        Property("id", .uuid), Property("name", .string), Property("url", .string),
        Property("event_filter", .list(of: event)), Property("enabled", .boolean), Property("created_at", .timestamp),
    ]
}
