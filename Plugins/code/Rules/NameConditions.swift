import CodeSyntax

/// Refuses most matches of patterns such as `$REQUEST.$WHAT` by their names, before their formula is tried.
struct NameConditions {
    private let tree: SyntaxTree
    private let work: MatchingWork
    /// Per formula, the expressions that names must fit.
    private let conditions: [[(metavariable: Int, regex: Regex)]]
    /// What was found before, by expression and name.
    private var known: [Key: Bool] = [:]

    private struct Key: Hashable {
        let regex: ObjectIdentifier
        let name: Symbol
    }

    init(_ conditions: [[(metavariable: Int, regex: Regex)]], _ tree: SyntaxTree, _ work: MatchingWork) {
        self.tree = tree
        self.work = work
        self.conditions = conditions
    }

    /// False when a formula cannot hold, whose driving pattern has matched with these bindings.
    mutating func mayFit(_ formula: Int, _ bindings: [(Int, Binding)]) -> Bool {
        for (metavariable, regex) in conditions[formula] {
            guard let binding = bindings.first(where: { $0.0 == metavariable })?.1, let name = name(binding) else {
                continue
            }
            if !fits(regex, name) { return false }
        }
        return true
    }

    /// Where the metavariables are the same at every match: one pattern, which says where it looks.
    static func conditions(_ formula: Formula) -> [(metavariable: Int, regex: Regex)] {
        guard case .all(let parts) = formula, parts.focus.isEmpty, parts.positives.count == 1,
            case .pattern = parts.positives[0]
        else { return [] }
        return parts.conditions.compactMap { condition in
            guard case .regex(let metavariable, let regex) = condition else { return nil }
            return (metavariable, regex)
        }
    }

    /// The name by which alone a binding is known: what a method is called on, and what is called.
    private func name(_ binding: Binding) -> Symbol? {
        switch binding {
        case .symbol(let symbol, _): symbol
        case .node(let node):
            tree[node].kind == .name && (tree[node].role == .object || tree[node].role == .callee)
                ? tree[node].symbol : nil
        case .nodes: nil
        }
    }

    private mutating func fits(_ regex: Regex, _ name: Symbol) -> Bool {
        let key = Key(regex: ObjectIdentifier(regex), name: name)
        if let known = known[key] { return known }
        let fits = regex.matchesStart(of: tree.text(name), work)
        known[key] = fits
        return fits
    }
}
