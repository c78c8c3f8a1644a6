import CodeRules

/// Which findings of one file are told when there are very many: whoever reads them learns nothing from more, and they
/// must not take the place of those of other files.
enum FindingSelection {
    /// Told of one file without data flow, as many again with it, and as many again that comments pass over.
    static let most = 2_000

    /// The most severe ones first, when they are not all told; else in their own order.
    static func ordered<Element>(_ all: [Element], _ severity: (Element) -> RuleSeverity) -> [Element] {
        guard all.count > most else { return all }
        let bySeverity = Dictionary(grouping: all, by: severity)
        return RuleSeverity.allCases.reversed().flatMap { bySeverity[$0] ?? [] }
    }

    /// Counts those that are told, apart from those that comments pass over.
    struct Counter {
        private var told = 0
        private var passedOver = 0
        private(set) var left = 0

        var isFull: Bool { told >= most && passedOver >= most }

        mutating func admits(_ finding: CodeFinding) -> Bool {
            let isPassedOver = finding.suppression != nil
            guard (isPassedOver ? passedOver : told) < most else {
                left += 1
                return false
            }
            if isPassedOver { passedOver += 1 } else { told += 1 }
            return true
        }
    }
}
