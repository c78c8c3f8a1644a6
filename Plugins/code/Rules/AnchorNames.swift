import CodeSyntax

/// The names that stand for a pattern's own where that is a metavariable: `$REQUEST.$WHAT` is tried at every member of
/// a file, unless the formulas say what `$WHAT` can be.
struct AnchorNames {
    let patterns: [Pattern]
    let words: PatternWords
    /// A word that the vocabulary lacks is in no pattern and no tree by number.
    let symbol: (String) -> Symbol?

    /// Nil when a formula allows names that cannot be listed.
    func names(of pattern: Int, in formulas: some Sequence<Formula>) -> Set<Symbol>? {
        guard let metavariable = metavariable(patterns[pattern]) else { return nil }
        var all: Set<Symbol> = []
        for formula in formulas {
            guard let names = names(formula, pattern, metavariable) else { return nil }
            all.formUnion(names)
        }
        return all
    }

    /// What stands for the name of the member, or of the method that is called.
    private func metavariable(_ pattern: Pattern) -> Int? {
        let node = pattern.nodes[pattern.anchor]
        switch node.kind {
        case .member: return words.metavariable(node.symbol)
        case .call:
            guard let callee = pattern.child(pattern.anchor, .callee), pattern.nodes[callee].kind == .member else {
                return nil
            }
            return words.metavariable(pattern.nodes[callee].symbol)
        default: return nil
        }
    }

    private func names(_ formula: Formula, _ pattern: Int, _ metavariable: Int) -> Set<Symbol>? {
        switch formula {
        case .pattern, .regex: return nil
        case .any(let formulas):
            var all: Set<Symbol> = []
            for formula in formulas where formula.drivers?.contains(pattern) ?? true {
                guard let names = names(formula, pattern, metavariable) else { return nil }
                all.formUnion(names)
            }
            return all
        case .all(let parts):
            for case .regex(metavariable, let regex) in parts.conditions {
                if let names = FiniteNames.all(regex.pattern) { return Set(names.compactMap(symbol)) }
            }
            for part in parts.positives where part.drivers?.contains(pattern) ?? false {
                if let names = names(part, pattern, metavariable) { return names }
            }
            return nil
        }
    }
}
