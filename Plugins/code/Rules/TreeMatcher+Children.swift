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

    func matchChildren(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        let shape = pattern.shape(p)
        let kind = pattern.nodes[p].kind
        if !shape.decorators.isEmpty, !matchDecorators(pattern, shape.decorators, c) { return false }
        let counts = { (role: Role) in
            role != .decorator && (shape.roles & 1 << UInt64(role.rawValue) != 0 || !self.isOptional(role, kind))
        }
        if shape.isPlainInStep { return inStep(pattern, shape.plain, c) { counts($0.role) } }
        let found = tree.children(c).filter { counts(self.tree[$0].role) }
        return sequence(pattern, shape.plain[...], found[...], mustEnd: true, deep: false)
    }

    /// As `sequence` without a list of what is found: nothing of what is wanted stands for several nodes, but perhaps
    /// the last one for all that is left.
    private func inStep(_ pattern: Pattern, _ wanted: [Int], _ c: NodeID, _ counts: (Node) -> Bool) -> Bool {
        guard work.spend() else { return false }
        var next = 0
        var at = c.rawValue + 1
        let end = tree[c].next
        while at < end {
            let node = tree.nodes[Int(at)]
            if counts(node) {
                guard next < wanted.count else { return false }
                if pattern.nodes[wanted[next]].kind == .ellipsis { return true }
                guard pattern.nodes[wanted[next]].role == node.role,
                    match(pattern, wanted[next], NodeID(rawValue: at))
                else { return false }
                next += 1
            }
            at = node.next
        }
        return next == wanted.count || pattern.nodes[wanted[next]].kind == .ellipsis
    }

    /// Annotations in any order; others may be there.
    private func matchDecorators(_ pattern: Pattern, _ wanted: [Int], _ c: NodeID) -> Bool {
        guard !wanted.isEmpty else { return true }
        var rest = Array(tree.children(c, .decorator))
        for decorator in wanted {
            guard let index = firstMatch(pattern, decorator, rest) else { return false }
            rest.remove(at: index)
        }
        return true
    }

    func matchCall(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        guard let callee = pattern.child(p, .callee), let called = tree.child(c, .callee),
            match(pattern, callee, called)
        else {
            return false
        }
        return matchArguments(pattern, pattern.shape(p), c)
    }

    /// Named arguments in any order; what is not named in order. Without `...` nothing may be left.
    private func matchArguments(_ pattern: Pattern, _ shape: PatternShape, _ c: NodeID) -> Bool {
        if !shape.named.isEmpty || !shape.isVariadic {
            var rest = arguments(c, named: true)
            for argument in shape.named {
                guard let index = firstMatch(pattern, argument, rest) else { return false }
                rest.remove(at: index)
            }
            guard rest.isEmpty || shape.isVariadic else { return false }
        }
        if shape.isPositionalInStep {
            return inStep(pattern, shape.positional, c) { $0.role == .argument && $0.kind != .keywordArgument }
        }
        return sequence(pattern, shape.positional[...], arguments(c, named: false)[...], mustEnd: true, deep: false)
    }

    private func arguments(_ call: NodeID, named: Bool) -> [NodeID] {
        tree.children(call).filter { id in
            let node = self.tree[id]
            return node.role == .argument && (node.kind == .keywordArgument) == named
        }
    }

    private func firstMatch(_ pattern: Pattern, _ wanted: Int, _ candidates: [NodeID]) -> Int? {
        let count = bindings.count
        for (index, candidate) in candidates.enumerated() {
            if match(pattern, wanted, candidate) { return index }
            bindings.removeLast(bindings.count - count)
        }
        return nil
    }

    /// Entries of dictionaries and objects.
    func matchUnordered(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        var rest = Array(tree.children(c))
        var isOpen = false
        for child in pattern.children(p) {
            if pattern.nodes[child].kind == .ellipsis {
                isOpen = true
                continue
            }
            guard let index = firstMatch(pattern, child, rest) else { return false }
            rest.remove(at: index)
        }
        return isOpen || rest.isEmpty
    }

    /// A JSX element: attributes in any order, others may be there. What is in it counts when the pattern has something
    /// there.
    func matchMarkup(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        var rest = Array(tree.children(c, .argument))
        let wanted = pattern.children(p)
        for attribute in wanted
        where pattern.nodes[attribute].role == .argument && pattern.nodes[attribute].kind != .ellipsis {
            guard let index = firstMatch(pattern, attribute, rest) else { return false }
            rest.remove(at: index)
        }
        let elements = wanted.filter { pattern.nodes[$0].role == .element }
        return elements.isEmpty
            || sequence(pattern, elements[...], Array(tree.children(c, .element))[...], mustEnd: true, deep: false)
    }

    /// Matches a row of nodes, in which `...` stands for any number of them. `deep`: these are statements, and what
    /// follows `...` may be inside one of them.
    func sequence(
        _ pattern: Pattern, _ wanted: ArraySlice<Int>, _ found: ArraySlice<NodeID>, mustEnd: Bool, deep: Bool
    ) -> Bool {
        guard work.spend() else { return false }
        guard let first = wanted.first else { return !mustEnd || found.isEmpty }
        let kind = pattern.nodes[first].kind
        guard kind == .ellipsis || kind == .ellipsisMetavariable else {
            guard let node = found.first else { return false }
            let isSameRole = pattern.nodes[first].role == tree[node].role || deep
            guard isSameRole, match(pattern, first, node) else { return false }
            if deep { lastMatched = max(lastMatched, node) }
            return sequence(pattern, wanted.dropFirst(), found.dropFirst(), mustEnd: mustEnd, deep: deep)
        }
        if wanted.count == 1 { return matchRest(pattern, first, found, deep) }
        return matchAfterEllipsis(pattern, wanted, found, mustEnd: mustEnd, deep: deep)
    }

    private func matchRest(_ pattern: Pattern, _ p: Int, _ found: ArraySlice<NodeID>, _ deep: Bool) -> Bool {
        if deep, let last = found.last { lastMatched = max(lastMatched, last) }
        guard pattern.nodes[p].kind == .ellipsisMetavariable else { return true }
        return bind(Int(pattern.nodes[p].symbol.rawValue), .nodes(Array(found)))
    }

    private func matchAfterEllipsis(
        _ pattern: Pattern, _ wanted: ArraySlice<Int>, _ found: ArraySlice<NodeID>, mustEnd: Bool, deep: Bool
    ) -> Bool {
        let count = bindings.count
        let last = lastMatched
        for start in found.startIndex...found.endIndex {
            if bindsSkipped(pattern, wanted[wanted.startIndex], found[found.startIndex..<start]),
                sequence(pattern, wanted.dropFirst(), found[start...], mustEnd: mustEnd, deep: deep)
            {
                return true
            }
            bindings.removeLast(bindings.count - count)
            lastMatched = last
            if deep, start < found.endIndex, matchInside(pattern, found[start], wanted.dropFirst()) { return true }
            bindings.removeLast(bindings.count - count)
            lastMatched = last
        }
        return false
    }

    private func bindsSkipped(_ pattern: Pattern, _ p: Int, _ skipped: ArraySlice<NodeID>) -> Bool {
        guard pattern.nodes[p].kind == .ellipsisMetavariable else { return true }
        return bind(Int(pattern.nodes[p].symbol.rawValue), .nodes(Array(skipped)))
    }

    /// The rest of a sequence in a block inside a statement, but not inside another function.
    private func matchInside(_ pattern: Pattern, _ statement: NodeID, _ wanted: ArraySlice<Int>) -> Bool {
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
                if let siblings = starts.from(id, in: node.parent, tree),
                    sequence(pattern, wanted, siblings, mustEnd: false, deep: true)
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
