import CodeSyntax

/// Go's functions give an error or a flag beside their result; asking it says something of what they were given.
extension FlowAnalysis {
    /// What an assignment before a name gave it.
    struct Result {
        let value: NodeID
        /// Which of the targets the name is, and of how many.
        let place: Int
        let count: Int

        var isLast: Bool { place == count - 1 }
    }

    /// Flags and errors are asked soon after they are given.
    private static let farthestAssignment = 3000

    /// By place, not by flow.
    func lastResult(of name: NodeID) -> Result? {
        let symbol = tree[name].symbol
        let first = max(frame.function.index, name.index - Self.farthestAssignment)
        for index in (first..<name.index).reversed() where tree.nodes[index].kind == .assign {
            let id = NodeID(rawValue: UInt32(index))
            guard tree.nodes[index].op == .none, let target = tree.child(id, .target),
                let value = tree.child(id, .value)
            else { continue }
            if tree[target].kind == .name, tree[target].symbol == symbol {
                return Result(value: value, place: 0, count: 1)
            }
            guard tree[target].kind == .tuple else { continue }
            let targets = Array(tree.children(target))
            if let place = targets.firstIndex(where: { tree[$0].kind == .name && tree[$0].symbol == symbol }) {
                return Result(value: value, place: place, count: targets.count)
            }
        }
        return nil
    }

    /// `if ok`, where `ok` came with a value of a map or of a call.
    func assumeResult(_ name: NodeID, _ truth: Bool) {
        guard tree.language == .go, let result = lastResult(of: name) else { return }
        switch tree[result.value].kind {
        case .index where result.isLast && result.count == 2:
            if let key = tree.child(result.value, .key), let map = tree.child(result.value, .object) {
                assumeContained(key, in: map, truth)
            }
        case .call:
            let called = tree.child(result.value, .callee).map { tree.text(of: $0) } ?? ""
            if result.isLast || called.hasPrefix("Match") { assume(result.value, truth) }
        default: break
        }
    }

    /// `err != nil`, `ip == nil`: `truth` says that it is not nil.
    func assumeNotNil(_ name: NodeID, _ truth: Bool) {
        guard tree.language == .go, tree[name].kind == .name, let result = lastResult(of: name),
            tree[result.value].kind == .call
        else { return }
        let called = tree.child(result.value, .callee).map { tree.text(of: $0) } ?? ""
        let isError = result.count > 1 ? result.isLast : !CallModels.parsingOrNil.contains(called)
        if truth != isError, CallModels.parsing.contains(called) || CallModels.parsingOrNil.contains(called),
            let text = tree.child(result.value, .argument)
        {
            sanitizeAll(text)
        }
        guard isError else { return }
        assume(result.value, truth)
        guard isReachable, let known = state.variables[tree[name].symbol], known.taint.isEmpty, known.objects.isEmpty
        else { return }
        state.refine(tree[name].symbol) { $0.known = .one(truth ? .boolean(true) : .null) }
    }

    /// What is given back as an error, and is one in any case.
    func isError(_ expression: NodeID) -> Bool {
        guard tree.language == .go else { return false }
        switch tree[expression].kind {
        case .call:
            let name = tree.child(expression, .callee).map { tree.text(of: $0) } ?? ""
            return ["New", "Errorf", "Wrap", "Wrapf"].contains(name)
        case .unary, .new: return true
        case .name, .member: return tree.text(of: expression).lowercased().hasPrefix("err") && !isVariable(expression)
        default: return false
        }
    }

    private func isVariable(_ id: NodeID) -> Bool {
        tree[id].kind == .name && state.variables[tree[id].symbol] != nil
    }
}
