/// What became of findings from one scan to another, by their fingerprints.
public struct FindingComparison: Sendable, Equatable {
    /// Of the later scan.
    public var new: [Finding] = []
    /// Of the earlier scan: nothing is found there any more.
    public var fixed: [Finding] = []
    /// Of the later scan.
    public var unchanged: [Finding] = []
    /// Of the later scan: they counted, and now somebody gave a reason to pass them over.
    public var passedOver: [Finding] = []

    /// Every part is in canonical order. Findings of either side that are suppressed count only as something that is
    /// there: what loses its suppression is new, what gains one is passed over.
    public init(base: [Finding], head: [Finding]) {
        let countedBefore = Set(base.lazy.filter { !$0.isSuppressed }.map(\.fingerprint))
        let there = Set(head.lazy.map(\.fingerprint))
        for finding in head.sorted(by: Finding.canonicalOrder) {
            switch (countedBefore.contains(finding.fingerprint), finding.isSuppressed) {
            case (true, false): unchanged.append(finding)
            case (true, true): passedOver.append(finding)
            case (false, false): new.append(finding)
            case (false, true): break
            }
        }
        fixed = base.filter { !$0.isSuppressed && !there.contains($0.fingerprint) }.sorted(by: Finding.canonicalOrder)
    }
}
