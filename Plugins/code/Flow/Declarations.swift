public import CodeSyntax

/// The functions and classes that a file declares.
public struct Declarations: Sendable {
    public struct Class: Sendable {
        public let name: String
        public let node: NodeID
        /// By name; several where a language overloads.
        public var methods: [String: [NodeID]] = [:]
        /// Declared with a value.
        public var fields: [(name: String, node: NodeID)] = []
        /// All fields, in order.
        public var fieldNames: [String] = []
        /// Declared without a value, with their types.
        public var typedFields: [(name: String, type: String)] = []
        public var bases: [String] = []
    }

    /// Functions outside classes, by name; of a name declared twice, both.
    public private(set) var functions: [String: [NodeID]] = [:]
    public private(set) var classes: [String: Class] = [:]
    /// The class a method belongs to.
    private var owners: [NodeID: String] = [:]
    /// Functions and methods that are not inside other functions, in order.
    public private(set) var outermost: [NodeID] = []

    public init(_ tree: SyntaxTree) {
        var receivers: [(type: String, name: String, node: NodeID)] = []
        collect(tree, &receivers)
        for (type, name, node) in receivers {
            classes[type, default: Class(name: type, node: node)].methods[name, default: []].append(node)
            owners[node] = type
        }
    }

    public func owner(of function: NodeID) -> Class? { owners[function].flatMap { classes[$0] } }

    private mutating func collect(_ tree: SyntaxTree, _ receivers: inout [(type: String, name: String, node: NodeID)]) {
        var insideFunction: UInt32 = 0
        for index in tree.nodes.indices {
            let id = NodeID(rawValue: UInt32(index))
            let node = tree.nodes[index]
            guard node.kind == .function || node.kind == .class else { continue }
            let name = tree.text(node.symbol)
            if node.kind == .class {
                if classes[name] == nil { classes[name] = Class(name: name, node: id) }
                classes[name]?.bases = tree.children(id, .base).map { Self.lastName(tree, $0) }
                collectFields(tree, id, name)
                continue
            }
            if id.rawValue >= insideFunction {
                insideFunction = node.next
                outermost.append(id)
            }
            if let receiver = tree.child(id, .receiver), let type = tree.child(receiver, .type) {
                receivers.append((tree.text(of: type), name, id))
            } else if let owner = Self.enclosingClass(tree, id) {
                let ownerName = tree.text(of: owner)
                owners[id] = ownerName
                let key = node.flags.contains(.isConstructor) ? Self.constructor : name
                classes[ownerName, default: Class(name: ownerName, node: owner)].methods[key, default: []].append(id)
            } else if !name.isEmpty, tree.child(id, .body) != nil {
                // A prototype is no function to run.
                functions[name, default: []].append(id)
            } else if let given = Self.nameGiven(tree, id) {
                functions[given, default: []].append(id)
            }
        }
    }

    /// How constructors are called among the methods, in every language.
    public static let constructor = "<init>"

    private mutating func collectFields(_ tree: SyntaxTree, _ id: NodeID, _ name: String) {
        guard let body = tree.child(id, .body) else { return }
        for statement in tree.children(body) where tree[statement].kind == .assign {
            guard let target = tree.child(statement, .target) else { continue }
            classes[name]?.fieldNames.append(tree.text(of: target))
            guard tree.child(statement, .value) != nil else {
                if tree.language == .java || tree.language == .go, let type = tree.child(statement, .type) {
                    classes[name]?.typedFields.append((tree.text(of: target), tree.text(of: type)))
                }
                continue
            }
            classes[name]?.fields.append((tree.text(of: target), statement))
        }
    }

    /// What a function without a name is called from outside: `const clean = (x) => …`, `exports.clean = …`,
    /// `module.exports = { clean: … }`.
    private static func nameGiven(_ tree: SyntaxTree, _ function: NodeID) -> String? {
        guard tree.language == .javascript || tree.language == .typescript, tree[function].role == .value,
            let parent = tree.parent(function)
        else { return nil }
        if tree[parent].kind == .entry, let map = tree.parent(parent), let assignment = tree.parent(map),
            tree[assignment].kind == .assign, let target = tree.child(assignment, .target), isExports(tree, target)
        {
            return tree.child(parent, .key).map { tree.text(of: $0) }
        }
        guard tree[parent].kind == .assign, tree.parent(parent) == SyntaxTree.root,
            let target = tree.child(parent, .target)
        else { return nil }
        switch tree[target].kind {
        case .name: return tree.text(of: target)
        case .member: return tree.child(target, .object).flatMap { isExports(tree, $0) ? tree.text(of: target) : nil }
        default: return nil
        }
    }

    /// `exports`, `module.exports`, and what `export default` is lowered to.
    private static func isExports(_ tree: SyntaxTree, _ id: NodeID) -> Bool {
        let text = tree.text(of: id)
        switch tree[id].kind {
        case .name: return text == "exports" || text == "default"
        case .member: return text == "exports" && tree.child(id, .object).map { tree.text(of: $0) } == "module"
        default: return false
        }
    }

    /// The class whose body a function stands in directly.
    private static func enclosingClass(_ tree: SyntaxTree, _ function: NodeID) -> NodeID? {
        guard let block = tree.parent(function), tree[block].role == .body, let owner = tree.parent(block),
            tree[owner].kind == .class
        else { return nil }
        return owner
    }

    static func lastName(_ tree: SyntaxTree, _ id: NodeID) -> String {
        let text = tree.text(of: id)
        return text.split(separator: ".").last.map(String.init) ?? text
    }
}
