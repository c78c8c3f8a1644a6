import CodeSyntax

/// Go up to 1.24.
struct GoFrontend: Frontend {
    let kinds: [GoKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(GoKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = GoLowering(out: builder, syntax: self)
        lowering.addCommentsAndErrors(of: tree) { kinds[Int($0.symbol)] == .comment }
        let package = tree.root.named.first { lowering.kind($0) == .package_clause }
        let symbol = package.flatMap { lowering.first($0) }.map { lowering.symbol($0) } ?? .empty
        lowering.inside(.file, .none, tree.root, symbol: symbol) { lowering in
            for child in tree.root.named where lowering.kind(child) != .package_clause {
                lowering.statement(child, .statement)
            }
            lowering.keepOtherErrors(tree)
        }
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields.
    struct Fields: Sendable {
        let alias: UInt16
        let alternative: UInt16
        let arguments: UInt16
        let body: UInt16
        let capacity: UInt16
        let channel: UInt16
        let communication: UInt16
        let condition: UInt16
        let consequence: UInt16
        let element: UInt16
        let end: UInt16
        let field: UInt16
        let function: UInt16
        let index: UInt16
        let initializer: UInt16
        let key: UInt16
        let label: UInt16
        let left: UInt16
        let length: UInt16
        let name: UInt16
        let operand: UInt16
        let `operator`: UInt16
        let parameters: UInt16
        let path: UInt16
        let receiver: UInt16
        let result: UInt16
        let right: UInt16
        let start: UInt16
        let tag: UInt16
        let type: UInt16
        let typeArguments: UInt16
        let update: UInt16
        let value: UInt16

        init(_ grammar: Grammar) {
            alias = grammar.field("alias")
            alternative = grammar.field("alternative")
            arguments = grammar.field("arguments")
            body = grammar.field("body")
            capacity = grammar.field("capacity")
            channel = grammar.field("channel")
            communication = grammar.field("communication")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            element = grammar.field("element")
            end = grammar.field("end")
            field = grammar.field("field")
            function = grammar.field("function")
            index = grammar.field("index")
            initializer = grammar.field("initializer")
            key = grammar.field("key")
            label = grammar.field("label")
            left = grammar.field("left")
            length = grammar.field("length")
            name = grammar.field("name")
            operand = grammar.field("operand")
            `operator` = grammar.field("operator")
            parameters = grammar.field("parameters")
            path = grammar.field("path")
            receiver = grammar.field("receiver")
            result = grammar.field("result")
            right = grammar.field("right")
            start = grammar.field("start")
            tag = grammar.field("tag")
            type = grammar.field("type")
            typeArguments = grammar.field("type_arguments")
            update = grammar.field("update")
            value = grammar.field("value")
        }
    }
}
