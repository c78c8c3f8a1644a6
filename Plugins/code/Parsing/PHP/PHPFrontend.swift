import CodeSyntax

/// PHP 5 to 8.4, with the markup around it.
struct PHPFrontend: Frontend {
    let kinds: [PHPKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(PHPKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = PHPLowering(out: builder, syntax: self)
        lowering.addCommentsAndErrors(of: tree) { kinds[Int($0.symbol)] == .comment }
        lowering.inside(.file, .none, tree.root) { lowering in
            lowering.statements(of: tree.root)
            lowering.keepOtherErrors(tree)
        }
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields.
    struct Fields: Sendable {
        let alias: UInt16
        let alternative: UInt16
        let argument: UInt16
        let arguments: UInt16
        let attributes: UInt16
        let body: UInt16
        let condition: UInt16
        let conditions: UInt16
        let defaultValue: UInt16
        let endTag: UInt16
        let function: UInt16
        let identifier: UInt16
        let initialize: UInt16
        let left: UInt16
        let name: UInt16
        let object: UInt16
        let `operator`: UInt16
        let parameters: UInt16
        let returned: UInt16
        let returnType: UInt16
        let right: UInt16
        let scope: UInt16
        let type: UInt16
        let update: UInt16
        let value: UInt16

        init(_ grammar: Grammar) {
            alias = grammar.field("alias")
            alternative = grammar.field("alternative")
            argument = grammar.field("argument")
            arguments = grammar.field("arguments")
            attributes = grammar.field("attributes")
            body = grammar.field("body")
            condition = grammar.field("condition")
            conditions = grammar.field("conditional_expressions")
            defaultValue = grammar.field("default_value")
            endTag = grammar.field("end_tag")
            function = grammar.field("function")
            identifier = grammar.field("identifier")
            initialize = grammar.field("initialize")
            left = grammar.field("left")
            name = grammar.field("name")
            object = grammar.field("object")
            `operator` = grammar.field("operator")
            parameters = grammar.field("parameters")
            returned = grammar.field("return_expression")
            returnType = grammar.field("return_type")
            right = grammar.field("right")
            scope = grammar.field("scope")
            type = grammar.field("type")
            update = grammar.field("update")
            value = grammar.field("value")
        }
    }
}
