/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum PHPKind: String, CaseIterable, Sendable {
    case other = ""
    case error = "ERROR"
    case comment, text, text_interpolation, php_tag, php_end_tag

    // Names and literals.
    case name, qualified_name, relative_name, namespace_name, variable_name, dynamic_variable_name, relative_scope
    case integer, float, boolean, null, string, encapsed_string, string_content, escape_sequence
    case heredoc, nowdoc, heredoc_start, heredoc_body, nowdoc_body, heredoc_end, nowdoc_string

    // Expressions.
    case function_call_expression, member_call_expression, nullsafe_member_call_expression, scoped_call_expression
    case member_access_expression, nullsafe_member_access_expression, scoped_property_access_expression
    case class_constant_access_expression, subscript_expression, object_creation_expression, anonymous_class
    case arguments, argument, variadic_unpacking, variadic_placeholder, by_ref
    case array_creation_expression, array_element_initializer, list_literal, pair
    case binary_expression, unary_op_expression, update_expression, assignment_expression
    case augmented_assignment_expression, reference_assignment_expression, conditional_expression, cast_expression
    case cast_type, parenthesized_expression, sequence_expression, error_suppression_expression, clone_expression
    case print_intrinsic, include_expression, include_once_expression, require_expression, require_once_expression
    case shell_command_expression, yield_expression, throw_expression, match_expression, match_block
    case match_condition_list, match_conditional_expression, match_default_expression
    case anonymous_function, anonymous_function_use_clause, arrow_function

    // Statements.
    case program, expression_statement, compound_statement, colon_block, empty_statement, if_statement
    case else_if_clause, else_clause, while_statement, do_statement, for_statement, foreach_statement
    case switch_statement, switch_block, case_statement, default_statement, try_statement, catch_clause
    case finally_clause, type_list, return_statement, break_statement, continue_statement, goto_statement
    case named_label_statement, echo_statement, exit_statement, unset_statement, declare_statement
    case declare_directive, global_declaration, function_static_declaration, static_variable_declaration
    case const_declaration, const_element

    // Declarations.
    case function_definition, formal_parameters, simple_parameter, variadic_parameter, property_promotion_parameter
    case class_declaration, interface_declaration, trait_declaration, enum_declaration, declaration_list
    case enum_declaration_list, enum_case, base_clause, class_interface_clause, method_declaration
    case property_declaration, property_element, property_hook_list, property_hook, use_declaration, use_list
    case use_as_clause, use_instead_of_clause, attribute_list, attribute_group, attribute
    case static_modifier, reference_modifier, visibility_modifier, readonly_modifier
    case namespace_definition, namespace_use_declaration, namespace_use_clause, namespace_use_group

    // Types.
    case named_type, primitive_type, optional_type, union_type, intersection_type, disjunctive_normal_form_type
    case bottom_type

    // Keywords.
    case `static`, and, or, xor, instanceof, yieldFrom = "yield from"

    // Marks.
    case comma = ",", arrow = "=>", braceOpen = "{", dollar = "$"
    case plus = "+", minus = "-", times = "*", slash = "/", percent = "%", power = "**", dot = "."
    case bitAnd = "&", bitOr = "|", bitXor = "^", tilde = "~", shiftLeft = "<<", shiftRight = ">>"
    case andMark = "&&", orMark = "||", coalesce = "??", not = "!", pipe = "|>"
    case equal = "==", notEqual = "!=", otherNotEqual = "<>", strictEqual = "===", strictNotEqual = "!=="
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", compare = "<=>"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", slashEqual = "/=", percentEqual = "%="
    case powerEqual = "**=", dotEqual = ".=", bitAndEqual = "&=", bitOrEqual = "|=", bitXorEqual = "^="
    case shiftLeftEqual = "<<=", shiftRightEqual = ">>=", coalesceEqual = "??=", increment = "++", decrement = "--"
}
