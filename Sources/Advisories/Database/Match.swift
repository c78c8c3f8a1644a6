/// A weakness that a version of a package has, or may have.
public struct Match: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        case affected
        /// The version could not be compared; why, as a clause.
        case couldNotCompare(String)
    }

    /// Numbers of the advisories that say so, by which ``AdvisoryDatabase/advisory(_:packages:)`` finds them; all are
    /// about the same weakness.
    public var advisories: [Int]
    /// For ``AdvisoryDatabase/ids(ofGroup:)``.
    public var group: Int
    public var outcome: Outcome
    public var fixed: FixedVersions

    public init(advisories: [Int], group: Int, outcome: Outcome, fixed: FixedVersions) {
        self.advisories = advisories
        self.group = group
        self.outcome = outcome
        self.fixed = fixed
    }
}

/// Later versions that no advisory of a match calls affected.
public struct FixedVersions: Sendable, Equatable {
    /// The smallest with the same first number; nil when there is none.
    public var sameMajor: String?
    /// The smallest of all; nil when no fix is known.
    public var smallest: String?

    public init(sameMajor: String? = nil, smallest: String? = nil) {
        self.sameMajor = sameMajor
        self.smallest = smallest
    }

    /// The one to recommend.
    public var best: String? { sameMajor ?? smallest }
}
