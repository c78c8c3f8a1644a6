import CodeSyntax

/// Comparisons with elements of a list of allowed values.
extension FlowAnalysis {
    /// An element of a list that holds only fixed values: `list[0]`, or the variable of a loop over the list.
    func isFixed(_ id: NodeID) -> Bool {
        switch tree[id].kind {
        case .index: return tree.child(id, .object).map { isAllowed($0) } ?? false
        case .name:
            let value = variable(id)
            if value.object.flatMap({ object($0) }) != nil { return state.reach(value).isEmpty }
            return listOfLoop(id).map { isAllowed($0) } ?? false
        default: return false
        }
    }

    private func isAllowed(_ list: NodeID) -> Bool {
        let value = evaluateQuietly(list)
        return state.reach(value).isEmpty && isListOfAllowed(list, value)
    }

    /// What the loop around goes through whose variable this is.
    private func listOfLoop(_ name: NodeID) -> NodeID? {
        var at = tree.parent(name)
        while let node = at, tree[node].kind != .function {
            if tree[node].kind == .forEach, let target = tree.child(node, .target) {
                let variable = tree[target].kind == .tuple ? Array(tree.children(target)).last ?? target : target
                if tree[variable].symbol == tree[name].symbol { return tree.child(node, .iterable) }
            }
            at = tree.parent(node)
        }
        return nil
    }

    /// `ALLOWED.some(x => x === value)`, `Arrays.stream(ALLOWED).anyMatch(x -> x.equals(value))`.
    func assumeSome(of receiver: NodeID, _ check: NodeID) {
        var list = receiver
        if tree[list].kind == .call, let callee = tree.child(list, .callee), tree.text(of: callee) == "stream" {
            list = tree.child(list, .argument) ?? tree.child(callee, .object) ?? list
        }
        guard tree[check].kind == .function, let parameter = tree.child(check, .parameter),
            let result = onlyResult(check)
        else { return }
        assumeSome(of: list, tree[parameter].symbol, result)
    }

    /// The comparison holds for some element of the list.
    func assumeSome(of list: NodeID, _ element: Symbol, _ comparison: NodeID) {
        guard isAllowed(list), let (left, right) = compared(comparison) else { return }
        for (subject, other) in [(left, right), (right, left)]
        where tree[other].kind == .name && tree[other].symbol == element {
            sanitize(subject, evaluateQuietly(subject), guards.allowList)
        }
    }

    /// What a function gives that does nothing else.
    private func onlyResult(_ function: NodeID) -> NodeID? {
        guard var at = tree.child(function, .body) else { return nil }
        while [.block, .return, .yield].contains(tree[at].kind) {
            let children = Array(tree.children(at))
            guard children.count == 1 else { return nil }
            at = children[0]
        }
        return at
    }

    private func compared(_ id: NodeID) -> (NodeID, NodeID)? {
        switch tree[id].kind {
        case .binary where [.equal, .strictEqual].contains(tree[id].op):
            guard let left = tree.child(id, .left), let right = tree.child(id, .right) else { return nil }
            return (left, right)
        case .call:
            guard let callee = tree.child(id, .callee), ["equals", "eql?"].contains(tree.text(of: callee)),
                let receiver = tree.child(callee, .object), let argument = tree.child(id, .argument)
            else { return nil }
            return (receiver, argument)
        default: return nil
        }
    }
}
