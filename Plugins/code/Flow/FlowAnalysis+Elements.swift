import CodeSyntax

/// Checks of each character of a text, or of a text for each of some others.
extension FlowAnalysis {
    /// `all(c in ALLOWED for c in x)` where it holds, `any(bad in x for bad in ("..", "/"))` where it does not.
    func assumeEach(_ comprehension: NodeID, isAll: Bool, _ truth: Bool) {
        guard truth == isAll || truth, tree[comprehension].kind == .comprehension,
            let element = tree.child(comprehension, .element)
        else { return }
        let clauses = tree.children(comprehension).filter { self.tree[$0].kind == .comprehensionClause }
        guard clauses.count == 1, let clause = clauses.first, let target = tree.child(clause, .target),
            let iterable = tree.child(clause, .iterable), tree.child(clause, .condition) == nil
        else { return }
        if truth, !isAll { return assumeSome(of: iterable, tree[target].symbol, element) }
        let isTarget = { (id: NodeID) in self.tree[id].kind == .name && self.tree[id].symbol == self.tree[target].symbol
        }
        if isAll, allows(element, true, isTarget) {
            sanitize(iterable, evaluateQuietly(iterable), guards.allowList)
        } else {
            assumeEachOf(iterable, element, target, isAll)
        }
    }

    static func isHarmless(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_" || character == "-")
    }

    /// The condition for each text of a list that is known.
    private func assumeEachOf(_ list: NodeID, _ condition: NodeID, _ target: NodeID, _ truth: Bool) {
        guard tree[condition].kind == .binary, tree[target].kind == .name,
            tree[condition].op == (truth ? .notContains : .contains),
            let left = tree.child(condition, .left), tree[left].symbol == tree[target].symbol,
            let right = tree.child(condition, .right)
        else { return }
        let value = evaluateQuietly(list)
        var texts: [Constant] = value.objects.flatMap { object($0)?.elements.compactMap(\.constant) ?? [] }
        if case .string(let text) = value.constant { texts = text.map { .string(String($0)) } }
        let before = state.variables[tree[target].symbol]
        for text in texts.prefix(20) {
            state.variables[tree[target].symbol] = Value(text)
            assumeContained(left, in: right, false)
        }
        state.variables[tree[target].symbol] = before
    }
}
