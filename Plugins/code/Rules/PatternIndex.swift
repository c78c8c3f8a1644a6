import CodeSyntax

/// Finds the patterns that may match at a node, by its kind and the name that stands out in it.
struct PatternIndex: Sendable {
    fileprivate struct Entry: Sendable {
        var named: [Symbol: [Int]] = [:]
        var open: [Int] = []
    }

    fileprivate private(set) var entries: [Entry] = Array(repeating: Entry(), count: 256)
    /// Patterns that may match at any node.
    fileprivate private(set) var anywhere: [Int] = []
    /// The formulas that a pattern's matches may belong to.
    fileprivate let formulas: [[Int]]
    /// Per formula, all patterns without which it cannot match.
    private let needed: [Need]
    /// Per pattern, the words that it needs.
    private let neededWords: [[Symbol]]
    /// Per pattern, the names of which it needs one; nil when its name can be any.
    private let anchorNames: [Set<Symbol>?]
    /// Above all symbols that patterns ask for.
    fileprivate private(set) var symbols = 0

    init(_ patterns: [Pattern], _ formulas: [Formula], _ words: PatternWords, _ vocabulary: Vocabulary) {
        var owners = [[Int]](repeating: [], count: patterns.count)
        for (number, formula) in formulas.enumerated() {
            for driver in Set(formula.drivers ?? []) { owners[driver].append(number) }
        }
        self.formulas = owners
        needed = formulas.map { Need($0) }
        neededWords = patterns.map { $0.neededWords(words) }
        let anchors = AnchorNames(patterns: patterns, words: words, symbol: vocabulary.symbol)
        anchorNames = owners.indices.map { number in
            owners[number].isEmpty ? nil : anchors.names(of: number, in: owners[number].lazy.map { formulas[$0] })
        }
        for (number, pattern) in patterns.enumerated() where !owners[number].isEmpty { add(pattern, number, words) }
    }

    /// What may match in a file with these words.
    func selection(_ facts: TreeFacts) -> PatternSelection {
        let fitting = neededWords.indices.map { number in
            neededWords[number].allSatisfy { facts.hasWord($0) }
                && anchorNames[number]?.contains { facts.hasWord($0) } ?? true
        }
        let formulas = needed.map { $0.holds(fitting) }
        return PatternSelection(
            self, active: self.formulas.indices.map { fitting[$0] ? self.formulas[$0].filter { formulas[$0] } : [] })
    }

    private mutating func add(_ pattern: Pattern, _ number: Int, _ words: PatternWords) {
        let root = pattern.anchor
        let node = pattern.nodes[root]
        switch node.kind {
        case .metavariable, .deepEllipsis: anywhere.append(number)
        case .name, .member:
            let name =
                pattern.chains[root]?.last
                ?? (node.kind == .member && words.metavariable(node.symbol) == nil ? node.symbol : nil)
            insert(number, node.kind, name)
            // `child_process.exec` may be a bare name somewhere.
            if pattern.chains[root] != nil { insert(number, node.kind == .name ? .member : .name, name) }
        case .string, .integer, .float, .boolean, .null:
            // The literal itself: every name may have its value somewhere, and would have to be followed.
            insert(number, node.kind, nil)
        default: insert(number, node.kind, Self.name(pattern, root, words))
        }
    }

    private mutating func insert(_ number: Int, _ kind: NodeKind, _ name: Symbol?) {
        if name == nil, let names = anchorNames[number] {
            for name in names { insert(number, kind, name) }
        } else if let name {
            symbols = max(symbols, Int(name.rawValue) + 1)
            entries[Int(kind.rawValue)].named[name, default: []].append(number)
        } else {
            entries[Int(kind.rawValue)].open.append(number)
        }
    }

    /// The name that a node must have to match.
    private static func name(_ pattern: Pattern, _ root: Int, _ words: PatternWords) -> Symbol? {
        let node = pattern.nodes[root]
        switch node.kind {
        case .call, .new:
            guard let callee = pattern.child(root, .callee) else { return nil }
            if let chain = pattern.chains[callee] { return chain.last }
            let called = pattern.nodes[callee]
            return called.kind == .member && words.metavariable(called.symbol) == nil ? called.symbol : nil
        case .assign:
            guard let target = pattern.child(root, .target), pattern.nodes[target].kind == .member else { return nil }
            let symbol = pattern.nodes[target].symbol
            return words.metavariable(symbol) == nil ? symbol : nil
        case .keywordArgument, .function, .class, .import, .attribute:
            return node.symbol == .empty || words.metavariable(node.symbol) != nil ? nil : node.symbol
        default: return nil
        }
    }
}

/// The patterns of an index that may match in one file: most rules speak of libraries that a file does not use.
struct PatternSelection {
    private let index: PatternIndex
    /// The formulas that may match, by pattern; none for a pattern that need not be tried.
    private let active: [[Int]]
    private let open: [[Int]]
    private let anywhere: [Int]
    /// Per symbol of the vocabulary, whether a pattern that may match asks for it.
    private let isAskedFor: [Bool]

    fileprivate init(_ index: PatternIndex, active: [[Int]]) {
        self.index = index
        self.active = active
        isAskedFor = Self.isAskedFor(index, active)
        open = index.entries.map { $0.open.filter { !active[$0].isEmpty } }
        anywhere = index.anywhere.filter { !active[$0].isEmpty }
    }

    private static func isAskedFor(_ index: PatternIndex, _ active: [[Int]]) -> [Bool] {
        var known = [Bool](repeating: false, count: index.symbols)
        for entry in index.entries {
            for (name, numbers) in entry.named where numbers.contains(where: { !active[$0].isEmpty }) {
                known[Int(name.rawValue)] = true
            }
        }
        return known
    }

    /// Calls `body` with each pattern that may match at a node, and the formulas it may belong to.
    func candidates(_ tree: SyntaxTree, _ id: NodeID, _ facts: TreeFacts, _ body: (Int, [Int]) -> Void) {
        let node = tree[id]
        let kind = Int(node.kind.rawValue)
        if !index.entries[kind].named.isEmpty {
            let name = Self.name(tree, id, node)
            named(name, kind, body)
            if let imported = facts.importedLast(name), imported != name { named(imported, kind, body) }
        }
        for number in open[kind] { body(number, active[number]) }
        for number in anywhere { body(number, active[number]) }
    }

    private func named(_ name: Symbol, _ kind: Int, _ body: (Int, [Int]) -> Void) {
        guard name.rawValue < isAskedFor.count, isAskedFor[Int(name.rawValue)],
            let numbers = index.entries[kind].named[name]
        else { return }
        for number in numbers where !active[number].isEmpty { body(number, active[number]) }
    }

    private static func name(_ tree: SyntaxTree, _ id: NodeID, _ node: Node) -> Symbol {
        switch node.kind {
        case .call, .new: tree.child(id, .callee).map { tree[$0].symbol } ?? .empty
        case .assign: tree.child(id, .target).map { tree[$0].symbol } ?? .empty
        default: node.symbol
        }
    }
}

/// Which patterns must be able to match for a formula to match.
private indirect enum Need: Sendable {
    case pattern(Int)
    case any([Need])
    case all([Need])

    init(_ formula: Formula) {
        switch formula {
        case .pattern(let number): self = .pattern(number)
        case .regex: self = .all([])
        case .any(let formulas): self = .any(formulas.map { Need($0) })
        case .all(let parts): self = .all((parts.positives + parts.insides).map { Need($0) })
        }
    }

    func holds(_ fitting: [Bool]) -> Bool {
        switch self {
        case .pattern(let number): fitting[number]
        case .any(let needs): needs.contains { $0.holds(fitting) }
        case .all(let needs): needs.allSatisfy { $0.holds(fitting) }
        }
    }
}
