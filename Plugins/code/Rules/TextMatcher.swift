import CodeSyntax

/// Tries formulas that only a text decides: regular expressions, where they stand and what they must not be.
struct TextMatcher {
    struct Hit {
        let range: Range<Int>
        var solution: FormulaEvaluator.Solution
    }

    let tree: SyntaxTree
    let text: UnsafeBufferPointer<UInt8>
    private var evaluator: FormulaEvaluator

    init(_ evaluator: FormulaEvaluator) {
        tree = evaluator.tree
        text = evaluator.text
        self.evaluator = evaluator
    }

    mutating func hits(_ formula: Formula) -> [Hit] {
        switch formula {
        case .pattern, .any: return []
        case .regex(let regex):
            return regex.ranges(in: text, evaluator.matcher.work).map { hit($0) }
        case .all(let parts):
            guard let first = parts.positives.first else { return [] }
            var found = hits(first)
            for next in parts.positives.dropFirst() {
                let others = Places(hits(next).map(\.range))
                found = found.compactMap { hit in
                    guard let other = others.touching(hit.range) else { return nil }
                    if Self.contains(other, hit.range) { return hit }
                    return Self.contains(hit.range, other) ? self.hit(other) : nil
                }
            }
            return constrained(found, by: parts)
        }
    }

    private func hit(_ range: Range<Int>) -> Hit {
        let node = node(around: range)
        return Hit(range: range, solution: FormulaEvaluator.Solution(node: node, last: node, bindings: []))
    }

    /// Ranges of one expression: in order, none of them overlapping.
    private struct Places {
        let ranges: [Range<Int>]

        init(_ ranges: [Range<Int>]) { self.ranges = ranges }

        /// The first one that overlaps.
        func touching(_ range: Range<Int>) -> Range<Int>? {
            var (low, high) = (0, ranges.count)
            while low < high {
                let middle = (low + high) / 2
                if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
            }
            return low < ranges.count && ranges[low].overlaps(range) ? ranges[low] : nil
        }
    }

    private static func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
        outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }

    private mutating func constrained(_ hits: [Hit], by parts: Conjunction) -> [Hit] {
        guard !hits.isEmpty else { return [] }
        var forbidden = parts.notRegexes.map { Places($0.ranges(in: text, evaluator.matcher.work)) }
        for formula in parts.negatives where formula.drivers == nil {
            forbidden.append(Places(self.hits(formula).map(\.range)))
        }
        let negatives = parts.negatives.filter { $0.drivers != nil }
        var found: [Hit] = []
        for hit in hits {
            if forbidden.contains(where: { $0.touching(hit.range) != nil }) || isForbidden(negatives, hit) { continue }
            for var solution in evaluator.constrained([hit.solution], by: parts, parts.insides[...]) {
                if !parts.focus.isEmpty {
                    guard let pointed = evaluator.focused(solution, parts.focus) else { continue }
                    solution = pointed
                }
                found.append(Hit(range: hit.range, solution: solution))
            }
        }
        return found
    }

    private mutating func isForbidden(_ formulas: [Formula], _ hit: Hit) -> Bool {
        for formula in formulas {
            // A statement and the call that it consists of are at the same place.
            var at: NodeID? = hit.solution.node
            while let node = at, tree.range(node) == tree.range(hit.solution.node) {
                if !evaluator.solutions(formula, at: node, hit.solution.bindings).isEmpty { return true }
                at = tree.parent(node)
            }
        }
        return false
    }

    /// A small node that holds the range; nodes stand in the order of the text but for a few.
    func node(around range: Range<Int>) -> NodeID {
        var (low, high) = (0, tree.nodes.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.range(NodeID(rawValue: UInt32(middle))).lowerBound <= range.lowerBound {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var at: NodeID? = NodeID(rawValue: UInt32(max(low - 1, 0)))
        while let node = at {
            if Self.contains(tree.range(node), range) { return node }
            at = tree.parent(node)
        }
        return SyntaxTree.root
    }

    /// The outermost node of those that the range holds.
    func node(inside range: Range<Int>) -> NodeID? {
        var best: NodeID?
        var at: NodeID? = node(around: range.lowerBound..<range.lowerBound)
        while let node = at, node != SyntaxTree.root {
            if Self.contains(range, tree.range(node)) { best = node }
            at = tree.parent(node)
        }
        return best
    }
}
