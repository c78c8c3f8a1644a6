/// From rules to the controls that their findings are evidence against, over all frameworks.
public struct ComplianceMap: Sendable {
    private let indexes: [FrameworkIndex]

    public init(_ frameworks: [Framework]) {
        indexes = frameworks.map(FrameworkIndex.init)
    }

    /// Sorted by control. The order of looking is: weaknesses and what is above them, then the rule's id and tags,
    /// then words of its title.
    public func assignments(for rule: RuleFacts) -> [Assignment] {
        let lines = rule.cwes.compactMap(WeaknessList.number).map { WeaknessList.shared.lineage(of: $0) }
        let words = ComplianceMap.words(of: rule.title)
        return indexes.flatMap { $0.assignments(for: rule, lines: lines, words: words) }
            .sorted { $0.control.utf8.lexicographicallyPrecedes($1.control.utf8) }
    }

    private static func words(of title: String) -> [String] {
        title.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
