public import CodeSyntax

/// A file of the program under analysis.
public final class ProgramFile: Sendable {
    public let id: FileID
    public let path: String
    public let tree: SyntaxTree
    public let declarations: Declarations
    public let marks: Marks
    /// What a name that the file imports stands for.
    let imports: [Symbol: ImportedName]
    /// How often the file assigns to a name, wherever.
    let assignmentCounts: [Symbol: Int]
    let beginnings: [NodeID]
    let filters: ControllerFilters
    private let fieldCounts: [String: Int]
    private let symbols: [String: Symbol]

    /// `givers`: names of functions and classes of other files in which values come from outside.
    public init(id: FileID, path: String, tree: SyntaxTree, marks: Marks, givers: Set<String> = []) {
        self.id = id
        self.path = path
        self.tree = tree
        self.marks = marks
        declarations = Declarations(tree)
        filters = ControllerFilters(tree, declarations)
        var begins = (marks.beginnings + Self.uses(of: givers, tree)).sorted()
        // Elsewhere callers are chosen one by one: `functionsToEnter`.
        for _ in 0..<2 where !begins.isEmpty && tree.language == .java {
            let more = Self.calls(ofFunctionsWith: begins, declarations, tree)
            if more.count == begins.count { break }
            begins = more
        }
        beginnings = begins
        imports = Dictionary(tree.imports.map { ($0.local, $0) }, uniquingKeysWith: { first, _ in first })
        (assignmentCounts, fieldCounts) = Self.countAssignments(tree)
        var symbols: [String: Symbol] = [:]
        for word in ["this", "self"] {
            if let index = tree.words.firstIndex(of: word) { symbols[word] = Symbol(rawValue: UInt32(index)) }
        }
        self.symbols = symbols
    }

    /// Where the tree speaks of one of the names.
    private static func uses(of names: Set<String>, _ tree: SyntaxTree) -> [NodeID] {
        guard !names.isEmpty else { return [] }
        let symbols = Set(
            tree.words.indices.filter { names.contains(tree.words[$0]) }.map { Symbol(rawValue: UInt32($0)) })
        guard !symbols.isEmpty else { return [] }
        return tree.nodes.indices.filter { index in
            let node = tree.nodes[index]
            // A class whose method is called, or of which an object is made; a function that is called.
            return (node.role == .callee || node.role == .object || node.role == .type)
                && (node.kind == .name || node.kind == .member || node.kind == .type) && symbols.contains(node.symbol)
        }.map { NodeID(rawValue: UInt32($0)) }
    }

    /// The nodes, and the calls of the file's functions in which they are.
    private static func calls(
        ofFunctionsWith nodes: [NodeID], _ declarations: Declarations, _ tree: SyntaxTree
    ) -> [NodeID] {
        var symbols: Set<Symbol> = []
        for function in declarations.outermost where holds(function, nodes, tree) {
            let isConstructor = tree[function].flags.contains(.isConstructor)
            let owner = isConstructor ? declarations.owner(of: function)?.node : nil
            symbols.insert(tree[owner ?? function].symbol)
        }
        var all = Set(nodes)
        for index in tree.nodes.indices where tree.nodes[index].role == .callee {
            if symbols.contains(tree.nodes[index].symbol) { all.insert(NodeID(rawValue: UInt32(index))) }
        }
        return all.sorted()
    }

    /// Whether one of the nodes, which are in order, is inside.
    private static func holds(_ function: NodeID, _ nodes: [NodeID], _ tree: SyntaxTree) -> Bool {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            if nodes[middle] < function { low = middle + 1 } else { high = middle }
        }
        return low < nodes.count && nodes[low].rawValue < tree[function].next
    }

    /// Whether something begins at one of the nodes: a value from outside, or one that is asked for.
    func hasBeginning(in range: Range<Int>) -> Bool {
        Self.holds(NodeID(rawValue: UInt32(range.lowerBound)), beginnings, tree)
    }

    /// The outermost functions in which something begins, and those that call one of these by its name: what begins
    /// there may come back to them.
    var functionsToEnter: [NodeID] {
        var chosen: Set<NodeID> = []
        var names: Set<Symbol> = []
        var open = declarations.outermost
        let variables = variablesWithBeginnings
        for _ in 0..<(tree.language == .java ? 1 : Self.longestWayBack) {
            let found = open.filter { function in
                let range = function.index..<Int(tree[function].next)
                if !names.isEmpty { return calls(names, in: range) }
                return hasBeginning(in: range) || (!variables.isEmpty && reads(variables, in: range))
            }
            guard !found.isEmpty else { break }
            chosen.formUnion(found)
            names = Set(found.map { tree[$0].symbol }.filter { $0 != .empty })
            guard !names.isEmpty else { break }
            open.removeAll { chosen.contains($0) }
        }
        chosen.formUnion(actionsBehindFilters(chosen))
        return declarations.outermost.filter { chosen.contains($0) }
    }

    /// Variables of the top level that get what begins there.
    private var variablesWithBeginnings: Set<Symbol> {
        guard !beginnings.isEmpty else { return [] }
        var variables: Set<Symbol> = []
        for statement in tree.children(SyntaxTree.root) where tree[statement].kind == .assign {
            guard let target = tree.child(statement, .target), tree[target].kind == .name,
                let value = tree.child(statement, .value), tree[value].kind != .function,
                hasBeginning(in: value.index..<Int(tree[value].next))
            else { continue }
            variables.insert(tree[target].symbol)
        }
        return variables
    }

    func reads(_ names: Set<Symbol>, in range: Range<Int>) -> Bool {
        range.contains { tree.nodes[$0].kind == .name && names.contains(tree.nodes[$0].symbol) }
    }

    /// Calls through which a value may come back to where it is used.
    private static let longestWayBack = 4

    func calls(_ names: Set<Symbol>, in range: Range<Int>) -> Bool {
        range.contains { index in
            let node = tree.nodes[index]
            guard node.role == .callee || tree.language == .ruby && node.kind == .name else { return false }
            return names.contains(node.symbol)
        }
    }

    /// How often the file assigns to a field of this name, of whatever object, or to a variable of this name.
    func assignmentCount(ofField name: String) -> Int { fieldCounts[name] ?? 0 }

    /// The symbol of `this` or `self`, when the file has the word.
    func symbol(_ word: String) -> Symbol? { symbols[word] }

    private static func countAssignments(_ tree: SyntaxTree) -> ([Symbol: Int], [String: Int]) {
        var variables: [Symbol: Int] = [:]
        var fields: [String: Int] = [:]
        for node in tree.nodes where node.role == .target {
            guard node.kind == .name || node.kind == .member else { continue }
            if node.kind == .name { variables[node.symbol, default: 0] += 1 }
            fields[tree.text(node.symbol), default: 0] += 1
        }
        return (variables, fields)
    }
}

/// The other files of the program. May be asked from several threads.
public protocol Program: Sendable {
    /// The file of a number; nil when it cannot be had any more.
    func file(_ id: FileID) -> ProgramFile?
    /// The files that may declare a function or class of this name, as seen from a file that imports it by `path`
    /// (empty when it is not imported: same package or folder), nearest first. The name may also be a module's.
    func files(declaring name: String, imported path: String, from file: FileID) -> [FileID]
    /// The files with classes that extend or implement one of this name, nearest first.
    func files(extending name: String, from file: FileID) -> [FileID]
    /// The values that a settings file of the program (`.properties`, `.ini`, `.env`…) gives a key.
    func settings(_ key: String) -> [String]
}

/// A program of one file.
public struct SingleFile: Program {
    private let only: ProgramFile

    public init(_ file: ProgramFile) {
        only = file
    }

    public func file(_ id: FileID) -> ProgramFile? { id == only.id ? only : nil }
    public func files(declaring name: String, imported path: String, from file: FileID) -> [FileID] { [] }
    public func files(extending name: String, from file: FileID) -> [FileID] { [] }
    public func settings(_ key: String) -> [String] { [] }
}
