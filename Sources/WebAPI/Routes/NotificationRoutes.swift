internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// What people should hear of.
struct NotificationRoutes: Sendable {
    let store: Store

    /// What `limit` is when it is not given, and what a larger one counts as.
    private static let usualLimit = 50
    private static let largestLimit = 200

    private static let unreadOnly = Parameter(
        "unread_only", .boolean, "Only those that nobody has read.", example: true)
    private static let limit = Parameter(
        "limit", .integer(1...Int.max), "How many at most: 50 when absent, and never more than 200.",
        example: 50)

    var routes: [Route] {
        [
            Route(
                .get, "/notifications", scope: .read, tag: "Notifications", summary: "List notifications, newest first",
                details: "Those that were read more than 30 days ago are gone.",
                query: [NotificationRoutes.unreadOnly, NotificationRoutes.limit],
                answer: .json(.list(of: WebhookSchemas.notification), "The notifications"), handler: list),
            Route(
                .get, "/notifications/unread-count", scope: .read, tag: "Notifications",
                summary: "How many are unread", answer: .json(WebhookSchemas.unread, "The number"), handler: count),
            Route(
                .patch, "/notifications/{id}/read", scope: .write, tag: "Notifications",
                summary: "Mark a notification as read", details: "Again makes no difference.",
                answer: .json(WebhookSchemas.notification, "The notification"),
                refusals: [404: "Notification not found"], handler: markRead),
            Route(
                .patch, "/notifications/read-all", scope: .write, tag: "Notifications", summary: "Mark all as read",
                answer: .json(WebhookSchemas.marked, "How many were unread"), handler: markAllRead),
        ]
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let limit = call.integer(NotificationRoutes.limit) ?? NotificationRoutes.usualLimit
        let notifications = try await store.notifications(
            unreadOnly: call.flag(NotificationRoutes.unreadOnly) ?? false,
            limit: min(limit, NotificationRoutes.largestLimit))
        return .json { json in
            json.array { json in for notification in notifications { notification.write(to: &json) } }
        }
    }

    @Sendable private func count(_ call: Call) async throws -> Response {
        let count = try await store.unreadNotifications()
        return .json { json in
            json.object { $0.member("count", count) }
        }
    }

    @Sendable private func markRead(_ call: Call) async throws -> Response {
        let id = try call.identifier(otherwise: .notificationNotFound)
        guard let notification = try await store.markRead(notificationID: id, at: .now()) else {
            throw APIError.notificationNotFound
        }
        return .json { notification.write(to: &$0) }
    }

    @Sendable private func markAllRead(_ call: Call) async throws -> Response {
        let count = try await store.markAllNotificationsRead(at: .now())
        return .json { json in
            json.object { $0.member("marked_read", count) }
        }
    }
}
