internal import CodeSyntax

/// What matching the rules against one file may cost.
public struct MatchingLimits: Sendable {
    /// Comparisons of nodes; `...` can need many.
    public var steps = 20_000_000
    /// Searches that a regular expression gave up.
    public var failedSearches = 100
    /// Of the thread's time. What a step costs differs: expressions search texts, blocks are gone through.
    public var milliseconds = 8_000

    public init() {}
}

/// The work that is left for one file, whichever matchers do it. For one thread.
final class MatchingWork {
    private var stepsLeft: Int
    private var failuresLeft: Int
    private var untilLook = stepsBetweenLooks - 1
    private let bound: WorkBound
    /// Nothing more is tried.
    private(set) var isOver = false
    /// Something that there is was left out.
    private(set) var hasLeftOut = false
    /// An expression that gave up: what it would have said is not known.
    private(set) var failedPattern: String?
    /// For searches; nil when memory is short.
    private(set) lazy var memory = SearchMemory()

    private static let stepsBetweenLooks = 4096
    /// Steps that a search from one place may be worth in time: it may take milliseconds.
    private static let mostOfAPlace = 64

    init(_ limits: MatchingLimits = MatchingLimits()) {
        stepsLeft = limits.steps
        failuresLeft = limits.failedSearches
        bound = WorkBound(milliseconds: limits.milliseconds)
    }

    /// There may be more matches.
    var isCut: Bool { isOver || hasLeftOut }

    /// Whether there is work left for one more step.
    func spend() -> Bool {
        untilLook -= 1
        return untilLook >= 0 || look()
    }

    /// The same for a search that may begin at so many places.
    func spendSearch(from places: Int) -> Bool {
        let cost = min(places, Self.mostOfAPlace) * Self.mostOfAPlace
        untilLook -= cost
        // A search that ends soon is no more than a step.
        stepsLeft += cost
        return spend()
    }

    func noteFailure(of pattern: String) {
        if failedPattern == nil { failedPattern = pattern }
        failuresLeft -= 1
        guard failuresLeft <= 0 else { return }
        isOver = true
        untilLook = 0
    }

    func leaveOut() { hasLeftOut = true }

    private func look() -> Bool {
        guard !isOver else { return false }
        stepsLeft -= Self.stepsBetweenLooks - 1 - untilLook
        untilLook = Self.stepsBetweenLooks - 1
        isOver = stepsLeft < 0 || !bound.look()
        if isOver { untilLook = 0 }
        return !isOver
    }
}
