import CodeSyntax

/// Turns the parser's tree of a Go file into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: a rune is a string, an imaginary number a `float`, `_` a name.
/// A conversion `[]byte(s)` and an assertion `x.(T)` are casts; `string(b)` looks like a call and is one. `a &^ b` is
/// `a & ^b`. A literal of a named type is a `new` whatever the type is, and a key that is a text names its argument as
/// a field's name does; other keys are entries. A type that elements of a literal leave out is that of the literal
/// around them. A `switch` on types has the value as its subject, an `assign` when it is bound, and types as patterns;
/// a `select` has no subject, and what is sent or received as patterns. When one case of a `switch` ends with
/// `fallthrough`, all are cases of a language that falls through, and the others end with a `break`. A bare `return` of
/// a function with named results returns those. Structs that a struct embeds are bases, tags of fields decorators.
/// `iota` is its number, and a constant without a value of its own has it as far as it is a literal. What only the
/// compiler reads (type parameters, type arguments of calls) leaves no node.
struct GoLowering: ChainLowering {
    var out: TreeBuilder
    let syntax: GoFrontend
    var chainEnd = 0
    var keptErrors: Set<Int> = []
    /// Of the function that is being lowered.
    var namedResults: [ConcreteNode] = []
    /// The value of `iota`, in a declaration of constants.
    var iota: Int?
    /// The names of the type that was last left out before braces.
    var leftOut: (type: Int, path: [Symbol])?

    var fields: GoFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> GoKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    func children(_ node: ConcreteNode, _ field: UInt16) -> [ConcreteNode] {
        node.children.filter { $0.field == field && $0.isNamed }
    }

    /// The parts of a list of expressions; any other node is the only part.
    func parts(_ node: ConcreteNode?) -> [ConcreteNode] {
        guard let node else { return [] }
        return kind(node) == .expression_list ? Array(node.named) : [node]
    }
}
