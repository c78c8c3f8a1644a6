/// So many events at once, so many in a second; for what nobody should do more often.
struct Allowance {
    private let burst: Double
    private let perSecond: Double
    private var tokens: Double
    private var last: UInt64

    init(burst: Double, perSecond: Double, now: UInt64 = MonotonicClock.now) {
        self.burst = burst
        self.perSecond = perSecond
        tokens = burst
        last = now
    }

    /// False when there were too many.
    mutating func take(now: UInt64 = MonotonicClock.now) -> Bool {
        tokens = min(burst, tokens + Double(now &- last) / 1e9 * perSecond)
        last = now
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
