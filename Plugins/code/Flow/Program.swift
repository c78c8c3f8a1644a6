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
    private let fieldCounts: [String: Int]
    private let symbols: [String: Symbol]

    public init(id: FileID, path: String, tree: SyntaxTree, marks: Marks) {
        self.id = id
        self.path = path
        self.tree = tree
        self.marks = marks
        declarations = Declarations(tree)
        beginnings = marks.beginnings.sorted()
        imports = Dictionary(tree.imports.map { ($0.local, $0) }, uniquingKeysWith: { first, _ in first })
        (assignmentCounts, fieldCounts) = Self.countAssignments(tree)
        var symbols: [String: Symbol] = [:]
        for word in ["this", "self"] {
            if let index = tree.words.firstIndex(of: word) { symbols[word] = Symbol(rawValue: UInt32(index)) }
        }
        self.symbols = symbols
    }

    /// Whether something begins at one of the nodes: a value from outside, or one that is asked for.
    func hasBeginning(in range: Range<Int>) -> Bool {
        var low = 0
        var high = beginnings.count
        while low < high {
            let middle = (low + high) / 2
            if beginnings[middle].index < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < beginnings.count && beginnings[low].index < range.upperBound
    }

    /// Outermost functions that call, by its name, a function of the file in which something begins, or one that does.
    func callersOfBeginnings() -> Set<NodeID> {
        var names: Set<Symbol> = []
        var callers: Set<NodeID> = []
        func note(_ function: NodeID) {
            if tree[function].symbol != .empty { names.insert(tree[function].symbol) }
        }
        for function in declarations.outermost
        where hasBeginning(in: function.index..<Int(tree[function].next)) { note(function) }
        for _ in 0..<Self.mostHelpers {
            let before = callers.count
            for function in declarations.outermost where !callers.contains(function) {
                let nodes = tree.nodes[function.index..<Int(tree[function].next)]
                guard nodes.contains(where: { $0.role == .callee && names.contains($0.symbol) }) else { continue }
                callers.insert(function)
                note(function)
            }
            if callers.count == before || names.isEmpty { break }
        }
        return callers
    }

    /// Functions between a source and a sink that have neither.
    private static let mostHelpers = 3

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
    public func settings(_ key: String) -> [String] { [] }
}
