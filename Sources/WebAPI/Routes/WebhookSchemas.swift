internal import Model

/// The objects about webhooks and notifications that the API answers with, as `Model` writes them.
enum WebhookSchemas {
    static let webhook = Schema.named("Webhook", .object(members))
    static let created = Schema.named(
        "WebhookCreated",
        .object(
            members + [
                Property("secret", .string, "Signs what is sent; shown only here, never again", example: "whsec_…")
            ]))

    static let delivery = Schema.named(
        "WebhookDelivery",
        .object([
            Property("id", .uuid, "Also sent as `X-SecureScan-Delivery`; the same for every attempt"),
            Property("webhook_id", .uuid, example: Sample.webhook), Property("event", event),
            Property("status", .choice(DeliveryStatus.allCases.map(\.rawValue)), example: "succeeded"),
            Property("attempt", .count, "Attempts begun so far", example: 1),
            Property("next_attempt_at", .nullable(.timestamp), example: .null),
            Property("created_at", .timestamp), Property("updated_at", .timestamp),
            Property("response_code", .nullable(.count), "Null when no answer came", example: 202),
            Property(
                "response_body", .nullable(.string), "Cut to 2000 characters; without an answer, why there was none",
                example: "accepted"),
        ]))

    static let queued = Schema.named(
        "WebhookTest",
        .object([
            Property("delivery_id", .uuid), Property("webhook_id", .uuid, example: Sample.webhook),
            Property("event", event, example: "webhook.test"),
        ]))

    static let notification = Schema.named(
        "Notification",
        .object([
            Property("id", .uuid), Property("type", event), Property("title", .string, example: "3 findings in shop"),
            Property("body", .string, example: "Found 3 findings (2 critical, 1 medium)."),
            Property("link", .string, "Where the dashboard shows the scan", example: .string("/scan/" + Sample.scanID)),
            Property("scan_id", .uuid, "The scan may be gone", example: Sample.scan),
            Property("severity", .choice(Severity.allCases.reversed().map(\.rawValue))),
            Property("created_at", .timestamp), Property("read_at", .nullable(.timestamp), example: .null),
        ]))
    static let unread = Schema.named("UnreadCount", .object([Property("count", .count, example: 2)]))
    static let marked = Schema.named("MarkedRead", .object([Property("marked_read", .count, example: 2)]))

    static let event = Schema.choice(WebhookEvent.allCases.map(\.rawValue))

    private static let members = [
        Property("id", .uuid, example: Sample.webhook), Property("name", .string, example: "ops-pager"),
        Property("url", .string, example: "https://hooks.example.com/securescan"),
        Property("event_filter", .list(of: event), example: ["scan.complete", "scan.failed"]),
        Property("enabled", .boolean, example: true), Property("created_at", .timestamp),
    ]
}
