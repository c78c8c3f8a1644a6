import CodeSyntax

/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum PythonKind: String, CaseIterable, Sendable {
    case other = ""
    case identifier, integer, float, string, concatenated_string, string_start, string_content, string_end
    case interpolation, format_specifier, format_expression, escape_sequence, escape_interpolation
    case `true`, `false`, none, ellipsis
    case attribute, call, argument_list, keyword_argument, subscripted = "subscript", slice, list_splat
    case dictionary_splat, list_splat_pattern, dictionary_splat_pattern, parenthesized_list_splat
    case unary_operator, not_operator, binary_operator, boolean_operator, comparison_operator, conditional_expression
    case named_expression, assignment, augmented_assignment, await, yield, lambda, lambda_parameters
    case parenthesized_expression, list, tuple, set, dictionary, pair, list_comprehension, set_comprehension
    case dictionary_comprehension, generator_expression, for_in_clause, if_clause, expression_list, pattern_list
    case tuple_expression, tuple_pattern, list_pattern, as_pattern, as_pattern_target
    case type, generic_type, type_parameter, union_type, member_type, splat_type, constrained_type
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
    case async, `in`, `is`, not, and, or, from, comment, line_continuation, error = "ERROR", underscore = "_"
    case plus = "+", minus = "-", times = "*", divide = "/", floorDivide = "//", modulo = "%", power = "**", at = "@"
    case bitAnd = "&", bitOr = "|", bitXor = "^", shiftLeft = "<<", shiftRight = ">>", tilde = "~"
    case less = "<", lessOrEqual = "<=", equal = "==", notEqual = "!=", oldNotEqual = "<>", greater = ">"
    case greaterOrEqual = ">=", notIn = "not in", isNot = "is not"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", divideEqual = "/=", floorDivideEqual = "//="
    case moduloEqual = "%=", powerEqual = "**=", atEqual = "@=", andEqual = "&=", orEqual = "|=", xorEqual = "^="
    case shiftLeftEqual = "<<=", shiftRightEqual = ">>="
    case comma = ",", colon = ":", assign = "="

    /// What the operator does, between operands or in an assignment.
    var operation: Operator {
        switch self {
        case .plus, .plusEqual: .add
        case .minus, .minusEqual: .subtract
        case .times, .timesEqual: .multiply
        case .divide, .divideEqual: .divide
        case .floorDivide, .floorDivideEqual: .floorDivide
        case .modulo, .moduloEqual: .modulo
        case .power, .powerEqual: .power
        case .at, .atEqual: .matrixMultiply
        case .bitAnd, .andEqual: .bitAnd
        case .bitOr, .orEqual: .bitOr
        case .bitXor, .xorEqual: .bitXor
        case .shiftLeft, .shiftLeftEqual: .shiftLeft
        case .shiftRight, .shiftRightEqual: .shiftRight
        case .and: .and
        case .or: .or
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .equal: .equal
        case .notEqual, .oldNotEqual: .notEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .in: .contains
        case .notIn: .notContains
        case .is: .same
        case .isNot: .notSame
        default: .none
        }
    }
}
