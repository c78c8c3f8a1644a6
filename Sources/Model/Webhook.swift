/// What a webhook can be told of.
public enum WebhookEvent: String, Sendable, CaseIterable {
    case scanComplete = "scan.complete"
    case scanFailed = "scan.failed"
    case scannerFailed = "scanner.failed"
    /// Asked for by a client, to see whether deliveries arrive.
    case test = "webhook.test"
}

/// An address that is told of events. The secret that signs what is sent is not part of it, so that nothing that shows
/// a webhook can show the secret.
public struct Webhook: Sendable, Equatable {
    public var id: String
    public var name: String
    /// `http` or `https`.
    public var url: String
    /// What it is told of; at least one, each once.
    public var eventFilter: [WebhookEvent]
    /// One that is not enabled is told of nothing but tests.
    public var isEnabled: Bool
    public var createdAt: Timestamp

    public init(
        id: String, name: String, url: String, eventFilter: [WebhookEvent], isEnabled: Bool = true, createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.url = url
        self.eventFilter = eventFilter
        self.isEnabled = isEnabled
        self.createdAt = createdAt
    }
}

/// What to change about a webhook; what is nil stays.
public struct WebhookChange: Sendable {
    public var name: String?
    public var url: String?
    public var eventFilter: [WebhookEvent]?
    public var isEnabled: Bool?

    public init(
        name: String? = nil, url: String? = nil, eventFilter: [WebhookEvent]? = nil, isEnabled: Bool? = nil
    ) {
        self.name = name
        self.url = url
        self.eventFilter = eventFilter
        self.isEnabled = isEnabled
    }
}

public enum DeliveryStatus: String, Sendable, CaseIterable {
    /// Waits for its turn, or for its next attempt.
    case pending
    /// An attempt is under way.
    case delivering
    /// The receiver answered with a 2xx status.
    case succeeded
    /// Given up.
    case failed
}

/// One event on its way to one webhook, over all its attempts.
public struct WebhookDelivery: Sendable, Equatable {
    public var id: String
    public var webhookID: String
    public var event: WebhookEvent
    public var status: DeliveryStatus
    /// How many attempts have been begun.
    public var attempt: Int
    /// Not before this; nil when it is due as soon as its turn comes, and when it has ended.
    public var nextAttemptAt: Timestamp?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// Of the last attempt; nil when no answer came.
    public var responseCode: Int?
    /// What the last attempt was answered, cut to `bodyLimit`; without an answer, why there was none.
    public var responseBody: String?

    /// Unicode scalars of an answer that are kept.
    public static let bodyLimit = 2000

    public init(
        id: String, webhookID: String, event: WebhookEvent, status: DeliveryStatus = .pending, attempt: Int = 0,
        nextAttemptAt: Timestamp? = nil, createdAt: Timestamp, updatedAt: Timestamp, responseCode: Int? = nil,
        responseBody: String? = nil
    ) {
        self.id = id
        self.webhookID = webhookID
        self.event = event
        self.status = status
        self.attempt = attempt
        self.nextAttemptAt = nextAttemptAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.responseCode = responseCode
        self.responseBody = responseBody
    }
}
