import CodeSyntax

/// C up to C23, with what compilers commonly add to it.
struct CFrontend: Frontend {
    let kinds: [CKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(CKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = CLowering(out: builder, syntax: self)
        lowering.addCommentsAndErrors(of: tree)
        lowering.inside(.file, .none, tree.root) { lowering in
            lowering.items(of: tree.root, .statement)
            lowering.keepOtherErrors(tree)
        }
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields.
    struct Fields: Sendable {
        let alternative: UInt16
        let argument: UInt16
        let arguments: UInt16
        let body: UInt16
        let condition: UInt16
        let consequence: UInt16
        let declarator: UInt16
        let designator: UInt16
        let field: UInt16
        let filter: UInt16
        let function: UInt16
        let index: UInt16
        let initializer: UInt16
        let label: UInt16
        let left: UInt16
        let member: UInt16
        let name: UInt16
        let `operator`: UInt16
        let parameters: UInt16
        let path: UInt16
        let right: UInt16
        let size: UInt16
        let type: UInt16
        let update: UInt16
        let value: UInt16

        init(_ grammar: Grammar) {
            alternative = grammar.field("alternative")
            argument = grammar.field("argument")
            arguments = grammar.field("arguments")
            body = grammar.field("body")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            declarator = grammar.field("declarator")
            designator = grammar.field("designator")
            field = grammar.field("field")
            filter = grammar.field("filter")
            function = grammar.field("function")
            index = grammar.field("index")
            initializer = grammar.field("initializer")
            label = grammar.field("label")
            left = grammar.field("left")
            member = grammar.field("member")
            name = grammar.field("name")
            `operator` = grammar.field("operator")
            parameters = grammar.field("parameters")
            path = grammar.field("path")
            right = grammar.field("right")
            size = grammar.field("size")
            type = grammar.field("type")
            update = grammar.field("update")
            value = grammar.field("value")
        }
    }
}
