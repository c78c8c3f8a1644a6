internal import Model

/// What can be set about deliveries, and the limits that cannot.
public struct DeliveryConfiguration: Sendable {
    /// For one attempt, from resolving the name to the last byte of the answer. `SECURESCAN_WEBHOOK_TIMEOUT`
    public var attemptSeconds = 10.0
    /// Webhooks that are sent to at once; the others wait.
    public var concurrentWebhooks = 16
    /// The longest pause after the first attempt; it doubles with every further one, up to `longestPauseSeconds`.
    public var firstPauseSeconds = 5.0
    public var longestPauseSeconds = 300.0
    /// A delivery that has failed is tried again while it is not older than this.
    public var giveUpSeconds = 1800.0
    /// Whether loopback and private addresses may be connected to; asked before every attempt.
    /// `SECURESCAN_WEBHOOK_ALLOW_PRIVATE`
    public var allowsPrivate: @Sendable () async -> Bool

    public init(allowsPrivate: @escaping @Sendable () async -> Bool) { self.allowsPrivate = allowsPrivate }

    /// The longest pause after so many attempts. What is waited is a random part of it ("full jitter"), so that
    /// deliveries that failed together do not come back together.
    func pauseLimit(afterAttempt attempt: Int) -> Double {
        let doublings = min(max(attempt - 1, 0), 30)
        return min(longestPauseSeconds, firstPauseSeconds * Double(1 << doublings))
    }
}

/// Where time, chance and what names lead to come from.
struct Surroundings: Sendable {
    var now: @Sendable () -> Timestamp
    /// Returns after so many seconds, or when the task is cancelled.
    var wait: @Sendable (_ seconds: Double) async -> Void
    /// A random number from 0 to the limit.
    var random: @Sendable (_ limit: Double) -> Double
    /// Hosts with what they lead to, as `host:port:address`, asked before every attempt; all others are resolved by the
    /// system.
    var names: @Sendable () -> [String] = { [] }

    static let real = Surroundings(
        now: { .now() }, wait: { try? await Task.sleep(for: .seconds($0)) },
        random: { Double.random(in: 0...max(0, $0)) })
}
