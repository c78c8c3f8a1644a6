import CodeSyntax

/// JavaScript, TypeScript and their markup: three grammars whose kinds have the same names and other numbers.
struct JavaScriptFrontend: Frontend {
    let kinds: [JavaScriptKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(JavaScriptKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = JavaScriptLowering(out: builder, syntax: self)
        let first = tree.root.children.first { _ in true }
        if let first, lowering.kind(first) == .hash_bang_line { lowering.out.addComment(first.range) }
        lowering.addCommentsAndErrors(of: tree) { node in
            let kind = kinds[Int(node.symbol)]
            return kind == .comment || kind == .html_comment
        }
        lowering.inside(.file, .none, tree.root) { lowering in
            for child in tree.root.named { lowering.statement(child, .statement) }
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
        let body: UInt16
        let condition: UInt16
        let consequence: UInt16
        let constructor: UInt16
        let declaration: UInt16
        let decorator: UInt16
        let finalizer: UInt16
        let function: UInt16
        let handler: UInt16
        let increment: UInt16
        let index: UInt16
        let initializer: UInt16
        let key: UInt16
        let keyword: UInt16
        let label: UInt16
        let left: UInt16
        let name: UInt16
        let object: UInt16
        let openTag: UInt16
        let `operator`: UInt16
        let parameter: UInt16
        let parameters: UInt16
        let pattern: UInt16
        let property: UInt16
        let returnType: UInt16
        let right: UInt16
        let source: UInt16
        let type: UInt16
        let typeArguments: UInt16
        let value: UInt16

        init(_ grammar: Grammar) {
            alias = grammar.field("alias")
            alternative = grammar.field("alternative")
            argument = grammar.field("argument")
            arguments = grammar.field("arguments")
            body = grammar.field("body")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            constructor = grammar.field("constructor")
            declaration = grammar.field("declaration")
            decorator = grammar.field("decorator")
            finalizer = grammar.field("finalizer")
            function = grammar.field("function")
            handler = grammar.field("handler")
            increment = grammar.field("increment")
            index = grammar.field("index")
            initializer = grammar.field("initializer")
            key = grammar.field("key")
            keyword = grammar.field("kind")
            label = grammar.field("label")
            left = grammar.field("left")
            name = grammar.field("name")
            object = grammar.field("object")
            openTag = grammar.field("open_tag")
            `operator` = grammar.field("operator")
            parameter = grammar.field("parameter")
            parameters = grammar.field("parameters")
            pattern = grammar.field("pattern")
            property = grammar.field("property")
            returnType = grammar.field("return_type")
            right = grammar.field("right")
            source = grammar.field("source")
            type = grammar.field("type")
            typeArguments = grammar.field("type_arguments")
            value = grammar.field("value")
        }
    }
}
