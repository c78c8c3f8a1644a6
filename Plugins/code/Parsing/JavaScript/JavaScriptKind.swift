/// The kinds of the grammars that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum JavaScriptKind: String, CaseIterable, Sendable {
    case other = ""
    case error = "ERROR"
    case comment, html_comment, hash_bang_line

    // Names and literals.
    case identifier, property_identifier, private_property_identifier, shorthand_property_identifier
    case shorthand_property_identifier_pattern, statement_identifier, type_identifier, undefined, this, `super`
    case number, string, string_fragment, escape_sequence, template_string, template_substitution, regex
    case `true`, `false`, null, meta_property, computed_property_name

    // Expressions.
    case call_expression, new_expression, member_expression, subscript_expression, optional_chain, arguments
    case binary_expression, unary_expression, update_expression, assignment_expression
    case augmented_assignment_expression, ternary_expression, await_expression, yield_expression
    case sequence_expression, parenthesized_expression, spread_element, array, object, pair
    case as_expression, satisfies_expression, type_assertion, non_null_expression, instantiation_expression
    case array_pattern, object_pattern, pair_pattern, object_assignment_pattern, assignment_pattern, rest_pattern
    case function_expression, generator_function, arrow_function, `class`

    // Markup.
    case jsx_element, jsx_self_closing_element, jsx_opening_element, jsx_closing_element, jsx_attribute
    case jsx_expression, jsx_text, jsx_namespace_name, html_character_reference

    // Statements.
    case program, expression_statement, statement_block, variable_declaration, lexical_declaration, using_declaration
    case variable_declarator, if_statement, else_clause, while_statement, do_statement, for_statement
    case for_in_statement, switch_statement, switch_case, switch_default, try_statement, catch_clause
    case finally_clause, throw_statement, return_statement, break_statement, continue_statement, labeled_statement
    case with_statement, debugger_statement, empty_statement

    // Modules.
    case import_statement, import_clause, named_imports, import_specifier, namespace_import, import_require_clause
    case import_attribute, import_alias, export_statement, export_clause, export_specifier, namespace_export
    case nested_identifier

    // Functions and classes.
    case function_declaration, generator_function_declaration, function_signature, formal_parameters
    case required_parameter, optional_parameter, accessibility_modifier, override_modifier, decorator
    case class_declaration, abstract_class_declaration, class_heritage, extends_clause, implements_clause
    case extends_type_clause, class_body, method_definition, method_signature, abstract_method_signature
    case field_definition, public_field_definition, class_static_block, index_signature
    case interface_declaration, interface_body, property_signature, call_signature, construct_signature
    case enum_declaration, enum_body, enum_assignment, type_alias_declaration, ambient_declaration
    case module, internal_module

    // Types.
    case type_annotation, asserts_annotation, type_predicate_annotation, type_predicate, asserts, type_arguments
    case type_parameters, predefined_type, generic_type, nested_type_identifier, array_type, tuple_type, union_type
    case intersection_type, literal_type, function_type, constructor_type, object_type, parenthesized_type
    case readonly_type, optional_type, rest_type, lookup_type, conditional_type, infer_type, type_query
    case index_type_query, template_literal_type, template_type, this_type, existential_type, flow_maybe_type
    case opting_type_annotation, omitting_type_annotation, adding_type_annotation, mapped_type_clause, constraint
    case default_type, type_parameter

    // Keywords.
    case async, await, `static`, staticGet = "static get", readonly, `default`, `import`, `in`, of, typeof, void, delete
    case instanceof, abstract

    // Marks.
    case assign = "=", star = "*", comma = ",", question = "?", optional = "?."
    case plus = "+", minus = "-", slash = "/", percent = "%", power = "**"
    case bitAnd = "&", bitOr = "|", bitXor = "^", tilde = "~", shiftLeft = "<<", shiftRight = ">>"
    case shiftRightUnsigned = ">>>"
    case and = "&&", or = "||", coalesce = "??", not = "!"
    case equal = "==", notEqual = "!=", strictEqual = "===", strictNotEqual = "!=="
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
    case plusEqual = "+=", minusEqual = "-=", starEqual = "*=", slashEqual = "/=", percentEqual = "%="
    case powerEqual = "**=", bitAndEqual = "&=", bitOrEqual = "|=", bitXorEqual = "^=", shiftLeftEqual = "<<="
    case shiftRightEqual = ">>=", shiftRightUnsignedEqual = ">>>=", andEqual = "&&=", orEqual = "||="
    case coalesceEqual = "??=", increment = "++", decrement = "--"
}
