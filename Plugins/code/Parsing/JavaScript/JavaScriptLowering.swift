import CodeSyntax

/// Turns the parser's tree of a script into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: `undefined`, `this`, `super` and `debugger` are names;
/// `new.target` and `import.meta` members of the names `new` and `import`; `super(…)` and `import(…)` calls of a name; a
/// hole in an array is `empty`; `undefined` is no `null`, since programs tell them apart. Functions and methods of object
/// literals have no name of their own, and names that only types have (type parameters, `this` parameters, type arguments
/// of calls) leave no node, since the program that runs does not have them.
struct JavaScriptLowering: Lowering {
    var out: TreeBuilder
    let syntax: JavaScriptFrontend
    /// The nodes before this one belong to a chain whose length was looked at.
    var chainEnd = 0
    /// The unparsable texts whose parts are in the tree already.
    private var keptErrors: Set<Int> = []

    init(out: consuming TreeBuilder, syntax: JavaScriptFrontend) {
        self.out = out
        self.syntax = syntax
    }

    var fields: JavaScriptFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> JavaScriptKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    func first(_ node: ConcreteNode) -> ConcreteNode? {
        var children = node.named
        return children.next()
    }

    mutating func name(_ node: ConcreteNode, _ role: Role) {
        // A name that the parser made up to go on.
        if node.isMissing {
            out.leaf(.error, role, node.range)
        } else {
            out.leaf(.name, role, node.range, symbol: symbol(node))
        }
    }

    /// Keeps the parts of what has no kind of its own.
    mutating func opaque(_ node: ConcreteNode, _ role: Role) {
        if node.isError { keptErrors.insert(node.index) }
        inside(node.isError ? .error : .opaque, role, node) { lowering in
            for child in node.named { lowering.statement(child, .operand) }
        }
    }

    /// As for all languages; besides, unparsable text that the body came past is kept behind the other children.
    mutating func inside(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, symbol: Symbol = .empty, op: Operator = .none,
        flags: NodeFlags = [], _ body: (inout JavaScriptLowering) -> Void
    ) {
        let known = node.hasError ? flags.union(.damaged) : flags
        out.begin(kind, role, node.range, symbol: symbol, op: op, flags: known)
        body(&self)
        if node.hasError { keepErrors(of: node) }
        out.end()
    }

    private mutating func keepErrors(of node: ConcreteNode) {
        for child in node.children where child.isError && !keptErrors.contains(child.index) { opaque(child, .operand) }
    }

    /// Unparsable text in places that nothing is made of.
    mutating func keepOtherErrors(_ tree: ConcreteTree) {
        guard tree.root.hasError else { return }
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if node.isError, !keptErrors.contains(index) { opaque(node, .statement) }
        }
    }

    /// A node with one child.
    mutating func wrap(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, op: Operator = .none, _ child: ConcreteNode?,
        _ childRole: Role
    ) {
        inside(kind, role, node, op: op) { lowering in
            if let child { lowering.expression(child, childRole) }
        }
    }

    /// False for what is nested too deeply: then it is left out, and the tree says so.
    mutating func hasRoom(_ node: ConcreteNode, _ role: Role) -> Bool {
        if out.depth < TreeBuilder.maxDepth { return true }
        out.leaf(.opaque, role, node.range)
        out.cut(node.range)
        return false
    }
}
