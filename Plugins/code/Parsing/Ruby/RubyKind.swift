import CodeSyntax

/// The kinds of the grammar that mean something here; keywords and marks where their presence does.
///
/// They are called as the grammar calls them, so that the table of kinds is made from their names.
// swift-format-ignore: AlwaysUseLowerCamelCase
enum RubyKind: String, CaseIterable, Sendable {
    case other = ""
    case error = "ERROR"
    case comment, uninterpreted, program, empty_statement

    // Names and literals.
    case identifier, constant, instance_variable, class_variable, global_variable, `self`, `super`, line, file, encoding
    case `operator`, setter, integer, float, rational, complex, `true`, `false`, `nil`, hash_key_symbol, simple_symbol
    case delimited_symbol, string, bare_string, bare_symbol, chained_string, character, subshell, regex, string_array
    case symbol_array, string_content, escape_sequence, interpolation
    case heredoc_beginning, heredoc_body, heredoc_content, heredoc_end

    // Expressions.
    case call, element_reference, scope_resolution, binary, unary, conditional, range, assignment, operator_assignment
    case left_assignment_list, right_assignment_list, rest_assignment, destructured_left_assignment
    case parenthesized_statements, array, hash, pair, argument_list, splat_argument, hash_splat_argument
    case block_argument, forward_argument, block, do_block, block_body, lambda, match_pattern, test_pattern, yield

    // Statements.
    case `if`, unless, elsif, `else`, then, if_modifier, unless_modifier, `while`, until, while_modifier
    case until_modifier, `for`, `in`, `do`, `case`, when, case_match, in_clause, begin, rescue, ensure, rescue_modifier
    case exceptions, exception_variable, body_statement, begin_block, end_block
    case `return`, `break`, next, redo, retry, alias, undef

    // Declarations.
    case method, singleton_method, `class`, module, singleton_class, superclass
    case method_parameters, block_parameters, lambda_parameters, bare_parameters, optional_parameter, keyword_parameter
    case splat_parameter, hash_splat_parameter, hash_splat_nil, block_parameter, forward_parameter
    case destructured_parameter

    // Patterns.
    case pattern, if_guard, unless_guard, as_pattern, alternative_pattern, array_pattern, find_pattern, hash_pattern
    case keyword_pattern, parenthesized_pattern, variable_reference_pattern, expression_reference_pattern

    // Marks.
    case plus = "+", minus = "-", times = "*", divide = "/", modulo = "%", power = "**", bitAnd = "&", bitOr = "|"
    case bitXor = "^", shiftLeft = "<<", shiftRight = ">>", tilde = "~", bang = "!", not, and, or, andAnd = "&&"
    case orOr = "||", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", equal = "=="
    case notEqual = "!=", caseEqual = "===", compare = "<=>", matches = "=~", notMatches = "!~", defined = "defined?"
    case twoDots = "..", threeDots = "...", dot = ".", safeDot = "&.", colons = "::", colon = ":"
    case plusEqual = "+=", minusEqual = "-=", timesEqual = "*=", powerEqual = "**=", divideEqual = "/="
    case orOrEqual = "||=", orEqual = "|=", andAndEqual = "&&=", andEqual = "&=", moduloEqual = "%="
    case shiftRightEqual = ">>=", shiftLeftEqual = "<<=", xorEqual = "^="

    /// What the operator does, between operands or in an assignment.
    var operation: Operator {
        switch self {
        case .plus, .plusEqual: .add
        case .minus, .minusEqual: .subtract
        case .times, .timesEqual: .multiply
        case .divide, .divideEqual: .divide
        case .modulo, .moduloEqual: .modulo
        case .power, .powerEqual: .power
        case .bitAnd, .andEqual: .bitAnd
        case .bitOr, .orEqual: .bitOr
        case .bitXor, .xorEqual: .bitXor
        case .shiftLeft, .shiftLeftEqual: .shiftLeft
        case .shiftRight, .shiftRightEqual: .shiftRight
        case .and, .andAnd, .andAndEqual: .and
        case .or, .orOr, .orOrEqual: .or
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        case .caseEqual: .strictEqual
        case .compare: .compare
        case .matches: .matches
        case .notMatches: .notMatches
        default: .none
        }
    }
}
