public import CodeSyntax

/// Matches the rules of one language against one tree, which must be made with the rules' vocabulary. For one thread.
public final class RuleMatcher {
    private let rules: CompiledRules
    private let tree: SyntaxTree
    private let text: UnsafeBufferPointer<UInt8>
    private let facts: TreeFacts
    private let work: MatchingWork
    /// Kept from one confirmation to the next.
    private var starts = SequenceStarts()
    /// What sinks bind is asked for only where a value got to one: there are many, and texts are costly.
    private var namesSinks = false

    /// `text` must outlive the matcher. The limits are for all that it is asked, from now on.
    public init(
        _ rules: CompiledRules, _ tree: SyntaxTree, text: UnsafeBufferPointer<UInt8>,
        limits: MatchingLimits = MatchingLimits()
    ) {
        self.rules = rules
        self.tree = tree
        self.text = text
        work = MatchingWork(limits)
        facts = TreeFacts(tree, rules.vocabulary)
    }

    /// All matches. Those that depend on values the tree alone does not tell are marked as pending.
    public func matches() -> RuleMatches {
        var result = RuleMatches()
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, work: work, isOptimistic: true, constants: { _ in nil })
        var seen: Set<Seen> = []
        let selection = rules.index.selection(facts)
        var names = NameConditions(rules.nameConditions, tree, work)
        for index in tree.nodes.indices where !work.isOver {
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
                        result.add(match, work)
                    }
                }
            }
        }
        result = textMatches(result)
        result.isCut = work.isCut
        result.failedPattern = work.failedPattern
        return result
    }

    /// Whether something that was asked for may be missing, since the limits were hit.
    public var isCut: Bool { work.isCut }

    /// Whether a pending match is one, now that values are known.
    public func confirm(_ match: RuleMatch, constants: @escaping (NodeID) -> [Constant]?) -> [RuleMatch] {
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, work: work, isOptimistic: false, constants: constants)
        swap(&matcher.starts, &starts)
        defer { swap(&matcher.starts, &starts) }
        return evaluate(rules.units[match.unit].formula, [match.unit], at: match.origin, matcher)
    }

    /// What the metavariables of a rule's sink matched, for the rule's message.
    public func bindings(ofSink node: NodeID, of rule: Int) -> [String: String] {
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, work: work, isOptimistic: true, constants: { _ in nil })
        namesSinks = true
        defer { namesSinks = false }
        for (number, unit) in rules.units.enumerated() where unit.rule == rule {
            guard case .sink = unit.role else { continue }
            // A rule may point at a part of what it matches.
            var at: NodeID? = node
            for _ in 0..<Self.farthestPart {
                guard let origin = at else { break }
                let found = evaluate(unit.formula, [number], at: origin, matcher).first { $0.node == node }
                if let found { return found.bindings }
                at = tree.parent(origin)
            }
        }
        return [:]
    }

    private static let farthestPart = 8

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
        // What was not tried to its end might have been forbidden.
        guard !solutions.isEmpty, !work.isOver else { return [] }
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
        if unit.role == .search || namesSinks {
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
        guard !rules.textUnits.isEmpty else { return result }
        let matcher = TreeMatcher(
            tree, words: rules.words, facts: facts, work: work, isOptimistic: false, constants: { _ in nil })
        var texts = TextMatcher(
            FormulaEvaluator(patterns: rules.patterns, tree: tree, text: text, matcher: matcher))
        for number in rules.textUnits {
            let hits = texts.hits(rules.units[number].formula)
            guard !work.isOver else { break }
            for hit in hits {
                for match in textMatches(number, hit, texts) { result.add(match, work) }
            }
        }
        return result
    }

    private func textMatches(_ number: Int, _ hit: TextMatcher.Hit, _ texts: TextMatcher) -> [RuleMatch] {
        let unit = rules.units[number]
        if !hit.solution.focus.isEmpty {
            return hit.solution.focus.map { made(unit, number, hit.solution, $0, $0, true, [], at: $0) }
        }
        // Values are those of nodes.
        let node = unit.role == .search ? SyntaxTree.root : texts.node(inside: hit.range)
        guard let node else { return [] }
        var match = made(unit, number, hit.solution, node, node, false, [], at: node)
        if unit.role == .search { match.textRange = hit.range }
        return [match]
    }
}
