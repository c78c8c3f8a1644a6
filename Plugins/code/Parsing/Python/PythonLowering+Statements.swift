import CodeSyntax

extension PythonLowering {
    mutating func statements(_ node: ConcreteNode, _ role: Role) {
        for child in node.named { statement(child, role) }
    }

    mutating func block(_ node: ConcreteNode?, _ role: Role) {
        guard let node else { return }
        inside(.block, role, node) { $0.statements(node, .statement) }
    }

    mutating func statement(_ node: ConcreteNode, _ role: Role) {
        deeper(node, role) { $0.lowerStatement(node, role) }
    }

    private mutating func lowerStatement(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .expression_statement: expressionStatement(node, role)
        case .block, .module: block(node, role)
        case .if_statement: ifStatement(node, node.range, Array(node.children), role)
        case .while_statement: whileStatement(node, role)
        case .for_statement: forStatement(node, role)
        case .try_statement: tryStatement(node, role)
        case .with_statement: withStatement(node, role)
        case .match_statement: matchStatement(node, role)
        case .return_statement: wrap(.return, role, node, child: first(node), .value)
        case .raise_statement: wrap(.throw, role, node, child: first(node), .value)
        case .break_statement: out.leaf(.break, role, node.range)
        case .continue_statement: out.leaf(.continue, role, node.range)
        case .pass_statement: out.leaf(.empty, role, node.range)
        case .delete_statement: deleteStatement(node, role)
        case .assert_statement: assertStatement(node, role)
        case .global_statement, .nonlocal_statement: list(.global, node, role)
        case .import_statement, .import_from_statement, .future_import_statement: importStatement(node, role)
        case .function_definition: function(node, [], role)
        case .class_definition: classDefinition(node, [], role)
        case .decorated_definition: decorated(node, role)
        case .type_alias_statement: opaque(node, role)
        default: expression(node, role)
        }
    }

    private mutating func expressionStatement(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        if parts.count == 1 { return expression(parts[0], role) }
        inside(.tuple, role, node) { lowering in
            for part in parts { lowering.expression(part, .element) }
        }
    }

    private mutating func list(_ kind: NodeKind, _ node: ConcreteNode, _ role: Role) {
        inside(kind, role, node) { lowering in
            for child in node.named { lowering.expression(child, .element) }
        }
    }

    private mutating func deleteStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.delete, role, node) { lowering in
            for child in node.named {
                if lowering.kind(child) == .expression_list {
                    for inner in child.named { lowering.expression(inner, .value) }
                } else {
                    lowering.expression(child, .value)
                }
            }
        }
    }

    private mutating func assertStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.assert, role, node) { lowering in
            for (index, child) in node.named.enumerated() {
                lowering.expression(child, index == 0 ? .condition : .value)
            }
        }
    }

    /// `elif` is an `if` in the `else`.
    private mutating func ifStatement(
        _ node: ConcreteNode, _ range: Range<Int>, _ children: [ConcreteNode], _ role: Role
    ) {
        out.begin(.if, role, range)
        defer { out.end() }
        var index = 0
        while index < children.count {
            let child = children[index]
            if child.field == fields.condition { expression(child, .condition) }
            if child.field == fields.consequence { block(child, .then) }
            if kind(child) == .elif_clause {
                let rest = Array(child.children) + children[(index + 1)...]
                let end = children.last?.range.upperBound ?? child.range.upperBound
                return deeper(child, .else) { $0.ifStatement(child, child.range.lowerBound..<end, rest, .else) }
            }
            if kind(child) == .else_clause { return block(child.child(fields.body), .else) }
            index += 1
        }
    }

    private mutating func elseOf(_ node: ConcreteNode) {
        for child in node.named where kind(child) == .else_clause { block(child.child(fields.body), .else) }
    }

    private mutating func whileStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.while, role, node) { lowering in
            if let condition = node.child(lowering.fields.condition) { lowering.expression(condition, .condition) }
            lowering.block(node.child(lowering.fields.body), .body)
            lowering.elseOf(node)
        }
    }

    private mutating func forStatement(_ node: ConcreteNode, _ role: Role) {
        let isAsync = node.children.contains { kind($0) == .async }
        inside(.forEach, role, node, flags: isAsync ? .isAsync : []) { lowering in
            if let left = node.child(lowering.fields.left) { lowering.expression(left, .target) }
            if let right = node.child(lowering.fields.right) { lowering.expression(right, .iterable) }
            lowering.block(node.child(lowering.fields.body), .body)
            lowering.elseOf(node)
        }
    }

    private mutating func tryStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.try, role, node) { lowering in
            lowering.block(node.child(lowering.fields.body), .body)
            for child in node.named {
                switch lowering.kind(child) {
                case .except_clause, .except_group_clause: lowering.exceptClause(child)
                case .else_clause: lowering.block(child.child(lowering.fields.body), .else)
                case .finally_clause: lowering.block(child.named.first { lowering.kind($0) == .block }, .finally)
                default: break
                }
            }
        }
    }

    private mutating func exceptClause(_ node: ConcreteNode) {
        inside(.catch, .statement, node) { lowering in
            for child in node.named {
                switch lowering.kind(child) {
                case .block: lowering.block(child, .body)
                case .as_pattern: lowering.caught(child)
                default:
                    let isAlias = child.field == lowering.fields.alias && child.field != 0
                    if isAlias { lowering.expression(child, .target) } else { lowering.caughtTypes(child) }
                }
            }
        }
    }

    private mutating func caught(_ node: ConcreteNode) {
        for child in node.named {
            if kind(child) == .as_pattern_target { expression(child, .target) } else { caughtTypes(child) }
        }
    }

    private mutating func caughtTypes(_ node: ConcreteNode) {
        guard kind(node) == .tuple else { return type(node, .type) }
        for child in node.named { type(child, .type) }
    }

    private mutating func withStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.with, role, node) { lowering in
            for clause in node.named where lowering.kind(clause) == .with_clause {
                for item in clause.named { lowering.withItem(item) }
            }
            lowering.block(node.child(lowering.fields.body), .body)
        }
    }

    private mutating func withItem(_ node: ConcreteNode) {
        guard let value = node.child(fields.value) ?? first(node) else { return }
        expression(value, .resource)
    }

    /// `e as x` binds x to e.
    mutating func asPattern(_ node: ConcreteNode, _ role: Role) {
        let parts = Array(node.named)
        guard parts.count == 2 else { return opaque(node, role) }
        inside(.assign, role, node) { lowering in
            lowering.expression(parts[1], .target)
            lowering.expression(parts[0], .value)
        }
    }

    private mutating func matchStatement(_ node: ConcreteNode, _ role: Role) {
        inside(.switch, role, node) { lowering in
            let subjects = node.children.filter { $0.field == lowering.fields.subject }
            if subjects.count == 1 {
                lowering.expression(subjects[0], .subject)
            } else if let first = subjects.first, let last = subjects.last {
                lowering.out.begin(.tuple, .subject, first.range.lowerBound..<last.range.upperBound)
                for subject in subjects { lowering.expression(subject, .element) }
                lowering.out.end()
            }
            guard let body = node.child(lowering.fields.body) else { return }
            for clause in body.named where lowering.kind(clause) == .case_clause { lowering.caseClause(clause) }
        }
    }

    private mutating func caseClause(_ node: ConcreteNode) {
        let patterns = node.named.filter { kind($0) == .case_pattern }
        let isDefault = patterns.count == 1 && patterns[0].bytes.elementsEqual([UInt8(ascii: "_")])
        let guardClause = node.child(fields.guardClause)
        inside(.case, .statement, node, flags: isDefault && guardClause == nil ? .isDefault : []) { lowering in
            if patterns.count == 1, !isDefault {
                lowering.casePattern(patterns[0])
            } else if patterns.count > 1 {
                lowering.out.begin(.tuple, .pattern, node.range)
                for pattern in patterns { lowering.expression(pattern, .element) }
                lowering.out.end()
            }
            if let guardClause, let condition = lowering.first(guardClause) {
                lowering.expression(condition, .condition)
            }
            lowering.block(node.child(lowering.fields.consequence), .body)
        }
    }

    /// Alternatives are several patterns of one case.
    private mutating func casePattern(_ node: ConcreteNode) {
        if let inner = first(node), kind(inner) == .union_pattern {
            for alternative in inner.named { expression(alternative, .pattern) }
        } else {
            expression(node, .pattern)
        }
    }

    mutating func pattern(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .class_pattern:
            let parts = Array(node.named)
            inside(.call, role, node) { lowering in
                for (index, part) in parts.enumerated() { lowering.expression(part, index == 0 ? .callee : .argument) }
            }
        case .keyword_pattern:
            let parts = Array(node.named)
            inside(.keywordArgument, role, node, symbol: parts.first.map { symbol($0) } ?? .empty) { lowering in
                if parts.count > 1 { lowering.expression(parts[1], .value) }
            }
        case .dict_pattern: dictionaryPattern(node, role)
        default: opaque(node, role)
        }
    }

    private mutating func dictionaryPattern(_ node: ConcreteNode, _ role: Role) {
        inside(.map, role, node) { lowering in
            var key: ConcreteNode?
            for child in node.named {
                if child.field == lowering.fields.key {
                    key = child
                } else if let known = key {
                    lowering.out.begin(.entry, .element, known.range.lowerBound..<child.range.upperBound)
                    lowering.expression(known, .key)
                    lowering.expression(child, .value)
                    lowering.out.end()
                    key = nil
                } else {
                    lowering.expression(child, .element)
                }
            }
        }
    }
}
