internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Model
internal import Synchronization

/// How often routes that start work may be called.
public struct RateLimit: Sendable, Equatable {
    /// Calls that come back in a minute.
    public var perMinute: Int
    /// Calls at once, where that is more than `perMinute`.
    public var burst: Int
    /// Callers that are remembered at once.
    var callers: Int

    public init(perMinute: Int = 60, burst: Int = 10, callers: Int = 10_000) {
        self.perMinute = perMinute
        self.burst = burst
        self.callers = callers
    }
}

/// What a caller has left.
struct Quota: Sendable, Equatable {
    let limit: Int
    let remaining: Int
    /// When all calls are available again, in Unix seconds.
    let reset: Int64
    /// Seconds until the next call is available, at least 1; nil while there is one.
    var retryAfter: Int?
}

/// One token bucket for each caller. A bucket that is not there is full, so forgetting a caller who was away for long
/// gives nothing away.
final class RateLimiter: Sendable {
    /// In parts of a call, chosen so that every sum is whole: `perMinute` of them come back in a microsecond.
    private struct Bucket {
        var parts: Int64
        var at: Timestamp
    }

    private static let partsOfCall: Int64 = 60_000_000

    private let limit: RateLimit
    private let capacity: Int64
    private let now: @Sendable () -> Timestamp
    private let buckets: Mutex<LeastRecentlyUsed<String, Bucket>>

    init(_ limit: RateLimit, now: @escaping @Sendable () -> Timestamp) {
        self.limit = limit
        self.now = now
        capacity = Int64(max(limit.perMinute, limit.burst)) * RateLimiter.partsOfCall
        buckets = Mutex(LeastRecentlyUsed(limit: limit.callers))
    }

    /// Takes a call from the account. Throws when there is none left.
    func take(_ account: String) throws(RateLimitExceeded) -> Quota {
        let (quota, isTaken) = buckets.withLock { buckets in
            var bucket = filled(buckets[account])
            let isTaken = bucket.parts >= RateLimiter.partsOfCall
            if isTaken { bucket.parts -= RateLimiter.partsOfCall }
            buckets.set(bucket, for: account)
            return (left(in: bucket), isTaken)
        }
        guard isTaken else { throw RateLimitExceeded(quota: quota) }
        return quota
    }

    /// What the account has, untouched; of nobody, what a new caller would have.
    func look(at account: String?) -> Quota {
        left(in: filled(account.flatMap { account in buckets.withLock { $0[account] } }))
    }

    private func filled(_ bucket: Bucket?) -> Bucket {
        let time = now()
        guard var bucket else { return Bucket(parts: capacity, at: time) }
        let elapsed = max(0, time.microseconds - bucket.at.microseconds)
        let missing = capacity - bucket.parts
        let (came, isTooMuch) = elapsed.multipliedReportingOverflow(by: Int64(limit.perMinute))
        bucket.parts += isTooMuch ? missing : min(came, missing)
        bucket.at = time
        return bucket
    }

    private func left(in bucket: Bucket) -> Quota {
        let whole = bucket.at.microseconds + microseconds(for: capacity - bucket.parts)
        let lacking = RateLimiter.partsOfCall - bucket.parts
        let wait = lacking > 0 ? Int(max(1, (microseconds(for: lacking) + 999_999) / 1_000_000)) : nil
        return Quota(
            limit: limit.perMinute, remaining: Int(bucket.parts / RateLimiter.partsOfCall),
            reset: (whole + 999_999) / 1_000_000, retryAfter: wait)
    }

    private func microseconds(for parts: Int64) -> Int64 {
        (parts + Int64(limit.perMinute) - 1) / Int64(limit.perMinute)
    }
}

/// The caller has to wait.
struct RateLimitExceeded: Error {
    let quota: Quota

    var response: Response {
        let seconds = quota.retryAfter ?? 1
        return .json(.tooManyRequests, headers: [.retryAfter: String(seconds)]) { json in
            json.object { json in
                json.member("detail", "Rate limit exceeded")
                json.member("retry_after", seconds)
                json.member("limit_per_min", quota.limit)
            }
        }
    }
}

/// Tells callers of routes that are counted what they have left, whatever the answer.
struct QuotaHeaders: Layer {
    func respond(to exchange: Exchange, next: Responder) async -> Response {
        var response = await next(exchange)
        guard let quota = exchange.note.quota else { return response }
        response.headers[.rateLimitLimit] = String(quota.limit)
        response.headers[.rateLimitRemaining] = String(quota.remaining)
        response.headers[.rateLimitReset] = String(quota.reset)
        return response
    }
}
