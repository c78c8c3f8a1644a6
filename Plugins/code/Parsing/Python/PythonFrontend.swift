import CodeSyntax

/// Python 3, and of Python 2 what its grammar still knows.
struct PythonFrontend: Frontend {
    let kinds: [PythonKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(PythonKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = PythonLowering(out: builder, syntax: self)
        lowering.addCommentsAndErrors(of: tree) { kinds[Int($0.symbol)] == .comment }
        lowering.file(tree.root)
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields. An object, so that using one does not copy all.
    final class Fields: Sendable {
        let left: UInt16
        let right: UInt16
        let type: UInt16
        let name: UInt16
        let body: UInt16
        let parameters: UInt16
        let returnType: UInt16
        let condition: UInt16
        let consequence: UInt16
        let alternative: UInt16
        let function: UInt16
        let arguments: UInt16
        let object: UInt16
        let attribute: UInt16
        let value: UInt16
        let subscripted: UInt16
        let `operator`: UInt16
        let operators: UInt16
        let argument: UInt16
        let alias: UInt16
        let moduleName: UInt16
        let superclasses: UInt16
        let definition: UInt16
        let expression: UInt16
        let subject: UInt16
        let guardClause: UInt16
        let key: UInt16
        let cause: UInt16

        init(_ grammar: Grammar) {
            left = grammar.field("left")
            right = grammar.field("right")
            type = grammar.field("type")
            name = grammar.field("name")
            body = grammar.field("body")
            parameters = grammar.field("parameters")
            returnType = grammar.field("return_type")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            alternative = grammar.field("alternative")
            function = grammar.field("function")
            arguments = grammar.field("arguments")
            object = grammar.field("object")
            attribute = grammar.field("attribute")
            value = grammar.field("value")
            subscripted = grammar.field("subscript")
            `operator` = grammar.field("operator")
            operators = grammar.field("operators")
            argument = grammar.field("argument")
            alias = grammar.field("alias")
            moduleName = grammar.field("module_name")
            superclasses = grammar.field("superclasses")
            definition = grammar.field("definition")
            expression = grammar.field("expression")
            subject = grammar.field("subject")
            guardClause = grammar.field("guard")
            key = grammar.field("key")
            cause = grammar.field("cause")
        }
    }
}
