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
        lowering.addCommentsAndErrors(of: tree) { $0.tree.grammar.symbolNames[Int($0.symbol)] == "comment" }
        lowering.inside(.file, .none, tree.root) { $0.statements(tree.root, .statement) }
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields.
    struct Fields: Sendable {
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
        }
    }
}

/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
enum PythonKind: String, CaseIterable, Sendable {
    case other = ""
    case identifier, integer, float, string, concatenated_string, string_start, string_content, string_end,
        interpolation
    case `true`, `false`, none, ellipsis
    case attribute, call, argument_list, keyword_argument, subscripted = "subscript", slice, list_splat,
        dictionary_splat
    case list_splat_pattern, dictionary_splat_pattern, parenthesized_list_splat
    case unary_operator, not_operator, binary_operator, boolean_operator, comparison_operator, conditional_expression
    case named_expression, assignment, augmented_assignment, await, yield, lambda, lambda_parameters
    case parenthesized_expression, list, tuple, set, dictionary, pair, list_comprehension, set_comprehension
    case dictionary_comprehension, generator_expression, for_in_clause, if_clause, expression_list, pattern_list
    case tuple_pattern, list_pattern, as_pattern, as_pattern_target, type, generic_type, type_parameter, union_type
    case module, block, expression_statement, if_statement, elif_clause, else_clause, while_statement, for_statement
    case try_statement, except_clause, except_group_clause, finally_clause, with_statement, with_clause, with_item
    case return_statement, raise_statement, break_statement, continue_statement, pass_statement, delete_statement
    case assert_statement, global_statement, nonlocal_statement, print_statement, exec_statement, chevron
    case import_statement, import_from_statement, future_import_statement, aliased_import, dotted_name, relative_import
    case import_prefix, wildcard_import
    case function_definition, class_definition, decorated_definition, decorator, parameters, default_parameter
    case typed_parameter, typed_default_parameter, keyword_separator, positional_separator
    case match_statement, case_clause, case_pattern, union_pattern, class_pattern, keyword_pattern, dict_pattern
    case splat_pattern, complex_pattern, type_alias_statement
    case async, `in`, `is`, not, and, or, comment, line_continuation
    case plus = "+", minus = "-", times = "*", divide = "/", floorDivide = "//", modulo = "%", power = "**", at = "@"
    case bitAnd = "&", bitOr = "|", bitXor = "^", shiftLeft = "<<", shiftRight = ">>", tilde = "~"
    case less = "<", lessOrEqual = "<=", equal = "==", notEqual = "!=", oldNotEqual = "<>", greater = ">"
    case greaterOrEqual = ">=", notIn = "not in", isNot = "is not", from, error = "ERROR", underscore = "_"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", divideEqual = "/=", floorDivideEqual = "//="
    case moduloEqual = "%=", powerEqual = "**=", atEqual = "@=", andEqual = "&=", orEqual = "|=", xorEqual = "^="
    case shiftLeftEqual = "<<=", shiftRightEqual = ">>="
}

struct PythonLowering: Lowering {
    var out: TreeBuilder
    let syntax: PythonFrontend

    var fields: PythonFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> PythonKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    mutating func name(_ node: ConcreteNode, _ role: Role) {
        out.leaf(.name, role, node.range, symbol: out.intern(node.bytes))
    }
}
