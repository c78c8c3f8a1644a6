internal import Synchronization

/// From rules to the controls that their findings are evidence against, over all frameworks.
public struct ComplianceMap: Sendable {
    private let indexes: [FrameworkIndex]
    private let known = Known()

    /// What was worked out before: coverage asks about the same hundreds of rules for each request.
    private final class Known: Sendable {
        /// Ids of rules that nobody declared may come without end.
        static let limit = 20_000
        let assignments = Mutex<[RuleFacts: [Assignment]]>([:])
    }

    public init(_ frameworks: [Framework]) {
        indexes = frameworks.map(FrameworkIndex.init)
    }

    /// Sorted by control. The order of looking is: weaknesses and what is above them, then the rule's id and tags,
    /// then words of its title.
    public func assignments(for rule: RuleFacts) -> [Assignment] {
        if let found = known.assignments.withLock({ $0[rule] }) { return found }
        let found = workOut(rule)
        known.assignments.withLock { if $0.count < Known.limit { $0[rule] = found } }
        return found
    }

    private func workOut(_ rule: RuleFacts) -> [Assignment] {
        let lines = rule.cwes.compactMap(WeaknessList.number).map { WeaknessList.shared.lineage(of: $0) }
        let words = ComplianceMap.words(of: rule.title)
        return indexes.flatMap { $0.assignments(for: rule, lines: lines, words: words) }
            .sorted { $0.control.utf8.lexicographicallyPrecedes($1.control.utf8) }
    }

    private static func words(of title: String) -> [String] {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
