import CodeSyntax

extension PythonLowering {
    mutating func expression(_ node: ConcreteNode, _ role: Role) {
        deeper(node, role) { $0.lowerExpression(node, role) }
    }

    private mutating func lowerExpression(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .identifier: name(node, role)
        case .integer, .float, .true, .false, .none, .ellipsis: literal(node, role)
        case .string, .concatenated_string: text(node, role)
        case .attribute: member(node, role)
        case .call: call(node, role)
        case .subscripted: index(node, role)
        case .slice: slice(node, role)
        case .list_splat, .list_splat_pattern, .parenthesized_list_splat, .splat_pattern: spread(node, role, [])
        case .dictionary_splat, .dictionary_splat_pattern: spread(node, role, .double)
        case .unary_operator: unary(node, role)
        case .not_operator: wrap(.unary, role, node, op: .not, child: node.child(fields.argument), .operand)
        case .binary_operator, .boolean_operator: binary(node, role)
        case .comparison_operator: comparison(node, role)
        case .conditional_expression: conditional(node, role)
        case .named_expression: named(node, role)
        case .assignment, .augmented_assignment: assignment(node, role)
        case .await: wrap(.await, role, node, child: first(node), .value)
        case .yield: wrap(.yield, role, node, child: first(node), .value)
        case .lambda: lambda(node, role)
        case .parenthesized_expression:
            if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .list, .list_pattern: collection(.list, node, role)
        case .tuple, .expression_list, .pattern_list, .tuple_pattern: collection(.tuple, node, role)
        case .set: collection(.set, node, role)
        case .dictionary: collection(.map, node, role)
        case .pair: pair(node, role)
        case .keyword_argument: keywordArgument(node, role)
        case .list_comprehension, .set_comprehension, .dictionary_comprehension, .generator_expression:
            comprehension(node, role)
        case .as_pattern: asPattern(node, role)
        case .as_pattern_target, .case_pattern, .type:
            if let inner = first(node) { expression(inner, role) } else { opaque(node, role) }
        case .union_pattern, .class_pattern, .keyword_pattern, .dict_pattern, .complex_pattern: pattern(node, role)
        case .print_statement, .exec_statement: oldCall(node, role)
        case .dotted_name: dotted(node, role)
        case .block, .if_statement, .expression_statement, .function_definition: statement(node, role)
        default: opaque(node, role)
        }
    }

    func first(_ node: ConcreteNode) -> ConcreteNode? { node.named.first { _ in true } }

    /// Keeps the parts of what has no kind of its own.
    mutating func opaque(_ node: ConcreteNode, _ role: Role) {
        inside(node.isError ? .error : .opaque, role, node) { lowering in
            for child in node.named { lowering.statement(child, .operand) }
        }
    }

    mutating func wrap(
        _ kind: NodeKind, _ role: Role, _ node: ConcreteNode, op: Operator = .none, child: ConcreteNode?,
        _ childRole: Role
    ) {
        inside(kind, role, node, op: op) { lowering in
            if let child { lowering.expression(child, childRole) }
        }
    }

    private mutating func member(_ node: ConcreteNode, _ role: Role) {
        guard let object = node.child(fields.object), let attribute = node.child(fields.attribute) else {
            return opaque(node, role)
        }
        inside(.member, role, node, symbol: symbol(attribute)) { $0.expression(object, .object) }
    }

    /// `a.b.c` in decorators of old grammars and in patterns.
    private mutating func dotted(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count > 1 else { return parts.first.map { name($0, role) } ?? opaque(node, role) }
        for (index, part) in parts.enumerated().dropFirst().reversed() {
            let range = node.range.lowerBound..<part.range.upperBound
            out.begin(.member, index == parts.count - 1 ? role : .object, range, symbol: symbol(part))
        }
        name(parts[0], .object)
        for _ in parts.dropFirst() { out.end() }
    }

    private mutating func call(_ node: ConcreteNode, _ role: Role) {
        guard let function = node.child(fields.function) else { return opaque(node, role) }
        inside(.call, role, node) { lowering in
            lowering.expression(function, .callee)
            guard let arguments = node.child(lowering.fields.arguments) else { return }
            if lowering.kind(arguments) == .generator_expression { return lowering.expression(arguments, .argument) }
            for argument in arguments.named { lowering.expression(argument, .argument) }
        }
    }

    private mutating func keywordArgument(_ node: ConcreteNode, _ role: Role) {
        guard let name = node.child(fields.name), let value = node.child(fields.value) else {
            return opaque(node, role)
        }
        inside(.keywordArgument, role, node, symbol: symbol(name)) { $0.expression(value, .value) }
    }

    private mutating func index(_ node: ConcreteNode, _ role: Role) {
        guard let value = node.child(fields.value) else { return opaque(node, role) }
        inside(.index, role, node) { lowering in
            lowering.expression(value, .object)
            for child in node.children where child.field == lowering.fields.subscripted {
                lowering.expression(child, .key)
            }
        }
    }

    private mutating func slice(_ node: ConcreteNode, _ role: Role) {
        let roles: [Role] = [.lower, .upper, .step]
        inside(.slice, role, node) { lowering in
            var part = 0
            for child in node.children {
                if child.isNamed { lowering.expression(child, roles[min(part, 2)]) } else { part += 1 }
            }
        }
    }

    private mutating func spread(_ node: ConcreteNode, _ role: Role, _ flags: NodeFlags) {
        inside(.spread, role, node, flags: flags) { lowering in
            if let inner = lowering.first(node) { lowering.expression(inner, .value) }
        }
    }

    private mutating func unary(_ node: ConcreteNode, _ role: Role) {
        let op: Operator =
            switch node.child(fields.operator).map({ kind($0) }) {
            case .minus: .negate
            case .tilde: .bitNot
            default: .plus
            }
        wrap(.unary, role, node, op: op, child: node.child(fields.argument), .operand)
    }

    static func binaryOperator(_ kind: PythonKind?) -> Operator {
        switch kind {
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

    private mutating func binary(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left), let right = node.child(fields.right) else {
            return opaque(node, role)
        }
        let op = Self.binaryOperator(node.child(fields.operator).map { kind($0) })
        inside(.binary, role, node, op: op) { lowering in
            lowering.expression(left, .left)
            lowering.expression(right, .right)
        }
    }

    private mutating func comparison(_ node: ConcreteNode, _ role: Role) {
        var operands: [ConcreteNode] = []
        var operators: [Operator] = []
        for child in node.children where !child.isExtra {
            if child.field == fields.operators {
                operators.append(Self.binaryOperator(kind(child)))
            } else if child.isNamed {
                operands.append(child)
            }
        }
        guard operands.count == operators.count + 1, !operators.isEmpty else { return opaque(node, role) }
        compare(node, operands[...], operators[...], role)
    }

    private mutating func compare(
        _ node: ConcreteNode, _ operands: ArraySlice<ConcreteNode>, _ operators: ArraySlice<Operator>, _ role: Role
    ) {
        let first = operands.startIndex
        let isChain = operators.count > 1
        let range = operands[first].range.lowerBound..<operands[operands.endIndex - 1].range.upperBound
        if isChain { out.begin(.binary, role, range, op: .and) }
        let pair = operands[first].range.lowerBound..<operands[first + 1].range.upperBound
        out.begin(.binary, isChain ? .left : role, pair, op: operators[operators.startIndex])
        expression(operands[first], .left)
        expression(operands[first + 1], .right)
        out.end()
        if isChain {
            deeper(node, .right) { $0.compare(node, operands.dropFirst(), operators.dropFirst(), .right) }
            out.end()
        }
    }

    private mutating func conditional(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 3 else { return opaque(node, role) }
        inside(.conditional, role, node) { lowering in
            lowering.expression(parts[1], .condition)
            lowering.expression(parts[0], .then)
            lowering.expression(parts[2], .else)
        }
    }

    private mutating func named(_ node: ConcreteNode, _ role: Role) {
        inside(.assign, role, node) { lowering in
            if let name = node.child(lowering.fields.name) { lowering.expression(name, .target) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    private mutating func assignment(_ node: ConcreteNode, _ role: Role) {
        guard let left = node.child(fields.left) else { return opaque(node, role) }
        let op = Self.binaryOperator(node.child(fields.operator).map { kind($0) })
        let annotation = node.child(fields.type)
        inside(.assign, role, node, op: op, flags: annotation == nil ? [] : .declaration) { lowering in
            lowering.expression(left, .target)
            if let annotation { lowering.type(annotation, .type) }
            if let right = node.child(lowering.fields.right) { lowering.expression(right, .value) }
        }
    }

    private mutating func lambda(_ node: ConcreteNode, _ role: Role) {
        inside(.function, role, node) { lowering in
            if let parameters = node.child(lowering.fields.parameters) { lowering.parameters(parameters) }
            if let body = node.child(lowering.fields.body) { lowering.expression(body, .body) }
        }
    }

    private mutating func collection(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        inside(kind, role, node) { lowering in
            for child in node.named { lowering.expression(child, .element) }
        }
    }

    private mutating func pair(_ node: ConcreteNode, _ role: Role) {
        inside(.entry, role, node) { lowering in
            if let key = node.child(lowering.fields.key) { lowering.expression(key, .key) }
            if let value = node.child(lowering.fields.value) { lowering.expression(value, .value) }
        }
    }

    private mutating func comprehension(_ node: ConcreteNode, _ role: Role) {
        inside(.comprehension, role, node) { lowering in
            if let body = node.child(lowering.fields.body) { lowering.expression(body, .element) }
            let clauses = Array(node.named)
            for (index, clause) in clauses.enumerated() where lowering.kind(clause) == .for_in_clause {
                var end = index + 1
                while end < clauses.count, lowering.kind(clauses[end]) == .if_clause { end += 1 }
                lowering.clause(clause, clauses[(index + 1)..<end])
            }
        }
    }

    private mutating func clause(_ node: ConcreteNode, _ conditions: ArraySlice<ConcreteNode>) {
        inside(.comprehensionClause, .operand, node) { lowering in
            if let left = node.child(lowering.fields.left) { lowering.expression(left, .target) }
            if let right = node.child(lowering.fields.right) { lowering.expression(right, .iterable) }
            for condition in conditions {
                if let inner = lowering.first(condition) { lowering.expression(inner, .condition) }
            }
        }
    }

    /// `print "x"` and `exec code` of Python 2.
    private mutating func oldCall(_ node: ConcreteNode, _ role: Role) {
        let word = kind(node) == .print_statement ? "print" : "exec"
        inside(.call, role, node) { lowering in
            let start = node.range.lowerBound
            lowering.out.leaf(.name, .callee, start..<(start + word.utf8.count), symbol: lowering.out.intern(word))
            for child in node.named where lowering.kind(child) != .chevron { lowering.expression(child, .argument) }
        }
    }
}
