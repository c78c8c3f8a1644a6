/// When the host's patience with a worker ends.
///
/// All of this is the host's own clock. Time in which the host was busy with something else and did not listen is
/// given back, except to the clocks of the whole scan and of a cancellation.
struct WorkerClocks {
    enum Expired {
        case start, open, scan, exit
        case file(path: String)
    }

    private let limits: WorkerLimits
    private var start: UInt64?
    private var opening: UInt64?
    private var scan: UInt64?
    private var exit: UInt64?
    private var isDead = false

    init(_ limits: WorkerLimits) {
        self.limits = limits
        start = Self.after(limits.startSeconds)
    }

    mutating func ready() { start = nil }

    mutating func open() {
        opening = Self.after(limits.startSeconds)
        scan = Self.after(limits.scanSeconds)
    }

    mutating func opened() { opening = nil }

    /// The plugin was asked to stop.
    mutating func cancel() {
        if exit == nil { exit = Self.after(limits.cancelGraceSeconds) }
    }

    /// Nothing is left to be said; the process only has to go.
    mutating func expectExit() {
        start = nil
        opening = nil
        scan = nil
        cancel()
    }

    /// Milliseconds until the next clock runs out, for poll.
    func timeout(_ link: WorkerLink) -> Int32 {
        if isDead { return -1 }
        let next = [start, opening, scan, exit, fileDeadline(link)].compactMap { $0 }.min()
        guard let next else { return -1 }
        let now = MonotonicClock.now
        return next <= now ? 0 : Int32(min((next - now) / 1_000_000 + 1, 1_000_000))
    }

    mutating func forgive(_ busy: UInt64, _ link: WorkerLink) {
        guard busy > 20_000_000 else { return }
        start = start.map { $0 + busy }
        opening = opening.map { $0 + busy }
        link.state.withLock { $0.inFlight.forgive(busy) }
    }

    /// The first clock that has run out; after that none will.
    mutating func expired(_ link: WorkerLink) -> Expired? {
        if isDead { return nil }
        let found = first(link, MonotonicClock.now)
        if found != nil { isDead = true }
        return found
    }

    private func first(_ link: WorkerLink, _ now: UInt64) -> Expired? {
        func isPast(_ deadline: UInt64?) -> Bool { deadline.map { $0 <= now } ?? false }
        if isPast(exit) { return .exit }
        if isPast(start) { return .start }
        if isPast(opening) { return .open }
        if isPast(scan) { return .scan }
        guard isPast(fileDeadline(link)) else { return nil }
        let file = link.state.withLock { $0.inFlight.longestRunning() }
        return .file(path: file?.displayPath ?? "a file")
    }

    private func fileDeadline(_ link: WorkerLink) -> UInt64? {
        guard scan != nil, exit == nil else { return nil }
        let oldest = link.state.withLock { $0.inFlight.oldestStart }
        return oldest.map { $0 + MonotonicClock.nanoseconds(limits.fileSeconds) }
    }

    private static func after(_ seconds: Double) -> UInt64 {
        MonotonicClock.now + MonotonicClock.nanoseconds(seconds)
    }
}
