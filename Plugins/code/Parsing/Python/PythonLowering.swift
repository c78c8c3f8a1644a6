import CodeSyntax

/// Turns the parser's tree of a Python file into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: `print x` and `exec x` of Python 2 are calls, whose `>>file` is
/// the keyword `file`; `yield from x` yields a `spread`; the cause of `raise x from y` is an `.operand` of the `throw`;
/// a type alias is a declaration whose value is a type. Type parameters leave no node, since the program that runs does
/// not ask for them; nor do the marks `/` and `*` between parameters.
///
/// Functions do not take closures here: what recurses should need little of the stack.
struct PythonLowering: Lowering {
    var out: TreeBuilder
    private let kinds: [PythonKind]
    let fields: PythonFrontend.Fields
    /// The links of the chains that are being lowered, the innermost chain's last; indexes of concrete nodes.
    var links: [Int] = []
    /// Text of a literal that is being put together.
    var scratch: [UInt8] = []
    /// Statements are those of a class itself, not of a method.
    var isInClass = false
    /// How many nodes of the parser's tree may still be lowered a second time, as the middle of a comparison chain.
    /// Chains inside chains would double with each level.
    var repeatable = 0
    /// The unparsable texts whose parts are in the tree already.
    private var keptErrors: Set<Int> = []

    init(out: consuming TreeBuilder, syntax: PythonFrontend) {
        self.out = out
        kinds = syntax.kinds
        fields = syntax.fields
    }

    func kind(_ node: ConcreteNode) -> PythonKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : kinds[Int(node.symbol)]
    }

    func first(_ node: ConcreteNode) -> ConcreteNode? {
        var children = node.named
        return children.next()
    }

    func has(_ node: ConcreteNode, _ wanted: PythonKind) -> Bool {
        for child in node.children where kind(child) == wanted { return true }
        return false
    }

    /// How many nodes one construct may nest by itself: half of what is left, so that there is room for what it holds.
    var room: Int { max(1, (TreeBuilder.maxDepth - out.depth) / 2) }

    // Nodes.

    mutating func file(_ root: ConcreteNode) {
        out.begin(.file, .none, root.range, flags: root.hasError ? .damaged : [])
        repeatable = root.size
        statements(root, .statement)
        if root.hasError { keepOtherErrors(root.tree) }
        out.end()
    }

    @discardableResult
    @inline(never)
    mutating func begin(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = []
    ) -> NodeID {
        let known = node.hasError ? flags.union(.damaged) : flags
        return out.begin(kind, role, node.range, symbol: symbol, op: op, flags: known)
    }

    /// Ends a node of which not all children were visited: unparsable text among the others is kept.
    @inline(never)
    mutating func end(_ node: ConcreteNode) {
        if node.hasError {
            for child in node.children where child.isError && !keptErrors.contains(child.index) {
                opaque(child, .operand)
            }
        }
        out.end()
    }

    /// False for what is nested too deeply: then it is left out, and the tree says so.
    @inline(never)
    mutating func hasRoom(_ node: ConcreteNode, _ role: Role) -> Bool {
        if out.depth < TreeBuilder.maxDepth { return true }
        out.leaf(.opaque, role, node.range)
        out.cut(node.range)
        return false
    }

    @inline(never)
    mutating func name(_ node: ConcreteNode, _ role: Role) {
        // A name that the parser made up to go on.
        if node.isMissing {
            out.leaf(.error, role, node.range)
        } else {
            out.leaf(.name, role, node.range, symbol: symbol(node))
        }
    }

    @inline(never)
    mutating func symbolOrEmpty(_ node: ConcreteNode?) -> Symbol {
        guard let node else { return .empty }
        return symbol(node)
    }

    /// Keeps the parts of what has no kind of its own.
    @inline(never)
    mutating func opaque(_ node: ConcreteNode, _ role: Role) {
        guard hasRoom(node, role) else { return }
        if node.isError { keptErrors.insert(node.index) }
        begin(node.isError ? .error : .opaque, role, node)
        for child in node.named { remainder(child) }
        out.end()
    }

    /// Of a literal that does not end there are only pieces.
    private mutating func remainder(_ node: ConcreteNode) {
        switch kind(node) {
        case .string_start, .string_end, .import_prefix: break
        case .string_content: out.leaf(.string, .operand, node.range, symbol: symbol(node))
        default: statement(node, .operand)
        }
    }

    /// A node with one child.
    @inline(never)
    mutating func wrap(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, op: Operator = .none, _ child: ConcreteNode?,
        _ childRole: Role
    ) {
        begin(kind, role, node, op: op)
        if let child { expression(child, childRole) }
        end(node)
    }

    /// Unparsable text in places that nothing is made of.
    private mutating func keepOtherErrors(_ tree: ConcreteTree) {
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if node.isError, index != 0, !keptErrors.contains(index) { opaque(node, .statement) }
        }
    }
}
