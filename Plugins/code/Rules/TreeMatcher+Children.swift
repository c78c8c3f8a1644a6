import CodeSyntax

/// Matching of what is inside a node.
extension TreeMatcher {
    /// Parts that code may have although the pattern does not speak of them.
    private func isOptional(_ role: Role, _ kind: NodeKind) -> Bool {
        switch (role, kind) {
        case (.type, .assign), (.type, .parameter), (.value, .parameter), (.decorator, _), (.returns, _),
            (.base, .class),
            (.else, .if), (.receiver, .function), (.body, .new), (.body, .class), (.argument, .type),
            (.alias, .importName):
            true
        default: false
        }
    }

    func matchChildren(_ p: Int, _ c: NodeID) -> Bool {
        let all = pattern.children(p)
        let kind = pattern.nodes[p].kind
        let wanted = all.filter { pattern.nodes[$0].role != .decorator }
        guard matchDecorators(all.filter { pattern.nodes[$0].role == .decorator }, c) else { return false }
        var roles: UInt64 = 0
        for child in wanted { roles |= 1 << UInt64(pattern.nodes[child].role.rawValue) }
        let found = tree.children(c).filter { child in
            let role = self.tree[child].role
            if role == .decorator { return false }
            return roles & 1 << UInt64(role.rawValue) != 0 || !self.isOptional(role, kind)
        }
        return sequence(wanted[...], found[...], mustEnd: true, deep: false)
    }

    /// Annotations in any order; others may be there.
    private func matchDecorators(_ wanted: [Int], _ c: NodeID) -> Bool {
        guard !wanted.isEmpty else { return true }
        var rest = Array(tree.children(c, .decorator))
        for decorator in wanted {
            guard let index = firstMatch(decorator, rest) else { return false }
            rest.remove(at: index)
        }
        return true
    }

    func matchCall(_ p: Int, _ c: NodeID) -> Bool {
        guard let callee = pattern.child(p, .callee), let called = tree.child(c, .callee), match(callee, called) else {
            return false
        }
        let arguments = pattern.children(p).filter { pattern.nodes[$0].role == .argument }
        return matchArguments(arguments, tree.children(c).filter { self.tree[$0].role == .argument })
    }

    /// Named arguments in any order; what is not named in order. Without `...` nothing may be left.
    private func matchArguments(_ wanted: [Int], _ found: [NodeID]) -> Bool {
        let positional = wanted.filter { pattern.nodes[$0].kind != .keywordArgument }
        let named = wanted.filter { pattern.nodes[$0].kind == .keywordArgument }
        let hasEllipsis = positional.contains {
            pattern.nodes[$0].kind == .ellipsis || pattern.nodes[$0].kind == .ellipsisMetavariable
        }
        var rest = found.filter { tree[$0].kind == .keywordArgument }
        for argument in named {
            guard let index = firstMatch(argument, rest) else { return false }
            rest.remove(at: index)
        }
        guard rest.isEmpty || hasEllipsis else { return false }
        return sequence(
            positional[...], found.filter { tree[$0].kind != .keywordArgument }[...], mustEnd: true, deep: false)
    }

    private func firstMatch(_ wanted: Int, _ candidates: [NodeID]) -> Int? {
        let count = bindings.count
        for (index, candidate) in candidates.enumerated() {
            if match(wanted, candidate) { return index }
            bindings.removeLast(bindings.count - count)
        }
        return nil
    }

    /// Entries of dictionaries and objects.
    func matchUnordered(_ p: Int, _ c: NodeID) -> Bool {
        var rest = Array(tree.children(c))
        var isOpen = false
        for child in pattern.children(p) {
            if pattern.nodes[child].kind == .ellipsis {
                isOpen = true
                continue
            }
            guard let index = firstMatch(child, rest) else { return false }
            rest.remove(at: index)
        }
        return isOpen || rest.isEmpty
    }

    /// A JSX element: attributes in any order, others may be there. What is in it counts when the pattern has something
    /// there.
    func matchMarkup(_ p: Int, _ c: NodeID) -> Bool {
        var rest = Array(tree.children(c, .argument))
        let wanted = pattern.children(p)
        for attribute in wanted
        where pattern.nodes[attribute].role == .argument && pattern.nodes[attribute].kind != .ellipsis {
            guard let index = firstMatch(attribute, rest) else { return false }
            rest.remove(at: index)
        }
        let elements = wanted.filter { pattern.nodes[$0].role == .element }
        return elements.isEmpty
            || sequence(elements[...], Array(tree.children(c, .element))[...], mustEnd: true, deep: false)
    }

    /// Matches a row of nodes, in which `...` stands for any number of them. `deep`: these are statements, and what
    /// follows `...` may be inside one of them.
    func sequence(_ wanted: ArraySlice<Int>, _ found: ArraySlice<NodeID>, mustEnd: Bool, deep: Bool) -> Bool {
        guard stepsLeft > 0 else { return false }
        stepsLeft -= 1
        guard let first = wanted.first else { return !mustEnd || found.isEmpty }
        let kind = pattern.nodes[first].kind
        guard kind == .ellipsis || kind == .ellipsisMetavariable else {
            guard let node = found.first else { return false }
            let isSameRole = pattern.nodes[first].role == tree[node].role || deep
            guard isSameRole, match(first, node) else { return false }
            if deep { lastMatched = max(lastMatched, node) }
            return sequence(wanted.dropFirst(), found.dropFirst(), mustEnd: mustEnd, deep: deep)
        }
        if wanted.count == 1 { return matchRest(first, found, deep) }
        return matchAfterEllipsis(wanted, found, mustEnd: mustEnd, deep: deep)
    }

    private func matchRest(_ p: Int, _ found: ArraySlice<NodeID>, _ deep: Bool) -> Bool {
        if deep, let last = found.last { lastMatched = max(lastMatched, last) }
        guard pattern.nodes[p].kind == .ellipsisMetavariable else { return true }
        return bind(Int(pattern.nodes[p].symbol.rawValue), .nodes(Array(found)))
    }

    private func matchAfterEllipsis(
        _ wanted: ArraySlice<Int>, _ found: ArraySlice<NodeID>, mustEnd: Bool, deep: Bool
    ) -> Bool {
        let count = bindings.count
        let last = lastMatched
        for start in found.startIndex...found.endIndex {
            if bindsSkipped(wanted[wanted.startIndex], found[found.startIndex..<start]),
                sequence(wanted.dropFirst(), found[start...], mustEnd: mustEnd, deep: deep)
            {
                return true
            }
            bindings.removeLast(bindings.count - count)
            lastMatched = last
            if deep, start < found.endIndex, matchInside(found[start], wanted.dropFirst()) { return true }
            bindings.removeLast(bindings.count - count)
            lastMatched = last
        }
        return false
    }

    private func bindsSkipped(_ p: Int, _ skipped: ArraySlice<NodeID>) -> Bool {
        guard pattern.nodes[p].kind == .ellipsisMetavariable else { return true }
        return bind(Int(pattern.nodes[p].symbol.rawValue), .nodes(Array(skipped)))
    }

    /// The rest of a sequence in a block inside a statement, but not inside another function.
    private func matchInside(_ statement: NodeID, _ wanted: ArraySlice<Int>) -> Bool {
        var index = statement.rawValue + 1
        let end = tree[statement].next
        while index < end {
            let node = tree.nodes[Int(index)]
            if node.kind == .function || node.kind == .class {
                index = node.next
                continue
            }
            if node.role == .statement, node.kind != .case, node.kind != .catch {
                let id = NodeID(rawValue: index)
                let count = bindings.count
                let last = lastMatched
                let siblings = Array(tree.children(node.parent, .statement))
                if let start = siblings.firstIndex(of: id),
                    sequence(wanted, siblings[start...], mustEnd: false, deep: true)
                {
                    return true
                }
                bindings.removeLast(bindings.count - count)
                lastMatched = last
            }
            index += 1
        }
        return false
    }
}
