import CodeSyntax

/// Turns the parser's tree of a Ruby file into a syntax tree.
///
/// Everything is an expression in Ruby: `if` is a `conditional` where its value is used, else an `if`. What has no
/// counterpart in `NodeKind` is lowered so: symbols are strings; backticks call a function of that name, as they do in
/// Ruby, and so do `yield`, `super`, `alias` and `undef`; `&block` and `&:name` as arguments are `addressOf`; `redo`
/// and `retry` are `goto`; `a rescue b` is `a ?? b` where its value is used, else a `try`; `^x` in a pattern is a
/// `dereference`; the methods in `class << self` are static ones of the class around it.
///
/// Functions do not take closures here: what recurses should need little of the stack.
struct RubyLowering: CompleteLowering {
    var out: TreeBuilder
    let fields: RubyFrontend.Fields
    private let kinds: [RubyKind]
    /// The links of the chains that are being lowered, the innermost chain's last; indexes of concrete nodes.
    var links: [Int] = []
    /// Text of a literal that is being put together.
    var scratch: [UInt8] = []
    /// What is around the statements that are being lowered.
    var context = Context()
    /// The bodies of heredocs by their beginnings; indexes of concrete nodes.
    var heredocs: [Int: Int] = [:]
    /// Bodies that no beginning was found for.
    var lostHeredocs: [ConcreteNode] = []
    var keptErrors: Set<Int> = []

    struct Context {
        /// Statements are those of a class or module itself, not of a method.
        var isInClass = false
        /// Inside `class << self`.
        var isSingleton = false
        /// `next` leaves a function: the innermost thing to leave is a block and not a loop.
        var isInBlock = false
    }

    init(out: consuming TreeBuilder, syntax: RubyFrontend) {
        self.out = out
        kinds = syntax.kinds
        fields = syntax.fields
    }

    func kind(_ node: ConcreteNode) -> RubyKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : kinds[Int(node.symbol)]
    }

    func has(_ node: ConcreteNode, _ wanted: RubyKind) -> Bool {
        for child in node.children where kind(child) == wanted { return true }
        return false
    }

    /// The only part of a node; nil when there are none or several.
    func only(_ node: ConcreteNode) -> ConcreteNode? {
        var children = node.named
        guard let inner = children.next(), children.next() == nil else { return nil }
        return inner
    }

    /// How many nodes one construct may nest by itself: half of what is left, so that there is room for what it holds.
    var room: Int { max(1, (TreeBuilder.maxDepth - out.depth) / 2) }

    mutating func file(_ root: ConcreteNode) {
        out.begin(.file, .none, root.range, flags: root.hasError ? .damaged : [])
        statements(root)
        for body in lostHeredocs { opaque(body, .statement) }
        keepOtherErrors(root.tree)
        out.end()
    }

    @inline(never)
    mutating func symbolOrEmpty(_ node: ConcreteNode?) -> Symbol {
        guard let node else { return .empty }
        return symbol(node)
    }
}
