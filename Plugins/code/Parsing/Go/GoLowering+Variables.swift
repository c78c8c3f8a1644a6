import CodeSyntax

/// Declarations of variables and constants.
extension GoLowering {
    /// Names with a value each are declarations of their own; names of the results of one call are a tuple.
    mutating func variables(_ node: ConcreteNode, _ role: Role) {
        let names = children(node, fields.name)
        let values = parts(node.child(fields.value))
        let type = node.child(fields.type)
        if names.count > 1, values.count == 1 {
            return inside(.assign, role, node, flags: .declaration) { lowering in
                lowering.tupleOfNames(names)
                if let type { lowering.type(type, .type) }
                lowering.expression(values[0], .value)
            }
        }
        for (index, name) in names.enumerated() {
            let start = index == 0 ? node.range.lowerBound : name.range.lowerBound
            let flags: NodeFlags = node.hasError ? [.declaration, .damaged] : .declaration
            out.begin(.assign, role, start..<node.range.upperBound, flags: flags)
            self.name(name, .target)
            if let type { repeated(type, .type, isFirst: index == 0) }
            if index < values.count { expression(values[index], .value) }
            if index == names.count - 1 { end(node) } else { out.end() }
        }
    }

    private mutating func tupleOfNames(_ names: [ConcreteNode]) {
        guard let first = names.first, let last = names.last else { return }
        out.begin(.tuple, .target, first.range.lowerBound..<last.range.upperBound)
        for name in names { self.name(name, .element) }
        out.end()
    }

    // Constants.

    mutating func constants(_ node: ConcreteNode, _ role: Role) {
        var pattern: [ConcreteNode] = []
        var number = 0
        for child in node.named {
            guard kind(child) == .const_spec else {
                statement(child, role)
                continue
            }
            if let value = child.child(fields.value) {
                pattern = parts(value)
                iota = number
                variables(child, role)
                iota = nil
            } else {
                repeatedConstants(child, as: pattern, iota: number, role)
            }
            number += 1
        }
    }

    /// A constant without a value repeats the expression before it, with another `iota`.
    private mutating func repeatedConstants(
        _ node: ConcreteNode, as values: [ConcreteNode], iota: Int, _ role: Role
    ) {
        for (index, name) in children(node, fields.name).enumerated() {
            inside(.assign, role, name, flags: [.declaration]) { lowering in
                lowering.name(name, .target)
                guard index < values.count else { return }
                if let number = lowering.number(values[index], iota: iota, depth: 0) {
                    lowering.out.leaf(.integer, .value, name.range, symbol: lowering.out.intern(String(number)))
                } else if lowering.isShortText(values[index]) {
                    lowering.out.leaf(.string, .value, name.range, symbol: lowering.textSymbol(values[index]))
                }
            }
        }
    }

    private func isShortText(_ node: ConcreteNode) -> Bool {
        node.range.count < 256 && (kind(node) == .interpreted_string_literal || kind(node) == .raw_string_literal)
    }

    /// The value of a short expression of numbers; nil for any other.
    private func number(_ node: ConcreteNode, iota: Int, depth: Int) -> Int? {
        guard depth < 8, node.size < 64 else { return nil }
        switch kind(node) {
        case .iota: return iota
        case .int_literal: return Int(String(decoding: TextEscapes.number(node.bytes), as: UTF8.self))
        case .parenthesized_expression: return first(node).flatMap { number($0, iota: iota, depth: depth + 1) }
        case .unary_expression:
            guard let sign = node.child(fields.operator), kind(sign) == .minus, let operand = node.child(fields.operand)
            else { return nil }
            return number(operand, iota: iota, depth: depth + 1).map { 0 &- $0 }
        // `Weekday(iota)`.
        case .call_expression:
            let arguments = node.child(fields.arguments).map { Array($0.named) } ?? []
            guard arguments.count == 1, let type = node.child(fields.function), kind(type) == .identifier else {
                return nil
            }
            return number(arguments[0], iota: iota, depth: depth + 1)
        case .binary_expression:
            guard let left = node.child(fields.left), let right = node.child(fields.right),
                let first = number(left, iota: iota, depth: depth + 1),
                let second = number(right, iota: iota, depth: depth + 1)
            else { return nil }
            return Self.folded(first, node.child(fields.operator).map { kind($0) }, second)
        default: return nil
        }
    }

    private static func folded(_ left: Int, _ sign: GoKind?, _ right: Int) -> Int? {
        switch sign {
        case .plus: left &+ right
        case .minus: left &- right
        case .times: left &* right
        case .divide where right != 0 && right != -1: left / right
        case .modulo where right != 0 && right != -1: left % right
        case .shiftLeft where (0..<63).contains(right): left << right
        case .shiftRight where (0..<63).contains(right): left >> right
        case .bitOr: left | right
        case .bitAnd: left & right
        default: nil
        }
    }
}
