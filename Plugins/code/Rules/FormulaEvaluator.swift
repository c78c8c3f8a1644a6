import CodeSyntax

/// Tries a formula at one node.
struct FormulaEvaluator {
    struct Solution {
        var node: NodeID
        var last: NodeID
        var bindings: [(Int, Binding)]
        var focus: [NodeID] = []
    }

    let patterns: [Pattern]
    let tree: SyntaxTree
    let text: UnsafeBufferPointer<UInt8>
    let matcher: TreeMatcher
    /// The metavariables that the conjunction points at.
    private var focus: [Int] = []

    init(patterns: [Pattern], tree: SyntaxTree, text: UnsafeBufferPointer<UInt8>, matcher: TreeMatcher) {
        self.patterns = patterns
        self.tree = tree
        self.text = text
        self.matcher = matcher
    }

    /// Ways to match that are followed.
    private static let mostSolutions = 100
    /// Statements before a place in which an enclosing sequence may begin.
    private static let farthest = 400

    mutating func solutions(_ formula: Formula, at node: NodeID, _ bindings: [(Int, Binding)]) -> [Solution] {
        switch formula {
        case .pattern(let number):
            return solutions(number, at: node, bindings)
        case .regex(let regex):
            return regex.ranges(in: source(node), matcher.work, most: 1).isEmpty
                ? [] : [Solution(node: node, last: node, bindings: bindings)]
        case .any(let formulas):
            return alternatives(formulas, at: node, bindings)
        case .all(let parts): return solutions(parts, at: node, bindings)
        }
    }

    /// Where one alternative matches for certain, those that depend on values are not needed.
    private mutating func alternatives(
        _ formulas: [Formula], at node: NodeID, _ bindings: [(Int, Binding)]
    ) -> [Solution] {
        let wasSupposed = matcher.isSupposed
        var certain: [Solution] = []
        var supposed: [Solution] = []
        for formula in formulas where certain.count + supposed.count < Self.mostSolutions {
            matcher.isSupposed = false
            let found = solutions(formula, at: node, bindings)
            if matcher.isSupposed { supposed += found } else { certain += found }
        }
        matcher.isSupposed = wasSupposed || (certain.isEmpty && !supposed.isEmpty)
        return certain.isEmpty ? supposed : certain
    }

    /// One way to match, or, of metavariables that are pointed at, one for each thing they can be.
    private mutating func solutions(_ number: Int, at node: NodeID, _ bindings: [(Int, Binding)]) -> [Solution] {
        let pattern = patterns[number]
        if let kind = pattern.onlyKind, tree[node].kind != kind { return [] }
        var found: [Solution] = []
        matcher.vetoes = []
        defer { matcher.vetoes = [] }
        while found.count < Self.mostSolutions {
            matcher.bindings = bindings
            guard matcher.matchRoot(pattern, node) else { break }
            found.append(Solution(node: node, last: matcher.lastMatched, bindings: matcher.bindings))
            let before = matcher.vetoes.count
            for (metavariable, binding) in matcher.bindings.dropFirst(bindings.count) where focus.contains(metavariable)
            {
                switch binding {
                case .node(let bound), .symbol(_, let bound):
                    matcher.vetoes.insert(TreeMatcher.Veto(metavariable: metavariable, node: bound))
                case .nodes: break
                }
            }
            guard matcher.vetoes.count > before else { break }
        }
        return found
    }

    private func source(_ node: NodeID) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[tree.range(node).clamped(to: 0..<text.count)])
    }

    private mutating func solutions(_ parts: Conjunction, at node: NodeID, _ bindings: [(Int, Binding)]) -> [Solution] {
        let outer = focus
        focus = parts.focus
        defer { focus = outer }
        var found: [Solution]
        var insides = parts.insides[...]
        if let first = parts.positives.first {
            found = solutions(first, at: node, bindings)
            for next in parts.positives.dropFirst() {
                var both: [Solution] = []
                for solution in found {
                    for other in solutions(next, at: node, solution.bindings) {
                        both.append(merged(solution, other))
                    }
                }
                found = both
            }
        } else if let first = insides.popFirst() {
            found = solutions(first, at: node, bindings)
        } else {
            return []
        }
        found = constrained(found, by: parts, insides)
        found = found.filter { !isForbidden(parts, $0, at: node) }
        return parts.focus.isEmpty ? found : found.compactMap { focused($0, parts.focus) }
    }

    /// Those that stand where the conjunction wants them, and whose metavariables are what it wants.
    mutating func constrained(
        _ found: [Solution], by parts: Conjunction, _ insides: ArraySlice<Formula>
    ) -> [Solution] {
        var found = found
        for inside in insides { found = found.flatMap { solutionsInside(inside, $0) } }
        found = found.filter { !parts.notInsides.isEmpty ? !isInside(parts.notInsides, $0) : true }
        return found.compactMap { meets(parts.conditions, $0) }
    }

    private func merged(_ first: Solution, _ second: Solution) -> Solution {
        var solution = second
        if solution.focus.isEmpty { solution.focus = first.focus }
        solution.last = max(first.last, second.last)
        return solution
    }

    func focused(_ solution: Solution, _ focus: [Int]) -> Solution? {
        var solution = solution
        solution.focus = focus.flatMap { number -> [NodeID] in
            switch solution.bindings.first(where: { $0.0 == number })?.1 {
            case .node(let node): [node]
            case .nodes(let nodes): nodes
            case .symbol(_, let node): [node]
            case nil: []
            }
        }
        return solution.focus.isEmpty ? nil : solution
    }

    // What is around.

    /// The innermost match of a formula that holds the solution.
    private mutating func solutionsInside(_ formula: Formula, _ solution: Solution) -> [Solution] {
        var at: NodeID? = solution.node
        while let node = at {
            for around in candidates(node, formula) {
                let around = solutions(formula, at: around, solution.bindings).filter { covers($0, solution) }
                if !around.isEmpty {
                    return around.map { outer in
                        var inner = solution
                        inner.bindings = outer.bindings
                        return inner
                    }
                }
            }
            at = tree.parent(node)
        }
        return []
    }

    /// The node itself, and the statements before it where a sequence may have begun.
    private func candidates(_ node: NodeID, _ formula: Formula) -> [NodeID] {
        guard tree[node].role == .statement, let block = tree.parent(node), hasSequence(formula) else { return [node] }
        let kinds = startKinds(formula)
        return [node] + matcher.starts.before(node, in: block, of: kinds, tree, most: Self.farthest)
    }

    /// The kinds of a statement that may be the first one of a sequence.
    private func startKinds(_ formula: Formula) -> NodeKinds {
        switch formula {
        case .pattern(let number): patterns[number].onlyKind.map { NodeKinds($0) } ?? .all
        case .any(let formulas): formulas.reduce(.none) { $0.union(startKinds($1)) }
        case .all(let parts): (parts.positives + parts.insides).reduce(.none) { $0.union(startKinds($1)) }
        case .regex: .none
        }
    }

    private func hasSequence(_ formula: Formula) -> Bool {
        switch formula {
        case .pattern(let number): patterns[number].isSequence
        case .any(let formulas): formulas.contains { hasSequence($0) }
        case .all(let parts): (parts.positives + parts.insides).contains { hasSequence($0) }
        case .regex: false
        }
    }

    private func covers(_ outer: Solution, _ inner: Solution) -> Bool {
        outer.node <= inner.node && tree[inner.node].next <= tree[outer.last].next
    }

    private mutating func isInside(_ formulas: [Formula], _ solution: Solution) -> Bool {
        let outer = matcher.isForbidding
        matcher.isForbidding = true
        defer { matcher.isForbidding = outer }
        for formula in formulas where !solutionsInside(formula, solution).isEmpty { return true }
        return false
    }

    private mutating func isForbidden(_ parts: Conjunction, _ solution: Solution, at node: NodeID) -> Bool {
        let text = source(solution.node)
        if parts.notRegexes.contains(where: { !$0.ranges(in: text, matcher.work, most: 1).isEmpty }) { return true }
        guard !parts.negatives.isEmpty else { return false }
        let outer = matcher.isForbidding
        matcher.isForbidding = true
        defer { matcher.isForbidding = outer }
        for formula in parts.negatives where !solutions(formula, at: node, solution.bindings).isEmpty { return true }
        return false
    }

    // Conditions.

    private mutating func meets(_ conditions: [CompiledCondition], _ solution: Solution) -> Solution? {
        var solution = solution
        for condition in conditions {
            switch condition {
            case .regex(let number, let regex): guard meets(number, regex, solution) else { return nil }
            case .pattern(let number, let formula):
                guard case .node(let node) = binding(number, solution),
                    let inner = solutions(formula, at: node, solution.bindings).first
                else { return nil }
                solution.bindings = inner.bindings
            case .comparison(let comparison, let numbers):
                guard meets(comparison, numbers, solution) else { return nil }
            }
        }
        return solution
    }

    private func binding(_ number: Int, _ solution: Solution) -> Binding? {
        solution.bindings.first { $0.0 == number }?.1
    }

    private func meets(_ number: Int, _ regex: Regex, _ solution: Solution) -> Bool {
        switch binding(number, solution) {
        case .symbol(let symbol, _): return regex.matchesStart(of: tree.text(symbol), matcher.work)
        case .node(let node):
            if tree[node].kind == .string { return regex.matchesStart(of: tree.text(of: node), matcher.work) }
            let text = String(decoding: source(node).prefix(4096), as: UTF8.self)
            if regex.matchesStart(of: text, matcher.work) { return true }
            return decides(node) { regex.matchesStart(of: $0.text, matcher.work) }
        case .nodes(let nodes):
            guard let first = nodes.first, let last = nodes.last else {
                return regex.matchesStart(of: "", matcher.work)
            }
            let range = tree.range(first).lowerBound..<tree.range(last).upperBound
            return regex.matchesStart(of: String(decoding: text[range].prefix(4096), as: UTF8.self), matcher.work)
        case nil: return false
        }
    }

    /// Whether one of the values that a computed expression can have fits.
    private func decides(_ node: NodeID, _ fits: (Constant) -> Bool) -> Bool {
        // What is assigned to is a place and no value.
        guard tree[node].role != .target else { return false }
        switch tree[node].kind {
        case .name, .member, .index, .call, .binary, .template, .conditional, .unary, .cast: break
        default: return false
        }
        guard isKnownByValue(node), tree[node].role != .target else { return false }
        if let values = matcher.constants(node) ?? matcher.facts.constant(node, tree).map({ [$0] }) {
            return values.contains(where: fits)
        }
        guard matcher.isOptimistic else { return false }
        return matcher.suppose(node)
    }

    /// What a method is called on, what is assigned to and what is compared is known by its name, not by its value.
    private func isKnownByValue(_ node: NodeID) -> Bool {
        switch tree[node].role {
        case .object, .callee, .target: false
        case .left, .right:
            switch tree.parent(node).map({ tree[$0].op }) {
            case .equal, .notEqual, .strictEqual, .strictNotEqual: false
            default: true
            }
        default: true
        }
    }

    private func meets(_ comparison: Comparison, _ numbers: [String: Int], _ solution: Solution) -> Bool {
        var isOpen = false
        let result = comparison.holds { name in
            guard let number = numbers[name] else { return nil }
            let numeral = comparison.numeral.flatMap { $0.metavariable == name ? $0 : nil }
            switch binding(number, solution) {
            case .symbol(let symbol, _):
                guard let numeral else { return .text(tree.text(symbol)) }
                return Comparison.number(tree.text(symbol), base: numeral.base).map { .number($0) }
            case .node(let node):
                if let numeral, TreeFacts.constant(ofLiteral: node, tree) != nil {
                    let digits = String(decoding: source(node).prefix(100), as: UTF8.self)
                    return Comparison.number(digits, base: numeral.base).map { .number($0) }
                }
                if let constant = TreeFacts.constant(ofLiteral: node, tree) { return Self.value(constant) }
                if let constant = matcher.constants(node)?.first ?? matcher.facts.constant(node, tree) {
                    return Self.value(constant)
                }
                isOpen = true
                return nil
            default: return nil
            }
        }
        if isOpen, matcher.isOptimistic { suppose(comparison, numbers, solution) }
        if isOpen { return matcher.isOptimistic && !matcher.isForbidding }
        return result ?? false
    }

    /// All values that a comparison asks for and the tree does not tell are wanted.
    private func suppose(_ comparison: Comparison, _ numbers: [String: Int], _ solution: Solution) {
        for name in comparison.metavariables {
            guard let number = numbers[name], case .node(let node) = binding(number, solution),
                TreeFacts.constant(ofLiteral: node, tree) == nil
            else { continue }
            _ = matcher.suppose(node)
        }
    }

    private static func value(_ constant: Constant) -> Comparison.Value {
        switch constant {
        case .string(let text): .text(text)
        case .integer(let number): .number(Double(number))
        case .float(let number): .number(number)
        case .boolean(let flag): .truth(flag)
        case .null: .text("null")
        }
    }
}
