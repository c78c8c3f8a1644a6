import CodeSyntax

/// What the matcher asks of a tree besides its nodes: imports, declared types, constants. Made once per tree.
final class TreeFacts {
    private let vocabulary: Vocabulary
    /// Names that a local name stands for, from left to right; nil for a word that no rule uses.
    private var imports: [Symbol: [Symbol?]] = [:]
    /// Java's `import java.util.*`.
    private var wildcards: Set<[Symbol]> = []
    private struct ScopedName: Hashable {
        let name: Symbol
        let scope: NodeID
    }
    private var types: [ScopedName: [Symbol?]] = [:]
    /// Of fields, and how many have the name.
    private var fieldTypes: [Symbol: (type: [Symbol?], count: Int)] = [:]
    private var literals: [Symbol: NodeID] = [:]
    /// Other names of what is imported, by the only assignment in a function, or in the file outside of functions.
    private var renamings: [Symbol: [(scope: NodeID, path: [Symbol?])]] = [:]
    private var assignedIn: [Symbol: [NodeID: Int]] = [:]
    /// Functions with a parameter that has the name of something imported.
    private var shadows: [Symbol: [NodeID]] = [:]
    /// Symbols below its length without `true` stand for nothing imported.
    private var isImported: [Bool] = []
    /// The rules' words that the file has, as names or in imports.
    private var hasWords: [Bool]

    init(_ tree: SyntaxTree, _ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        hasWords = [Bool](repeating: false, count: vocabulary.count)
        for name in tree.imports { add(name, tree) }
        collect(tree)
        isImported = [Bool](repeating: false, count: tree.words.count)
        for name in imports.keys { isImported[Int(name.rawValue)] = true }
        for path in imports.values { for word in path { if let word { note(word) } } }
        for path in wildcards { for word in path { note(word) } }
    }

    func hasWord(_ word: Symbol) -> Bool { hasWords[Int(word.rawValue)] }

    private func note(_ word: Symbol) {
        if Int(word.rawValue) < hasWords.count { hasWords[Int(word.rawValue)] = true }
    }

    private func add(_ name: ImportedName, _ tree: SyntaxTree) {
        if tree.text(name.local) == "*" {
            let module = split(name.module, tree.language)
            if !module.contains(nil) { wildcards.insert(module.compactMap { $0 }) }
            return
        }
        var path = split(name.module, tree.language)
        if name.path.count > name.module.count {
            var rest = name.path.dropFirst(name.module.count)
            // What a module of JavaScript exports by default is called like the module.
            if tree.language == .javascript || tree.language == .typescript, rest.dropFirst() == "default" { rest = "" }
            path += rest.split(whereSeparator: { $0 == "." || $0 == "\\" || $0 == ":" }).map {
                vocabulary.symbol(String($0))
            }
        }
        imports[name.local] = path
    }

    private func split(_ module: String, _ language: Language) -> [Symbol?] {
        switch language {
        case .javascript, .typescript, .ruby, .c:
            let bare = module.hasPrefix("node:") ? String(module.dropFirst(5)) : module
            return [vocabulary.symbol(bare)]
        case .go:
            var parts = module.split(separator: "/")
            if parts.count > 1, let last = parts.last, last.first == "v", last.dropFirst().allSatisfy(\.isNumber) {
                parts.removeLast()
            }
            let last = parts.last.map { $0.prefix { $0 != "." } } ?? ""
            return [vocabulary.symbol(String(last))]
        case .python, .java: return module.split(separator: ".").map { vocabulary.symbol(String($0)) }
        case .php: return module.split(separator: "\\").map { vocabulary.symbol(String($0)) }
        }
    }

    private func collect(_ tree: SyntaxTree) {
        var targets: [Symbol: Int] = [:]
        for index in tree.nodes.indices {
            let node = tree.nodes[index]
            let id = NodeID(rawValue: UInt32(index))
            note(node.symbol)
            switch node.kind {
            case .assign: collect(assign: id, tree)
            case .parameter:
                targets[node.symbol, default: 0] += 2
                if imports[node.symbol] != nil, let function = tree.parent(id) {
                    shadows[node.symbol, default: []].append(function)
                }
                if let type = tree.child(id, .type) { declare(node.symbol, at: id, tree.text(of: type), tree) }
            case .name where node.role == .target || node.role == .alias: targets[node.symbol, default: 0] += 1
            case .unary where node.op == .addressOf && tree.language == .c:
                // Who has its address may set it.
                if let name = tree.child(id, .operand) { targets[tree[name].symbol, default: 0] += 2 }
            default: break
            }
        }
        literals = literals.filter { targets[$0.key] == 1 }
        for (name, scopes) in renamings {
            if targets[name] == 1 { imports[name] = scopes[0].path }
            renamings[name] = targets[name] == 1 ? nil : scopes.filter { assignedIn[name]?[$0.scope] == 1 }
        }
        assignedIn = [:]
    }

    private func collect(assign id: NodeID, _ tree: SyntaxTree) {
        guard var target = tree.child(id, .target) else { return }
        // The first of Go's results is what was asked for.
        if tree.language == .go, tree[target].kind == .tuple, let first = tree.child(target, .element) {
            target = first
        }
        guard tree[target].kind == .name else { return }
        let name = tree[target].symbol
        var value = tree.child(id, .value)
        if let pointer = value, tree[pointer].kind == .unary, tree[pointer].op == .addressOf {
            value = tree.child(pointer, .operand)
        }
        assignedIn[name, default: [:]][scope(of: id, tree), default: 0] += 1
        if let type = tree.child(id, .type), tree.text(of: type) != "var" {
            declare(name, at: id, tree.text(of: type), tree)
        } else if let value, tree[value].kind == .new || tree[value].kind == .call,
            let callee = tree.child(value, .callee)
        {
            declare(name, at: id, path(of: callee, tree), tree)
        }
        if let value, tree[id].op == .none, isLiteral(tree[value].kind) { literals[name] = value }
        if let value, tree[id].op == .none, imports[name] == nil, let path = renamed(value, tree) {
            renamings[name, default: []].append((scope(of: id, tree), path))
        }
    }

    /// The function around a node, or the file.
    private func scope(of id: NodeID, _ tree: SyntaxTree) -> NodeID {
        var at = id
        while let parent = tree.parent(at), tree[at].kind != .function { at = parent }
        return at
    }

    /// What `const run = promisify(exec)` and `choose = random.choice` make another name of.
    private func renamed(_ value: NodeID, _ tree: SyntaxTree) -> [Symbol?]? {
        var at = value
        if tree[at].kind == .call, let callee = tree.child(at, .callee),
            ["promisify", "partial", "bind"].contains(tree.text(of: callee)), let first = tree.child(at, .argument)
        {
            at = first
        }
        var names: [Symbol?] = []
        while tree[at].kind == .member, let object = tree.child(at, .object) {
            names.append(tree[at].symbol)
            at = object
        }
        guard tree[at].kind == .name, let base = imports[tree[at].symbol] else { return nil }
        return base + names.reversed()
    }

    private func isLiteral(_ kind: NodeKind) -> Bool {
        switch kind {
        case .string, .integer, .float, .boolean, .null: true
        default: false
        }
    }

    /// A chain of names with its imports resolved, as text.
    private func path(of id: NodeID, _ tree: SyntaxTree) -> String {
        var names: [String] = []
        var at = id
        while tree[at].kind == .member, let object = tree.child(at, .object) {
            names.append(tree.text(of: at))
            at = object
        }
        guard tree[at].kind == .name else { return "" }
        names.append(tree.text(of: at))
        return names.reversed().joined(separator: ".")
    }

    private func declare(_ name: Symbol, at id: NodeID, _ type: String, _ tree: SyntaxTree) {
        guard !type.isEmpty else { return }
        var scope = id
        while let parent = tree.parent(scope), tree[scope].kind != .function, tree[scope].kind != .class {
            scope = parent
        }
        let path = path(type)
        let scoped = ScopedName(name: name, scope: scope)
        if types[scoped] == nil { types[scoped] = path }
        if tree[scope].kind == .class { fieldTypes[name, default: (path, 0)].count += 1 }
    }

    // Names.

    /// Whether an expression names what a dotted chain names, imports considered.
    func names(_ id: NodeID, _ chain: [Symbol], _ tree: SyntaxTree) -> Bool {
        var at = id
        var left = chain.count - 1
        while true {
            let node = tree[at]
            switch node.kind {
            case .member where left >= 0 && node.symbol == chain[left]:
                left -= 1
                guard let object = tree.child(at, .object) else { return false }
                at = object
            case .name: return left >= 0 && isName(node.symbol, chain[...left], at, tree)
            case .call:
                // `require("child_process").exec`
                guard left == 0, let callee = tree.child(at, .callee), tree.text(of: callee) == "require",
                    let argument = tree.child(at, .argument)
                else { return false }
                return tree[argument].symbol == chain[0]
            default: return false
            }
        }
    }

    private func isName(_ symbol: Symbol, _ chain: ArraySlice<Symbol>, _ id: NodeID, _ tree: SyntaxTree) -> Bool {
        if let path = imports[symbol] {
            let fits = path.count == chain.count && path.elementsEqual(chain, by: { $0 == $1 })
            // A parameter of that name is not what was imported.
            if fits { return shadows[symbol].map { !$0.contains { tree.contains($0, id) } } ?? true }
        }
        if chain.count == 1, symbol == chain[0] { return true }
        if let scopes = renamings[symbol], imports[symbol] == nil {
            return scopes.contains { scope, path in
                path.count == chain.count && path.elementsEqual(chain, by: { $0 == $1 }) && tree.contains(scope, id)
            }
        }
        guard imports[symbol] == nil else { return false }
        return symbol == chain[chain.endIndex - 1] && wildcards.contains(Array(chain.dropLast()))
    }

    /// The last name of what an imported name stands for, when all before it is the chain. Words that no rule uses have
    /// no symbol of the vocabulary; then it is the name itself.
    func member(_ name: Symbol, of chain: [Symbol]) -> Symbol? {
        guard let path = imports[name], path.count == chain.count + 1,
            path.dropLast().elementsEqual(chain, by: { $0 == $1 })
        else { return nil }
        return path[path.count - 1] ?? name
    }

    /// The last name of what a callee stands for, when it is an imported name.
    func importedLast(_ symbol: Symbol) -> Symbol? {
        isImported[Int(symbol.rawValue)] ? imports[symbol]?.last ?? nil : nil
    }

    // Types.

    /// Whether a value is declared with a type. Literals have their language's types.
    func isOfType(_ id: NodeID, _ type: [Symbol], _ tree: SyntaxTree) -> Bool {
        let node = tree[id]
        switch node.kind {
        case .name: return declaredType(node.symbol, at: id, tree).map { fits($0, type) } ?? false
        case .parameter: return tree.child(id, .type).map { fits(path(tree.text(of: $0)), type) } ?? false
        case .new, .call: return tree.child(id, .callee).map { names($0, type, tree) } ?? false
        case .string, .template: return ["String", "str", "string"].contains { vocabulary.symbol($0) == type.last }
        case .integer: return ["int", "Integer", "number", "long"].contains { vocabulary.symbol($0) == type.last }
        case .member:
            guard let object = tree.child(id, .object), ["this", "self"].contains(tree.text(of: object)) else {
                return fieldType(node.symbol, tree).map { fits($0, type) } ?? false
            }
            return declaredType(node.symbol, at: id, tree).map { fits($0, type) } ?? false
        case .cast: return tree.child(id, .type).map { fits(path(tree.text(of: $0)), type) } ?? false
        default: return false
        }
    }

    private func path(_ text: String) -> [Symbol?] { text.split(separator: ".").map { vocabulary.symbol(String($0)) } }

    /// Of a field of a structure of the file, where there is one of the name.
    private func fieldType(_ name: Symbol, _ tree: SyntaxTree) -> [Symbol?]? {
        guard tree.language == .go || tree.language == .c, let known = fieldTypes[name] else { return nil }
        return known.count == 1 ? known.type : nil
    }

    /// The innermost declaration around a place.
    private func declaredType(_ name: Symbol, at id: NodeID, _ tree: SyntaxTree) -> [Symbol?]? {
        var at: NodeID? = id
        while let scope = at {
            if let type = types[ScopedName(name: name, scope: scope)] { return type }
            at = tree.parent(scope)
        }
        return nil
    }

    private func fits(_ declared: [Symbol?], _ wanted: [Symbol]) -> Bool {
        guard let last = declared.last, let name = last else {
            return declared.count == 1 && false
        }
        if declared.count == 1, let path = imports[name] {
            return path.elementsEqual(wanted, by: { $0 == $1 }) || wanted.count == 1 && path.last == wanted[0]
        }
        if declared.count == 1 { return name == wanted.last }
        if let first = declared.first, let base = first, let path = imports[base] {
            let whole = path + declared.dropFirst()
            return whole.elementsEqual(wanted, by: { $0 == $1 })
        }
        return declared.elementsEqual(wanted, by: { $0 == $1 }) || (wanted.count == 1 && name == wanted[0])
    }

    // Constants and equality.

    /// Of a name that is assigned once, to a literal.
    func constant(_ id: NodeID, _ tree: SyntaxTree) -> Constant? {
        let node = tree[id]
        guard node.kind == .name, let literal = literals[node.symbol] else { return nil }
        return Self.constant(ofLiteral: literal, tree)
    }

    static func constant(ofLiteral id: NodeID, _ tree: SyntaxTree) -> Constant? {
        let text = tree.text(of: id)
        switch tree[id].kind {
        case .string: return .string(text)
        case .integer: return Int(text).map { .integer($0) }
        case .float: return Double(text).map { .float($0) }
        case .boolean: return .boolean(text == "true")
        case .null: return .null
        default: return nil
        }
    }

    func equal(_ left: Binding, _ right: Binding, _ tree: SyntaxTree) -> Bool {
        switch (left, right) {
        case (.node(let first), .node(let second)): equal(first, second, tree)
        case (.symbol(let first, _), .symbol(let second, _)): first == second
        case (.node(let node), .symbol(let symbol, _)), (.symbol(let symbol, _), .node(let node)):
            tree[node].symbol == symbol && symbol != .empty
        case (.nodes(let first), .nodes(let second)):
            first.count == second.count && zip(first, second).allSatisfy { equal($0, $1, tree) }
        case (.nodes(let nodes), .node(let node)), (.node(let node), .nodes(let nodes)):
            nodes.count == 1 && equal(nodes[0], node, tree)
        default: false
        }
    }

    /// The same code, wherever it stands. A parameter is its name.
    func equal(_ left: NodeID, _ right: NodeID, _ tree: SyntaxTree) -> Bool {
        if left == right { return true }
        let first = tree[left]
        let second = tree[right]
        if first.kind == .parameter || second.kind == .parameter {
            let isName = [first.kind, second.kind].allSatisfy { $0 == .parameter || $0 == .name }
            return isName && first.symbol == second.symbol && first.symbol != .empty
        }
        guard first.next - left.rawValue == second.next - right.rawValue else { return false }
        for offset in 0..<(first.next - left.rawValue) {
            let one = tree.nodes[Int(left.rawValue + offset)]
            let other = tree.nodes[Int(right.rawValue + offset)]
            guard one.kind == other.kind, one.op == other.op, one.symbol == other.symbol else { return false }
        }
        return true
    }
}
