public import CodeSyntax

/// Matches the rules of one language against one tree, which must be made with the rules' vocabulary. For one thread.
public final class RuleMatcher {
    private let rules: CompiledRules
    private let tree: SyntaxTree
    private let text: UnsafeBufferPointer<UInt8>
    private let facts: TreeFacts

    /// `text` must outlive the matcher.
    public init(_ rules: CompiledRules, _ tree: SyntaxTree, text: UnsafeBufferPointer<UInt8>) {
        self.rules = rules
        self.tree = tree
        self.text = text
        facts = TreeFacts(tree, rules.vocabulary)
    }

    /// All matches. Those that depend on values the tree alone does not tell are marked as pending.
    public func matches() -> RuleMatches {
        var result = RuleMatches()
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, isOptimistic: true, constants: { _ in nil })
        var seen: Set<Seen> = []
        let selection = rules.index.selection(facts)
        var names = NameConditions(rules.nameConditions, tree)
        for index in tree.nodes.indices {
            let node = NodeID(rawValue: UInt32(index))
            selection.candidates(tree, node, facts) { number, formulas in
                matcher.bindings.removeAll(keepingCapacity: true)
                matcher.pending.removeAll(keepingCapacity: true)
                guard matcher.matchRoot(rules.patterns[number], node) else { return }
                let bindings = matcher.bindings
                for number in formulas {
                    let (formula, units) = rules.formulas[number]
                    guard names.mayFit(number, bindings) else { continue }
                    for match in evaluate(formula, units, at: node, matcher) where seen.insert(Seen(match)).inserted {
                        result.matches.append(match)
                    }
                }
            }
        }
        result.isCut = matcher.stepsLeft <= 0
        return textMatches(result)
    }

    /// Whether a pending match is one, now that values are known.
    public func confirm(_ match: RuleMatch, constants: @escaping (NodeID) -> [Constant]?) -> [RuleMatch] {
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, isOptimistic: false, constants: constants)
        return evaluate(rules.units[match.unit].formula, [match.unit], at: match.origin, matcher)
    }

    private struct Seen: Hashable {
        let unit: Int
        let node: NodeID
        let last: NodeID
        let from: NodeID?
        let to: NodeID?

        init(_ match: RuleMatch) {
            unit = match.unit
            node = match.node
            last = match.last
            from = match.from
            to = match.to
        }
    }

    /// What a source or a sink is, the code itself must tell, and some rules are about the code and not about values.
    private func isForTextAlone(_ unit: Unit) -> Bool {
        unit.role != .search || rules.rules[unit.rule].isAboutCodeAlone
    }

    private func evaluate(_ formula: Formula, _ units: [Int], at node: NodeID, _ matcher: TreeMatcher) -> [RuleMatch] {
        matcher.pending.removeAll(keepingCapacity: true)
        matcher.isSupposed = false
        var evaluator = FormulaEvaluator(patterns: rules.patterns, tree: tree, text: text, matcher: matcher)
        let solutions = evaluator.solutions(formula, at: node, [])
        guard !solutions.isEmpty else { return [] }
        let pending = matcher.pending
        var certain = solutions
        if matcher.isSupposed, matcher.isOptimistic, units.contains(where: { isForTextAlone(rules.units[$0]) }) {
            matcher.isOptimistic = false
            certain = evaluator.solutions(formula, at: node, [])
            matcher.isOptimistic = true
        }
        var matches: [RuleMatch] = []
        for number in units {
            let unit = rules.units[number]
            let isCertain = isForTextAlone(unit)
            for solution in isCertain ? certain : solutions {
                for (first, last, isFocused) in places(solution) {
                    let open = isCertain ? [] : pending
                    matches.append(made(unit, number, solution, first, last, isFocused, open, at: node))
                }
            }
        }
        return matches
    }

    private func places(_ solution: FormulaEvaluator.Solution) -> [(NodeID, NodeID, Bool)] {
        solution.focus.isEmpty ? [(solution.node, solution.last, false)] : solution.focus.map { ($0, $0, true) }
    }

    private func made(
        _ unit: Unit, _ number: Int, _ solution: FormulaEvaluator.Solution, _ first: NodeID, _ last: NodeID,
        _ isFocused: Bool, _ pending: Set<NodeID>, at origin: NodeID
    ) -> RuleMatch {
        var names: [String: String] = [:]
        if unit.role == .search {
            for (metavariable, binding) in solution.bindings {
                names[rules.metavariables[metavariable]] = source(binding)
            }
        }
        return RuleMatch(
            rule: unit.rule, role: unit.role, node: first, last: last, isFocused: isFocused,
            from: node(unit.from, solution), to: node(unit.to, solution), textRange: nil, bindings: names,
            pending: pending, unit: number, origin: origin)
    }

    private func node(_ metavariable: Int, _ solution: FormulaEvaluator.Solution) -> NodeID? {
        guard metavariable >= 0, case .node(let node) = solution.bindings.first(where: { $0.0 == metavariable })?.1
        else { return nil }
        return node
    }

    private func source(_ binding: Binding) -> String {
        switch binding {
        case .node(let node): text(tree.range(node))
        case .symbol(let symbol, _): tree.text(symbol)
        case .nodes(let nodes):
            if let first = nodes.first, let last = nodes.last {
                text(tree.range(first).lowerBound..<tree.range(last).upperBound)
            } else {
                ""
            }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: text[range.clamped(to: 0..<text.count)].prefix(1000), as: UTF8.self)
    }

    /// Formulas that are regular expressions alone.
    private func textMatches(_ start: RuleMatches) -> RuleMatches {
        var result = start
        for number in rules.textUnits {
            guard let regex = Self.regex(rules.units[number].formula) else { continue }
            for range in regex.ranges(in: text) {
                result.matches.append(
                    RuleMatch(
                        rule: rules.units[number].rule, role: rules.units[number].role, node: SyntaxTree.root,
                        last: SyntaxTree.root, isFocused: false, from: nil, to: nil, textRange: range, bindings: [:],
                        pending: [], unit: number, origin: SyntaxTree.root))
            }
        }
        return result
    }

    private static func regex(_ formula: Formula) -> Regex? {
        switch formula {
        case .regex(let regex): regex
        case .any(let formulas): formulas.count == 1 ? regex(formulas[0]) : nil
        case .all(let parts): parts.positives.count == 1 ? regex(parts.positives[0]) : nil
        case .pattern: nil
        }
    }
}
