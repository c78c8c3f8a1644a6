internal import Glibc

/// How long one piece of work may take. It is time of the thread that does it, since a busy machine is not the work's
/// fault; and nobody may be waiting for it any more. For one thread.
public final class WorkBound {
    private let deadline: UInt64
    private let isCancelled: () -> Bool
    /// True once the time was seen to be up, and from then on.
    public private(set) var isOver = false

    /// From now on, in the thread that asks.
    ///
    /// - Parameter isCancelled: whether to stop at once.
    public init(milliseconds: Int, isCancelled: @escaping () -> Bool = { false }) {
        deadline = Self.now() + UInt64(max(0, milliseconds)) * 1_000_000
        self.isCancelled = isCancelled
    }

    /// Looks at the clock, which costs less than a microsecond: whether to go on.
    public func look() -> Bool {
        if !isOver { isOver = Self.now() >= deadline || isCancelled() }
        return !isOver
    }

    public var millisecondsLeft: Int {
        let now = Self.now()
        return now < deadline ? Int((deadline - now) / 1_000_000) : 0
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
