import CodeSyntax

/// `match` and its patterns, which become the expressions they look like.
extension PythonLowering {
    mutating func matchStatement(_ node: ConcreteNode, _ role: Role) {
        begin(.switch, role, node)
        subject(node)
        if let body = node.child(fields.body) {
            for clause in body.named {
                if kind(clause) == .case_clause { caseClause(clause) } else { statement(clause, .operand) }
            }
        }
        end(node)
    }

    private mutating func subject(_ node: ConcreteNode) {
        let subjects = node.children.filter { $0.field == fields.subject && $0.isNamed }
        guard let first = subjects.first, let last = subjects.last else { return }
        guard has(node, .comma) else { return expression(first, .subject) }
        out.begin(.tuple, .subject, first.range.lowerBound..<last.range.upperBound)
        for subject in subjects { expression(subject, .element) }
        out.end()
    }

    private mutating func caseClause(_ node: ConcreteNode) {
        let patterns = node.named.filter { kind($0) == .case_pattern }
        let isTuple = has(node, .comma)
        let guardClause = node.child(fields.guardClause)
        let isDefault = !isTuple && guardClause == nil && patterns.first.map { isWildcard($0) } ?? false
        begin(.case, .statement, node, flags: isDefault ? .isDefault : [])
        if isTuple, let first = patterns.first, let last = patterns.last {
            out.begin(.tuple, .pattern, first.range.lowerBound..<last.range.upperBound)
            for pattern in patterns { expression(pattern, .element) }
            out.end()
        } else if !isDefault {
            for pattern in patterns { alternatives(pattern) }
        }
        if let guardClause, let condition = first(guardClause) { expression(condition, .condition) }
        block(node.child(fields.consequence), .body)
        end(node)
    }

    private func isWildcard(_ pattern: ConcreteNode) -> Bool {
        let inner = unwrapped(pattern)
        return kind(inner) == .case_pattern && has(inner, .underscore)
    }

    /// Alternatives are several patterns of one case.
    private mutating func alternatives(_ node: ConcreteNode) {
        let inner = unwrapped(node)
        guard kind(inner) == .union_pattern else { return expression(inner, .pattern) }
        for alternative in atoms(of: inner) { atom(alternative, .pattern) }
    }

    @inline(never)
    mutating func pattern(_ node: ConcreteNode, _ role: Role) {
        switch kind(node) {
        case .union_pattern: union(node, role)
        case .tuple_pattern: collection(.tuple, node, role)
        case .class_pattern: classPattern(node, role)
        case .keyword_pattern: keywordPattern(node, role)
        case .dict_pattern: dictionaryPattern(node, role)
        case .complex_pattern: complexPattern(node, role)
        case .splat_pattern:
            begin(.spread, role, node, flags: has(node, .power) ? .double : [])
            for inner in atoms(of: node) { atom(inner, .value) }
            out.end()
        default:
            let inner = atoms(of: node)
            if inner.count == 1 { atom(inner[0], role) } else { opaque(node, role) }
        }
    }

    private mutating func classPattern(_ node: ConcreteNode, _ role: Role) {
        begin(.call, role, node)
        var part = Role.callee
        for child in node.named {
            expression(child, part)
            part = .argument
        }
        out.end()
    }

    private mutating func keywordPattern(_ node: ConcreteNode, _ role: Role) {
        begin(.keywordArgument, role, node, symbol: symbolOrEmpty(first(node)))
        for value in atoms(of: node).dropFirst() { atom(value, .value) }
        out.end()
    }

    private mutating func dictionaryPattern(_ node: ConcreteNode, _ role: Role) {
        begin(.map, role, node)
        var key: Atom?
        for part in atoms(of: node) {
            if part.node.field == fields.key {
                key = part
            } else if let known = key {
                out.begin(.entry, .element, known.start..<part.node.range.upperBound)
                atom(known, .key)
                atom(part, .value)
                out.end()
                key = nil
            } else {
                atom(part, .element)
            }
        }
        out.end()
    }

    /// Alternatives inside a pattern: `[0 | 1, x]`.
    private mutating func union(_ node: ConcreteNode, _ role: Role) {
        let parts = atoms(of: node)
        guard parts.count > 1, parts.count <= room else {
            out.cut(node.range)
            return opaque(node, role)
        }
        var role = role
        for last in parts.dropFirst().reversed() {
            out.begin(.binary, role, node.range.lowerBound..<last.node.range.upperBound, op: .bitOr)
            role = .left
        }
        atom(parts[0], .left)
        for part in parts.dropFirst() {
            atom(part, .right)
            out.end()
        }
    }

    /// `-1+2j`.
    private mutating func complexPattern(_ node: ConcreteNode, _ role: Role) {
        let numbers = atoms(of: node)
        guard numbers.count == 2, let sign = numbers[1].sign else { return opaque(node, role) }
        begin(.binary, role, node, op: kind(sign).operation)
        atom(numbers[0], .left)
        expression(numbers[1].node, .right)
        out.end()
    }

    /// A pattern without parts; the grammar leaves signs beside the numbers they belong to.
    private struct Atom {
        let sign: ConcreteNode?
        let node: ConcreteNode

        var start: Int { (sign ?? node).range.lowerBound }
    }

    @inline(never)
    private func atoms(of node: ConcreteNode) -> [Atom] {
        var atoms: [Atom] = []
        var sign: ConcreteNode?
        for child in node.children where !child.isExtra || child.isError {
            let kind = kind(child)
            if kind == .minus || kind == .plus {
                sign = child
            } else if child.isNamed || kind == .underscore {
                atoms.append(Atom(sign: sign, node: child))
                sign = nil
            }
        }
        return atoms
    }

    @inline(never)
    private mutating func atom(_ atom: Atom, _ role: Role) {
        if atom.sign != nil {
            out.begin(.unary, role, atom.start..<atom.node.range.upperBound, op: .negate)
            expression(atom.node, .operand)
            out.end()
        } else if kind(atom.node) == .underscore {
            name(atom.node, role)
        } else {
            expression(atom.node, role)
        }
    }
}
