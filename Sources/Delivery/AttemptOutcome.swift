internal import Model
internal import Store

/// What an attempt means for its delivery.
struct AttemptOutcome: Sendable, Equatable {
    var end: AttemptEnd
    /// Status of the answer; nil without one.
    var code: Int?
    /// What was answered, or why nothing was.
    var body: String?

    /// Nil when the attempt was broken off and says nothing.
    ///
    /// - Parameters:
    ///   - delivery: as it was before the attempt.
    ///   - random: a random number from 0 to its argument.
    init?(
        _ result: Transfer.End, of delivery: WebhookDelivery, _ configuration: DeliveryConfiguration, now: Timestamp,
        random: (Double) -> Double
    ) {
        switch result {
        case .stopped: return nil
        case .answered(let status, let bytes):
            code = status
            let text = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix(WebhookDelivery.bodyLimit)
            body = String(text)
        case .failed(let reason): body = String("Not delivered: \(reason).".prefix(WebhookDelivery.bodyLimit))
        }
        if let code, (200..<300).contains(code) {
            end = .succeeded
            return
        }
        let pause = random(configuration.pauseLimit(afterAttempt: delivery.attempt + 1))
        let next = Timestamp(microseconds: now.microseconds + Int64(pause * 1_000_000))
        end = next.seconds(since: delivery.createdAt) > configuration.giveUpSeconds ? .gaveUp : .retry(next)
    }
}
