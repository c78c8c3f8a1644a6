import CodeSyntax

/// Rails' `before_action :name`: methods of a controller that run before its actions and leave what they find in fields.
struct ControllerFilters: Sendable {
    struct Filter: Sendable {
        let method: NodeID
        /// The actions it is for, or not for; nil for all.
        let only: Set<String>?
        let except: Set<String>

        func isFor(_ action: String) -> Bool { (only?.contains(action) ?? true) && !except.contains(action) }
    }

    private var filters: [NodeID: [Filter]] = [:]

    private static let words: Set<String> = [
        "before_action", "before_filter", "prepend_before_action", "append_before_action",
    ]

    /// More filters of one class are not run.
    private static let most = 12

    init(_ tree: SyntaxTree, _ declarations: Declarations) {
        guard tree.language == .ruby else { return }
        for (_, known) in declarations.classes {
            guard let body = tree.child(known.node, .body) else { continue }
            let found = tree.children(body).flatMap { Self.filters(of: $0, known, tree) }
            if !found.isEmpty { filters[known.node] = Array(found.prefix(Self.most)) }
        }
    }

    var isEmpty: Bool { filters.isEmpty }

    /// What runs before a method of the class, in order.
    func before(_ action: NodeID, of owner: NodeID, _ tree: SyntaxTree) -> [NodeID] {
        let all = filters[owner] ?? []
        guard !all.contains(where: { $0.method == action }) else { return [] }
        return all.filter { $0.isFor(tree.text(of: action)) }.map(\.method)
    }

    private static func filters(of call: NodeID, _ owner: Declarations.Class, _ tree: SyntaxTree) -> [Filter] {
        guard tree[call].kind == .call, let callee = tree.child(call, .callee), words.contains(tree.text(of: callee))
        else { return [] }
        var only: Set<String>?
        var except: Set<String> = []
        for option in tree.children(call, .argument) where tree[option].kind == .keywordArgument {
            guard let value = tree.child(option, .value) else { continue }
            if tree.text(of: option) == "only" { only = names(value, tree) }
            if tree.text(of: option) == "except" { except = names(value, tree) }
        }
        return tree.children(call, .argument).compactMap { argument in
            guard tree[argument].kind == .string else { return nil }
            return owner.methods[tree.text(of: argument)]?.first
        }.map { Filter(method: $0, only: only, except: except) }
    }

    private static func names(_ value: NodeID, _ tree: SyntaxTree) -> Set<String> {
        if tree[value].kind == .string { return [tree.text(of: value)] }
        return Set(tree.children(value).filter { tree[$0].kind == .string }.map { tree.text(of: $0) })
    }
}

extension ProgramFile {
    /// The methods before which a filter runs that leaves something from outside in a field they read.
    func actionsBehindFilters(_ entered: Set<NodeID>) -> Set<NodeID> {
        guard !filters.isEmpty else { return [] }
        return Set(
            declarations.outermost.filter { action in
                guard !entered.contains(action), let owner = declarations.owner(of: action)?.node else { return false }
                return filters.before(action, of: owner, tree).contains { filter in
                    entered.contains(filter) && reads(fields(setIn: filter), in: action.index..<Int(tree[action].next))
                }
            })
    }

    private func fields(setIn method: NodeID) -> Set<Symbol> {
        var fields: Set<Symbol> = []
        for node in tree.nodes[method.index..<Int(tree[method].next)] where node.role == .target && node.kind == .name {
            if tree.text(node.symbol).hasPrefix("@") { fields.insert(node.symbol) }
        }
        return fields
    }
}

extension FlowAnalysis {
    /// What has happened to the object when a method of a controller begins.
    func runFilters(before function: NodeID, of file: ProgramFile, on this: Value) {
        guard !file.filters.isEmpty, let owner = file.declarations.owner(of: function)?.node else { return }
        for method in file.filters.before(function, of: owner, file.tree) {
            frame = Frame(file, function: SyntaxTree.root)
            _ = run(
                Closure(place: Place(file: file.id, node: method), scope: -1), arguments: [], receiver: this, at: nil)
            isReachable = true
        }
    }
}
