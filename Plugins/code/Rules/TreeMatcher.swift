import CodeSyntax

/// What a metavariable matched.
enum Binding: Sendable, Equatable {
    case node(NodeID)
    case nodes([NodeID])
    /// A name that is part of a node: of a member, a function, a keyword; or the content of a string.
    case symbol(Symbol, NodeID)
}

/// Matches patterns against the nodes of one tree. For one thread.
final class TreeMatcher {
    let tree: SyntaxTree
    let words: PatternWords
    let facts: TreeFacts
    /// The values a node can have, where the analysis knows.
    let constants: (NodeID) -> [Constant]?
    /// Values that are not known count as if they fit, and are noted.
    var isOptimistic: Bool

    var bindings: [(Int, Binding)] = []
    /// Nodes whose values decide.
    var pending: Set<NodeID> = []
    /// A value that is not known counted as fitting.
    var isSupposed = false
    /// Inside what must not match, a value that is not known does not fit.
    var isForbidding = false
    let work: MatchingWork
    /// What metavariables must not match, since it was found already.
    var vetoes: Set<Veto> = []

    struct Veto: Hashable {
        let metavariable: Int
        let node: NodeID
    }
    var starts = SequenceStarts()
    /// The last statement of a matched sequence.
    var lastMatched = SyntaxTree.root

    init(
        _ tree: SyntaxTree, words: PatternWords, facts: TreeFacts, work: MatchingWork, isOptimistic: Bool,
        constants: @escaping (NodeID) -> [Constant]?
    ) {
        self.tree = tree
        self.words = words
        self.facts = facts
        self.isOptimistic = isOptimistic
        self.constants = constants
        self.work = work
    }

    /// Matches the whole pattern at a node; `lastMatched` says where a sequence ends.
    func matchRoot(_ pattern: Pattern, _ node: NodeID) -> Bool {
        lastMatched = node
        guard pattern.isSequence else { return match(pattern, pattern.roots[0], node) }
        guard let block = tree.parent(node), tree[node].role == .statement,
            let siblings = starts.from(node, in: block, tree), let first = pattern.roots.firstIndex(of: pattern.anchor)
        else { return false }
        return sequence(pattern, pattern.roots[first...], siblings, mustEnd: false, deep: true)
    }

    func match(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        guard work.spend() else { return false }
        let wanted = pattern.nodes[p]
        switch wanted.kind {
        case .metavariable: return matchMetavariable(pattern, p, c)
        case .ellipsis: return true
        case .ellipsisMetavariable: return bind(Int(wanted.symbol.rawValue), .nodes([c]))
        case .deepEllipsis: return matchDeep(pattern, p, c)
        case .string, .integer, .float, .boolean, .null: return matchLiteral(pattern, p, c)
        default: break
        }
        if let chain = pattern.chains[p] { return facts.names(c, chain, tree) }
        let found = tree[c]
        if wanted.kind == .member, found.kind == .name, let last = importedMember(pattern, p, found.symbol) {
            return matchSymbol(wanted.symbol, last, c)
        }
        guard wanted.kind == found.kind else { return false }
        if wanted.kind == .binary, wanted.op == .equal || wanted.op == .notEqual || wanted.op == .strictEqual {
            return wanted.op == found.op && matchEitherWay(pattern, p, c)
        }
        guard wanted.op == found.op, matchSymbol(wanted.symbol, found.symbol, c) else { return false }
        switch wanted.kind {
        case .call, .new: return matchCall(pattern, p, c)
        case .map, .set: return matchUnordered(pattern, p, c)
        case .markup: return matchMarkup(pattern, p, c)
        case .block, .file:
            return sequence(pattern, pattern.children(p)[...], Array(tree.children(c))[...], mustEnd: true, deep: true)
        default: return matchChildren(pattern, p, c)
        }
    }

    /// `random.$METHOD` is also what `from random import choice` calls `choice`.
    private func importedMember(_ pattern: Pattern, _ p: Int, _ name: Symbol) -> Symbol? {
        guard words.metavariable(pattern.nodes[p].symbol) != nil, let object = pattern.child(p, .object),
            let chain = pattern.chains[object]
        else { return nil }
        return facts.member(name, of: chain)
    }

    private func matchMetavariable(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        if let type = pattern.types[p], !facts.isOfType(c, type, tree) { return false }
        let number = Int(pattern.nodes[p].symbol.rawValue)
        if !vetoes.isEmpty, vetoes.contains(Veto(metavariable: number, node: c)) { return false }
        return bind(Int(pattern.nodes[p].symbol.rawValue), .node(c))
    }

    private func matchDeep(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        guard let inner = pattern.child(p, .value) else { return false }
        let count = bindings.count
        for index in c.rawValue..<tree[c].next {
            if match(pattern, inner, NodeID(rawValue: index)) { return true }
            bindings.removeLast(bindings.count - count)
        }
        return false
    }

    private func matchEitherWay(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        guard let left = pattern.child(p, .left), let right = pattern.child(p, .right),
            let first = tree.child(c, .left), let second = tree.child(c, .right)
        else { return false }
        let count = bindings.count
        if match(pattern, left, first), match(pattern, right, second) { return true }
        bindings.removeLast(bindings.count - count)
        return match(pattern, left, second) && match(pattern, right, first)
    }

    // Names.

    func matchSymbol(_ wanted: Symbol, _ found: Symbol, _ c: NodeID) -> Bool {
        if wanted == found { return true }
        // What has no name, such as a block, is not something of any name.
        guard let metavariable = words.metavariable(wanted), found != .empty else { return false }
        if !vetoes.isEmpty, vetoes.contains(Veto(metavariable: metavariable, node: c)) { return false }
        return bind(metavariable, .symbol(found, c))
    }

    func bind(_ metavariable: Int, _ binding: Binding) -> Bool {
        if metavariable == words.anonymous { return true }
        if let known = bindings.first(where: { $0.0 == metavariable }) { return facts.equal(known.1, binding, tree) }
        bindings.append((metavariable, binding))
        return true
    }

    // Literals, and what has a literal's value.

    private func matchLiteral(_ pattern: Pattern, _ p: Int, _ c: NodeID) -> Bool {
        let wanted = pattern.nodes[p]
        let found = tree[c]
        if wanted.kind == found.kind {
            guard wanted.kind == .string else { return wanted.symbol == found.symbol }
            return matchText(pattern, p, tree.text(found.symbol), found.symbol, c)
        }
        guard isComputed(found.kind), isWorthFollowing(wanted, found.kind) else { return false }
        guard let values = constants(c) ?? facts.constant(c, tree).map({ [$0] }) else {
            return isOptimistic && matchUnknown(wanted, c)
        }
        return values.contains { matchConstant(pattern, p, $0, c) }
    }

    /// A value that is not known, and may be the literal.
    private func matchUnknown(_ wanted: Node, _ c: NodeID) -> Bool {
        guard wanted.kind == .string, let metavariable = words.metavariable(wanted.symbol) else { return suppose(c) }
        if vetoes.contains(Veto(metavariable: metavariable, node: c)) { return false }
        return suppose(c) && bind(metavariable, .node(c))
    }

    /// Of what is assigned or compared, "any text" asks for texts in the code itself: what functions give is followed
    /// for arguments alone.
    private func isWorthFollowing(_ wanted: Node, _ kind: NodeKind) -> Bool {
        // NULL that is assigned or compared is what the code says there.
        if wanted.kind == .null, tree.language == .c, [.value, .left, .right].contains(wanted.role) { return false }
        guard kind == .call || kind == .index || kind == .member, wanted.kind == .string, wanted.role != .argument
        else {
            return true
        }
        return wanted.symbol != words.anyText && words.metavariable(wanted.symbol) == nil
    }

    /// Notes that a value decides, and says whether it counts as fitting meanwhile.
    func suppose(_ node: NodeID) -> Bool {
        pending.insert(node)
        if !isForbidding { isSupposed = true }
        return !isForbidding
    }

    private func isComputed(_ kind: NodeKind) -> Bool {
        switch kind {
        case .name, .member, .index, .call, .binary, .template, .conditional, .unary, .cast: true
        default: false
        }
    }

    private func matchConstant(_ pattern: Pattern, _ p: Int, _ constant: Constant, _ c: NodeID) -> Bool {
        let wanted = pattern.nodes[p]
        switch (wanted.kind, constant) {
        case (.string, .string(let text)): return matchText(pattern, p, text, nil, c)
        case (.integer, .integer), (.float, .float), (.boolean, .boolean):
            return words.text(wanted.symbol) == constant.text
        case (.null, .null): return true
        default: return false
        }
    }

    private func matchText(_ pattern: Pattern, _ p: Int, _ text: String, _ symbol: Symbol?, _ c: NodeID) -> Bool {
        let wanted = pattern.nodes[p].symbol
        if wanted == words.anyText { return true }
        if let regex = pattern.regexes[p] { return regex.contains(text, work) }
        if let metavariable = words.metavariable(wanted) {
            if !vetoes.isEmpty, vetoes.contains(Veto(metavariable: metavariable, node: c)) { return false }
            return bind(metavariable, symbol.map { .symbol($0, c) } ?? .node(c))
        }
        return symbol.map { $0 == wanted } ?? (words.text(wanted) == text)
    }
}
