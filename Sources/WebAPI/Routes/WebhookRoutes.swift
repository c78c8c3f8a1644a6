internal import Delivery
internal import Digest
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Store

/// Addresses that are told of events.
struct WebhookRoutes: Sendable {
    let backend: Backend

    private static let notFound = [404: "Webhook not found"]

    var routes: [Route] {
        [
            Route(
                .post, "/webhooks", scope: .admin, tag: "Webhooks", summary: "Create a webhook",
                details: "The answer holds the secret that signs what is sent; it is never shown again.",
                body: WebhookFields.creating,
                answer: .json(WebhookSchemas.created, "The webhook and its secret", status: 201), handler: create),
            Route(
                .get, "/webhooks", scope: .admin, tag: "Webhooks", summary: "List webhooks, newest first",
                answer: .json(.list(of: WebhookSchemas.webhook), "The webhooks"), handler: list),
            Route(
                .get, "/webhooks/{id}", scope: .admin, tag: "Webhooks", summary: "One webhook",
                answer: .json(WebhookSchemas.webhook, "The webhook"), refusals: WebhookRoutes.notFound, handler: show),
            Route(
                .patch, "/webhooks/{id}", scope: .admin, tag: "Webhooks", summary: "Change a webhook",
                details: "What is absent stays. When it is disabled, what waits to be sent is given up.",
                body: WebhookFields.changing, answer: .json(WebhookSchemas.webhook, "The webhook as it is now"),
                refusals: WebhookRoutes.notFound, handler: change),
            Route(
                .delete, "/webhooks/{id}", scope: .admin, tag: "Webhooks", summary: "Remove a webhook",
                details: "Its deliveries go with it.", answer: .empty("It is gone"), refusals: WebhookRoutes.notFound,
                handler: delete),
            Route(
                .get, "/webhooks/{id}/deliveries", scope: .admin, tag: "Webhooks",
                summary: "The last 100 deliveries, newest first",
                answer: .json(.list(of: WebhookSchemas.delivery), "The deliveries"), refusals: WebhookRoutes.notFound,
                handler: deliveries),
            Route(
                .post, "/webhooks/{id}/test", scope: .admin, tag: "Webhooks", summary: "Send a test event",
                details: "It is queued behind what waits already, whatever the filter says.",
                answer: .json(WebhookSchemas.queued, "It is queued", status: 202), refusals: WebhookRoutes.notFound,
                handler: test),
        ]
    }

    @Sendable private func create(_ call: Call) async throws -> Response {
        let url = call.text(WebhookFields.url) ?? ""
        try await check(url)
        let webhook = Webhook(
            id: SecureRandom.uuid(), name: call.text(WebhookFields.name) ?? "", url: url,
            eventFilter: WebhookFields.events(of: call) ?? [], createdAt: .now())
        let secret = "whsec_" + Hex.encode(SecureRandom.bytes(32))
        try await backend.store.insert(webhook, secret: secret)
        return .json(.created, headers: [.cacheControl: "no-store"]) { json in
            json.object { json in
                webhook.writeMembers(to: &json)
                json.member("secret", secret)
            }
        }
    }

    @Sendable private func list(_ call: Call) async throws -> Response {
        let webhooks = try await backend.store.webhooks()
        return .json { json in
            json.array { json in for webhook in webhooks { webhook.write(to: &json) } }
        }
    }

    @Sendable private func show(_ call: Call) async throws -> Response {
        let webhook = try await webhook(call)
        return .json { webhook.write(to: &$0) }
    }

    @Sendable private func change(_ call: Call) async throws -> Response {
        let id = try await webhook(call).id
        let change = WebhookChange(
            name: call.text(WebhookFields.name), url: call.text(WebhookFields.url),
            eventFilter: WebhookFields.events(of: call), isEnabled: call.flag(WebhookFields.enabled))
        if let url = change.url { try await check(url) }
        guard let webhook = try await backend.store.change(id, change) else { throw APIError.webhookNotFound }
        return .json { webhook.write(to: &$0) }
    }

    @Sendable private func delete(_ call: Call) async throws -> Response {
        let id = try call.identifier(otherwise: .webhookNotFound)
        guard try await backend.store.deleteWebhook(id: id) else { throw APIError.webhookNotFound }
        return Response(status: .noContent)
    }

    @Sendable private func deliveries(_ call: Call) async throws -> Response {
        let deliveries = try await backend.store.deliveries(of: webhook(call).id)
        return .json { json in
            json.array { json in for delivery in deliveries { delivery.write(to: &json) } }
        }
    }

    @Sendable private func test(_ call: Call) async throws -> Response {
        let id = try call.identifier(otherwise: .webhookNotFound)
        var data = JSONWriter()
        data.object { json in
            json.member("message", "This is a test from SecureScan.")
            json.member("timestamp", Timestamp.now())
        }
        guard let delivery = try await backend.store.queue(.test, data: data.text, for: id) else {
            throw APIError.webhookNotFound
        }
        return .json(.accepted) { json in
            json.object { json in
                json.member("delivery_id", delivery.id)
                json.member("webhook_id", id)
                json.member("event", delivery.event.rawValue)
            }
        }
    }

    private func webhook(_ call: Call) async throws -> Webhook {
        let id = try call.identifier(otherwise: .webhookNotFound)
        guard let webhook = try await backend.store.webhook(id: id) else { throw APIError.webhookNotFound }
        return webhook
    }

    private func check(_ url: String) async throws {
        let allowsPrivate = await backend.allowsPrivateWebhooks()
        guard let objection = WebhookURL.objection(to: url, allowsPrivate: allowsPrivate) else { return }
        let place = Violation.Location.body.member(WebhookFields.url.name)
        throw ValidationFailure([Violation(.value, at: place, objection, input: .string(url))])
    }
}

/// The members of the bodies that create and change a webhook.
enum WebhookFields {
    static let name = Property("name", .text(1...200), required: true, "For people.", example: "ops-pager")
    static let url = Property(
        "url", .text(1...2048, .webURL), required: true,
        "Where events are sent: http or https, without credentials, not to a link-local or metadata address. "
            + "hooks.slack.com and discord.com/api/webhooks get messages in their own shape.",
        example: "https://hooks.example.com/securescan")
    static let filter = Property(
        "event_filter", .list(of: WebhookSchemas.event, atLeast: 1), required: true, "What it is told of.",
        example: ["scan.complete", "scan.failed"])
    static let enabled = Property(
        "enabled", .boolean, "One that is not enabled is told of nothing but tests.", example: false)

    static let creating = [name, url, filter]
    static let changing = [name, url, filter, enabled].map { field in
        Property(
            field.name, .nullable(field.schema), field.summary, example: field.example,
            typical: field.name == filter.name)
    }

    /// Each event once, in the order given; nil when the filter was not.
    static func events(of call: Call) -> [WebhookEvent]? {
        call.texts(filter).map { names in
            names.compactMap(WebhookEvent.init).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }
}
