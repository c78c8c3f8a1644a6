import CodeSyntax

/// Java 21.
struct JavaFrontend: Frontend {
    let kinds: [JavaKind]
    let fields: Fields

    init(_ grammar: Grammar) {
        kinds = grammar.table(JavaKind.self, other: .other)
        fields = Fields(grammar)
    }

    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder {
        var lowering = JavaLowering(out: builder, syntax: self)
        lowering.addCommentsAndErrors(of: tree) { node in
            let kind = kinds[Int(node.symbol)]
            return kind == .line_comment || kind == .block_comment
        }
        let package = tree.root.named.first { lowering.kind($0) == .package_declaration }
        let name = package.flatMap { node in node.named.first { lowering.isName($0) } }
        let symbol = name.map { lowering.symbol($0) } ?? .empty
        lowering.inside(.file, .none, tree.root, symbol: symbol) { lowering in
            for child in tree.root.named where lowering.kind(child) != .package_declaration {
                lowering.statement(child, .statement)
            }
        }
        return lowering.out
    }

    /// The grammar's numbers for the names of its fields.
    struct Fields: Sendable {
        let alternative: UInt16
        let arguments: UInt16
        let array: UInt16
        let body: UInt16
        let condition: UInt16
        let consequence: UInt16
        let constructor: UInt16
        let declarator: UInt16
        let dimensions: UInt16
        let element: UInt16
        let field: UInt16
        let function: UInt16
        let index: UInt16
        let initial: UInt16
        let key: UInt16
        let label: UInt16
        let left: UInt16
        let member: UInt16
        let name: UInt16
        let object: UInt16
        let operand: UInt16
        let `operator`: UInt16
        let parameters: UInt16
        let pattern: UInt16
        let resources: UInt16
        let right: UInt16
        let superclass: UInt16
        let interfaces: UInt16
        let type: UInt16
        let typeArguments: UInt16
        let update: UInt16
        let value: UInt16

        init(_ grammar: Grammar) {
            alternative = grammar.field("alternative")
            arguments = grammar.field("arguments")
            array = grammar.field("array")
            body = grammar.field("body")
            condition = grammar.field("condition")
            consequence = grammar.field("consequence")
            constructor = grammar.field("constructor")
            declarator = grammar.field("declarator")
            dimensions = grammar.field("dimensions")
            element = grammar.field("element")
            field = grammar.field("field")
            function = grammar.field("function")
            index = grammar.field("index")
            initial = grammar.field("init")
            key = grammar.field("key")
            label = grammar.field("label")
            left = grammar.field("left")
            member = grammar.field("member")
            name = grammar.field("name")
            object = grammar.field("object")
            operand = grammar.field("operand")
            `operator` = grammar.field("operator")
            parameters = grammar.field("parameters")
            pattern = grammar.field("pattern")
            resources = grammar.field("resources")
            right = grammar.field("right")
            superclass = grammar.field("superclass")
            interfaces = grammar.field("interfaces")
            type = grammar.field("type")
            typeArguments = grammar.field("type_arguments")
            update = grammar.field("update")
            value = grammar.field("value")
        }
    }
}

/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
// The names are the grammar's.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum JavaKind: String, CaseIterable, Sendable {
    case other = ""
    case identifier, type_identifier, scoped_identifier, scoped_type_identifier, `this`, `super`
    case decimal_integer_literal, hex_integer_literal, octal_integer_literal, binary_integer_literal
    case decimal_floating_point_literal, hex_floating_point_literal, `true`, `false`, null_literal
    case character_literal, string_literal, string_fragment, multiline_string_fragment, escape_sequence
    case string_interpolation, template_expression, class_literal, field_access, array_access
    case method_invocation, method_reference, object_creation_expression, array_creation_expression
    case array_initializer, dimensions_expr, dimensions, argument_list, type_arguments, annotation
    case marker_annotation, annotation_argument_list, element_value_pair, element_value_array_initializer
    case assignment_expression, binary_expression, unary_expression, update_expression, ternary_expression
    case cast_expression, instanceof_expression, lambda_expression, inferred_parameters
    case parenthesized_expression, switch_expression, switch_block, switch_block_statement_group, switch_rule
    case switch_label, `guard`, pattern, type_pattern, record_pattern, record_pattern_body
    case record_pattern_component, underscore_pattern, generic_type, array_type, annotated_type, integral_type
    case floating_point_type, boolean_type, void_type, wildcard, program, block, expression_statement
    case local_variable_declaration, variable_declarator, if_statement, while_statement, do_statement
    case for_statement, enhanced_for_statement, try_statement, try_with_resources_statement
    case resource_specification, resource, catch_clause, catch_formal_parameter, catch_type, finally_clause
    case return_statement, throw_statement, break_statement, continue_statement, yield_statement
    case labeled_statement, synchronized_statement, assert_statement, package_declaration, import_declaration
    case asterisk, class_declaration, interface_declaration, enum_declaration, record_declaration
    case annotation_type_declaration, annotation_type_body, annotation_type_element_declaration, class_body
    case interface_body, enum_body, enum_body_declarations, enum_constant, constructor_body
    case method_declaration, constructor_declaration, compact_constructor_declaration
    case explicit_constructor_invocation, field_declaration, constant_declaration, static_initializer
    case formal_parameters, formal_parameter, spread_parameter, receiver_parameter, modifiers, superclass
    case super_interfaces, extends_interfaces, type_list, line_comment, block_comment
    case assign = "=", plus = "+", minus = "-", times = "*", divide = "/", modulo = "%", bitAnd = "&", bitOr = "|"
    case bitXor = "^", shiftLeft = "<<", shiftRight = ">>", shiftRightUnsigned = ">>>", less = "<", lessOrEqual = "<="
    case equal = "==", notEqual = "!=", greater = ">", greaterOrEqual = ">=", and = "&&", or = "||", not = "!"
    case tilde = "~", increment = "++", decrement = "--", plusEqual = "+=", minusEqual = "-=", timesEqual = "*="
    case divideEqual = "/=", moduloEqual = "%=", andEqual = "&=", orEqual = "|=", xorEqual = "^="
    case shiftLeftEqual = "<<=", shiftRightEqual = ">>=", shiftRightUnsignedEqual = ">>>=", colons = "::"
    case `static`, final, `default`, new, arrow = "->", colon = ":", error = "ERROR"
}

struct JavaLowering: Lowering {
    var out: TreeBuilder
    let syntax: JavaFrontend

    var fields: JavaFrontend.Fields { syntax.fields }

    func kind(_ node: ConcreteNode) -> JavaKind {
        // ERROR has the highest number, outside the table.
        node.isError ? .error : syntax.kinds[Int(node.symbol)]
    }

    func isName(_ node: ConcreteNode) -> Bool { kind(node) == .identifier || kind(node) == .scoped_identifier }

    func first(_ node: ConcreteNode) -> ConcreteNode? { node.named.first { _ in true } }

    func has(_ node: ConcreteNode, _ kind: JavaKind) -> Bool { node.children.contains { self.kind($0) == kind } }

    mutating func name(_ node: ConcreteNode, _ role: Role) {
        out.leaf(.name, role, node.range, symbol: out.intern(node.bytes))
    }
}
