import CodeSyntax

/// Python's structural patterns and Java's type patterns: the names they bind.
extension FlowAnalysis {
    /// Whatever a pattern binds is part of the subject.
    func bindPattern(_ pattern: NodeID, _ value: Value) {
        let node = tree[pattern]
        switch node.kind {
        // Elsewhere a bare name is a constant that is compared.
        case .name: if tree.language == .python || tree.language == .ruby { state.variables[node.symbol] = value }
        case .list, .tuple, .set:
            for (index, child) in tree.children(pattern).enumerated() {
                bindPattern(child, element(of: value, at: Value(.integer(index))))
            }
        case .map:
            for child in tree.children(pattern) {
                let part = tree.child(child, .key).map { element(of: value, at: evaluate($0)) } ?? element(of: value)
                if let inner = tree.child(child, .value) { bindPattern(inner, part) }
            }
        case .assign:
            if let target = tree.child(pattern, .target) { assign(value, to: target, note: nil) }
        case .call:
            for argument in tree.children(pattern, .argument) {
                if tree[argument].kind == .keywordArgument, let inner = tree.child(argument, .value) {
                    bindPattern(inner, field(tree.text(of: argument), of: value))
                } else {
                    bindPattern(argument, Value(state.reach(value)))
                }
            }
        case .spread, .opaque: for child in tree.children(pattern) { bindPattern(child, Value(state.reach(value))) }
        default: break
        }
    }
}
