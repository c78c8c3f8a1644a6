import CodeSyntax

/// Turns the parser's tree of a Python file into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: `print x` and `exec x` of Python 2 are calls, whose `>>file` is
/// the keyword `file`. Type parameters leave no node, since the program that runs does not ask for them; nor do the
/// marks `/` and `*` between parameters.
///
/// Functions do not take closures here: what recurses should need little of the stack.
struct PythonLowering: CompleteLowering {
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
    var keptErrors: Set<Int> = []

    init(out: consuming TreeBuilder, syntax: PythonFrontend) {
        self.out = out
        kinds = syntax.kinds
        fields = syntax.fields
    }

    func kind(_ node: ConcreteNode) -> PythonKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : kinds[Int(node.symbol)]
    }

    func has(_ node: ConcreteNode, _ wanted: PythonKind) -> Bool {
        for child in node.children where kind(child) == wanted { return true }
        return false
    }

    /// How many nodes one construct may nest by itself: half of what is left, so that there is room for what it holds.
    var room: Int { max(1, (TreeBuilder.maxDepth - out.depth) / 2) }

    mutating func file(_ root: ConcreteNode) {
        out.begin(.file, .none, root.range, flags: root.hasError ? .damaged : [])
        repeatable = root.size
        statements(root, .statement)
        keepOtherErrors(root.tree)
        out.end()
    }

    @inline(never)
    mutating func symbolOrEmpty(_ node: ConcreteNode?) -> Symbol {
        guard let node else { return .empty }
        return symbol(node)
    }

    /// Pieces of literals that do not end are among what could not be parsed.
    @inline(never)
    mutating func fragment(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .string_start, .string_end, .import_prefix: break
        case .string_content: out.leaf(.string, role, node.range, symbol: symbol(node))
        default: opaque(node, role)
        }
    }
}
