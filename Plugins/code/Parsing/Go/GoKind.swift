/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum GoKind: String, CaseIterable, Sendable {
    case other = ""
    case error = "ERROR"
    case comment

    // Names and literals.
    case identifier, field_identifier, type_identifier, package_identifier, blank_identifier, dot, label_name
    case int_literal, float_literal, imaginary_literal, rune_literal, raw_string_literal
    case interpreted_string_literal, `true`, `false`, `nil`, iota

    // Types.
    case generic_type, qualified_type, pointer_type, array_type, implicit_length_array_type, slice_type, struct_type
    case interface_type, map_type, channel_type, function_type, negated_type, parenthesized_type, type_arguments
    case type_elem, type_constraint, method_elem, field_declaration_list, field_declaration

    // Expressions.
    case call_expression, selector_expression, index_expression, slice_expression, type_assertion_expression
    case type_conversion_expression, type_instantiation_expression, unary_expression, binary_expression
    case parenthesized_expression, composite_literal, literal_value, literal_element, keyed_element, func_literal
    case argument_list, variadic_argument, expression_list

    // Statements.
    case source_file, block, statement_list, expression_statement, send_statement, receive_statement
    case inc_statement, dec_statement, assignment_statement, short_var_declaration, labeled_statement
    case fallthrough_statement, break_statement, continue_statement, goto_statement, return_statement, go_statement
    case defer_statement, if_statement, for_statement, for_clause, range_clause, expression_switch_statement
    case expression_case, default_case, type_switch_statement, type_case, select_statement, communication_case
    case empty_statement

    // Declarations.
    case package_clause, import_declaration, import_spec, import_spec_list, const_declaration, const_spec
    case var_declaration, var_spec, var_spec_list, type_declaration, type_spec, type_alias, function_declaration
    case method_declaration, parameter_list, parameter_declaration, variadic_parameter_declaration
    case type_parameter_list

    // Marks.
    case declares = ":=", colon = ":"
    case plus = "+", minus = "-", times = "*", divide = "/", modulo = "%", bitAnd = "&", bitOr = "|", xor = "^"
    case andNot = "&^", shiftLeft = "<<", shiftRight = ">>", equal = "==", notEqual = "!=", less = "<"
    case lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", and = "&&", or = "||", not = "!", arrow = "<-"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", divideEqual = "/=", moduloEqual = "%="
    case andEqual = "&=", orEqual = "|=", xorEqual = "^=", andNotEqual = "&^=", shiftLeftEqual = "<<="
    case shiftRightEqual = ">>="
}
