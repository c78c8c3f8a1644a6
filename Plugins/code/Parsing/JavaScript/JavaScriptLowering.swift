import CodeSyntax

/// Turns the parser's tree of a script into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: `undefined`, `this`, `super` and `debugger` are names;
/// `new.target` and `import.meta` members of the names `new` and `import`; `super(…)` and `import(…)` calls of a
/// name; a hole in an array is `empty`; `undefined` is no `null`, since programs tell them apart. Functions and methods
/// of object literals have no name of their own, and what only types have (type parameters, `this` parameters, type
/// arguments of calls) leaves no node, since the program that runs does not have it.
struct JavaScriptLowering: ChainLowering {
    var out: TreeBuilder
    let syntax: JavaScriptFrontend
    var chainEnd = 0
    var keptErrors: Set<Int> = []

    var fields: JavaScriptFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> JavaScriptKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }
}
