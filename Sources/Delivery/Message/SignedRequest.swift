internal import Digest
internal import Model
internal import Store

/// One attempt to deliver an event, ready to be sent.
struct SignedRequest: Sendable {
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// Version of the payload's contract, not of the program.
    static let userAgent = "SecureScan-Webhook/0.9"

    init(_ queued: QueuedDelivery, at time: Timestamp) {
        let delivery = queued.delivery
        body = EventPayload.body(event: delivery.event, data: queued.data, at: time, for: queued.url)
        headers = [
            ("Content-Type", "application/json"), ("User-Agent", SignedRequest.userAgent),
            ("X-SecureScan-Event", delivery.event.rawValue), ("X-SecureScan-Webhook-Id", delivery.webhookID),
            ("X-SecureScan-Delivery", delivery.id),
            ("X-SecureScan-Signature", SignedRequest.signature(of: body, secret: queued.secret, at: time)),
            // Sent whole at once: a receiver is not asked first (RFC 9110, section 10.1.1).
            ("Expect", ""),
        ]
    }

    /// `t=<unix seconds>,v1=<hex HMAC-SHA256(secret, "<t>." + body)>`
    static func signature(of body: [UInt8], secret: String, at time: Timestamp) -> String {
        let seconds = time.microseconds / 1_000_000
        let code = (Array("\(seconds).".utf8) + body).withUnsafeBytes { HMAC.sha256(key: Array(secret.utf8), $0) }
        return "t=\(seconds),v1=\(Hex.encode(code))"
    }
}
