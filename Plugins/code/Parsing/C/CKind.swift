/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum CKind: String, CaseIterable, Sendable {
    case other = ""
    case error = "ERROR"
    case comment

    // The preprocessor's.
    case preproc_include, preproc_def, preproc_function_def, preproc_params, preproc_arg, preproc_call
    case preproc_directive, preproc_if, preproc_ifdef, preproc_else, preproc_elif, preproc_elifdef, system_lib_string

    // Names and literals.
    case identifier, field_identifier, type_identifier, statement_identifier, number_literal, char_literal
    case string_literal, concatenated_string, `true`, `false`, null

    // Types.
    case primitive_type, sized_type_specifier, struct_specifier, union_specifier, enum_specifier
    case macro_type_specifier, type_descriptor, type_qualifier, storage_class_specifier

    // Expressions.
    case call_expression, subscript_expression, field_expression, binary_expression, unary_expression
    case pointer_expression, update_expression, assignment_expression, conditional_expression, cast_expression
    case comma_expression, parenthesized_expression, sizeof_expression, alignof_expression, offsetof_expression
    case generic_expression, compound_literal_expression, initializer_list, initializer_pair
    case subscript_designator, subscript_range_designator, field_designator, extension_expression, argument_list

    // Statements.
    case translation_unit, compound_statement, expression_statement, attributed_statement, labeled_statement
    case if_statement, else_clause, switch_statement, case_statement, while_statement, do_statement, for_statement
    case return_statement, break_statement, continue_statement, goto_statement, seh_try_statement
    case seh_except_clause, seh_finally_clause, seh_leave_statement

    // Declarations.
    case declaration, type_definition, function_definition, linkage_specification, declaration_list
    case field_declaration_list, field_declaration, bitfield_clause, enumerator_list, enumerator
    case parameter_list, parameter_declaration, variadic_parameter
    case init_declarator, pointer_declarator, array_declarator, function_declarator, parenthesized_declarator
    case attributed_declarator, abstract_pointer_declarator, abstract_array_declarator
    case abstract_function_declarator, abstract_parenthesized_declarator
    case attribute_specifier, attribute_declaration, attribute, ms_declspec_modifier, ms_call_modifier

    // Keywords and marks.
    case `default`, `static`, colon = ":", variadic = "...", endif = "#endif", closing = "}"
    case plus = "+", minus = "-", times = "*", divide = "/", modulo = "%", bitAnd = "&", bitOr = "|", bitXor = "^"
    case shiftLeft = "<<", shiftRight = ">>", equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<="
    case greater = ">", greaterOrEqual = ">=", and = "&&", or = "||", not = "!", tilde = "~", decrement = "--"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", divideEqual = "/=", moduloEqual = "%="
    case andEqual = "&=", orEqual = "|=", xorEqual = "^=", shiftLeftEqual = "<<=", shiftRightEqual = ">>="
}
