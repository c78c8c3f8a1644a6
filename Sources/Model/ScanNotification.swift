/// Something that people should hear of, kept until they have read it and for a while after. It outlives its scan.
public struct ScanNotification: Sendable, Equatable {
    public var id: String
    public var event: WebhookEvent
    /// One line.
    public var title: String
    public var body: String
    public var scanID: String
    public var severity: Severity
    public var createdAt: Timestamp
    /// Nil while nobody has read it.
    public var readAt: Timestamp?

    /// How long one that was read is kept, in seconds.
    public static let keptSeconds = 30.0 * 86_400

    public init(
        id: String, event: WebhookEvent, title: String, body: String, scanID: String, severity: Severity,
        createdAt: Timestamp, readAt: Timestamp? = nil
    ) {
        self.id = id
        self.event = event
        self.title = title
        self.body = body
        self.scanID = scanID
        self.severity = severity
        self.createdAt = createdAt
        self.readAt = readAt
    }

    /// Where the dashboard shows the scan.
    public var link: String { "/scan/\(scanID)" }
}
