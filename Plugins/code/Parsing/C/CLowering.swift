import CodeSyntax

/// Turns the parser's tree of a C file into a syntax tree.
///
/// What has no counterpart in `NodeKind` is lowered so: of conditional compilation all branches are there, one after
/// the other, as if their lines stood without it. A macro is declared as a variable or a function; its text is no
/// syntax, so a literal, a name or a call is one, and any other text an `opaque` with those that occur in it. `sizeof`,
/// `alignof` and `offsetof` are calls, `_Generic` is a `switch`, and a statement in parentheses a `sequence`. A
/// structure, union or enumeration is a `class` before what is declared with it; the name of a `typedef` is a class,
/// too, of which a nameless one is the body. Braces that initialise a structure are a `new` of its type, those that
/// initialise an array a `list`. A type's arguments are the sizes of an array. Attributes of functions and variables
/// are decorators.
struct CLowering: ChainLowering {
    var out: TreeBuilder
    let syntax: CFrontend
    var chainEnd = 0
    var keptErrors: Set<Int> = []

    var fields: CFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> CKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    /// Whoever includes a header from C++ too writes one half of `extern "C" { … }` before it and one behind, each in a
    /// condition of its own. What the parser misses of the halves is no damage.
    mutating func addCommentsAndErrors(of tree: ConcreteTree) {
        let hasHalves = tree.nodes.indices.contains {
            kind(ConcreteNode(tree: tree, index: $0)) == .linkage_specification
        }
        for index in tree.nodes.indices {
            let node = ConcreteNode(tree: tree, index: index)
            if node.isError {
                out.addError(node.range)
            } else if node.isMissing {
                if !hasHalves || kind(node) != .endif && kind(node) != .closing { out.addError(node.range) }
            } else if node.isExtra, kind(node) == .comment {
                out.addComment(node.range)
            }
        }
    }

    func children(_ node: ConcreteNode, _ field: UInt16) -> [ConcreteNode] {
        node.children.filter { $0.field == field && $0.isNamed }
    }

    /// What stands in a block, with what conditional compilation and `extern "C"` hold in its place.
    func items(of node: ConcreteNode) -> [ConcreteNode] {
        var items: [ConcreteNode] = []
        var open = Array(node.named.reversed())
        while let item = open.popLast() {
            switch kind(item) {
            case .preproc_if, .preproc_ifdef, .preproc_elif, .preproc_elifdef, .preproc_else, .declaration_list:
                open += item.named.filter { $0.field != fields.condition && $0.field != fields.name }.reversed()
            case .linkage_specification: if let body = item.child(fields.body) { open.append(body) }
            case .attributed_statement: open += item.named.filter { kind($0) != .attribute_declaration }.reversed()
            case .preproc_call where item.bytes.starts(with: "#endif".utf8): break
            default: items.append(item)
            }
        }
        return items
    }

    mutating func items(of node: ConcreteNode, _ role: Role) {
        for item in items(of: node) { statement(item, role) }
    }
}
