import CodeSyntax

/// Arithmetic and comparisons on constants; nil where the result depends on more than the operands.
enum ConstantFolding {
    static func unary(_ op: Operator, _ operand: Constant) -> Constant? {
        switch (op, operand) {
        case (.not, _): .boolean(!operand.isTrue)
        case (.negate, .integer(let number)): number == .min ? nil : .integer(-number)
        case (.negate, .float(let number)): .float(-number)
        case (.plus, .integer), (.plus, .float): operand
        case (.bitNot, .integer(let number)): .integer(~number)
        default: nil
        }
    }

    /// `language` decides how integers divide and whether `+` joins texts with numbers.
    static func binary(_ op: Operator, _ left: Constant, _ right: Constant, _ language: Language) -> Constant? {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): integers(op, left, right, language)
        case (.string(let left), .string(let right)): strings(op, left, right)
        case (.float, .float), (.float, .integer), (.integer, .float): floats(op, number(left), number(right))
        case (.boolean(let left), .boolean(let right)): booleans(op, left, right)
        case (.null, .null): equality(op, true)
        case (.string, _), (_, .string): mixed(op, left, right, language)
        default: left == .null || right == .null ? equality(op, false) : nil
        }
    }

    private static func equality(_ op: Operator, _ equal: Bool) -> Constant? {
        switch op {
        case .equal, .strictEqual, .same: .boolean(equal)
        case .notEqual, .strictNotEqual, .notSame: .boolean(!equal)
        default: nil
        }
    }

    private static func order<T: Comparable>(_ op: Operator, _ left: T, _ right: T) -> Constant? {
        switch op {
        case .less: .boolean(left < right)
        case .lessOrEqual: .boolean(left <= right)
        case .greater: .boolean(left > right)
        case .greaterOrEqual: .boolean(left >= right)
        case .compare: .integer(left < right ? -1 : left == right ? 0 : 1)
        default: equality(op, left == right)
        }
    }

    private static func integers(_ op: Operator, _ left: Int, _ right: Int, _ language: Language) -> Constant? {
        switch op {
        case .add: checked(left.addingReportingOverflow(right))
        case .subtract: checked(left.subtractingReportingOverflow(right))
        case .multiply: checked(left.multipliedReportingOverflow(by: right))
        case .divide: divide(left, right, language)
        case .floorDivide: right == 0 ? nil : .integer(floored(left, right))
        case .modulo: modulo(left, right, language)
        case .bitAnd: .integer(left & right)
        case .bitOr: .integer(left | right)
        case .bitXor: .integer(left ^ right)
        case .shiftLeft: (0..<63).contains(right) ? .integer(left << right) : nil
        case .shiftRight: (0..<63).contains(right) ? .integer(left >> right) : nil
        default: order(op, left, right)
        }
    }

    private static func checked(_ result: (partialValue: Int, overflow: Bool)) -> Constant? {
        result.overflow ? nil : .integer(result.partialValue)
    }

    private static func floored(_ left: Int, _ right: Int) -> Int {
        guard right != -1 else { return 0 &- left }
        let quotient = left / right
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient
    }

    private static func divide(_ left: Int, _ right: Int, _ language: Language) -> Constant? {
        guard right != 0, right != -1 else { return nil }
        switch language {
        case .java, .go, .c: return .integer(left / right)
        case .ruby: return .integer(floored(left, right))
        case .php where left % right == 0, .javascript where left % right == 0, .typescript where left % right == 0:
            return .integer(left / right)
        default: return .float(Double(left) / Double(right))
        }
    }

    private static func modulo(_ left: Int, _ right: Int, _ language: Language) -> Constant? {
        guard right != 0, right != -1 else { return nil }
        let rest = left % right
        let floors = language == .python || language == .ruby
        return .integer(floors && rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
    }

    private static func number(_ constant: Constant) -> Double {
        switch constant {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: .nan
        }
    }

    private static func floats(_ op: Operator, _ left: Double, _ right: Double) -> Constant? {
        switch op {
        case .add: .float(left + right)
        case .subtract: .float(left - right)
        case .multiply: .float(left * right)
        case .divide: right == 0 ? nil : .float(left / right)
        default: order(op, left, right)
        }
    }

    private static func booleans(_ op: Operator, _ left: Bool, _ right: Bool) -> Constant? {
        switch op {
        case .bitAnd: .boolean(left && right)
        case .bitOr: .boolean(left || right)
        case .bitXor: .boolean(left != right)
        default: equality(op, left == right)
        }
    }

    private static func strings(_ op: Operator, _ left: String, _ right: String) -> Constant? {
        switch op {
        case .add, .concatenate: text(left + right)
        case .contains: .boolean(right.contains(left))
        case .notContains: .boolean(!right.contains(left))
        // Other orders than by code point are a matter of locale.
        default: order(op, left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
        }
    }

    private static func order(_ op: Operator, _ left: [UInt32], _ right: [UInt32]) -> Constant? {
        switch op {
        case .less: .boolean(left.lexicographicallyPrecedes(right))
        case .greater: .boolean(right.lexicographicallyPrecedes(left))
        case .lessOrEqual: .boolean(!right.lexicographicallyPrecedes(left))
        case .greaterOrEqual: .boolean(!left.lexicographicallyPrecedes(right))
        default: equality(op, left == right)
        }
    }

    private static func mixed(_ op: Operator, _ left: Constant, _ right: Constant, _ language: Language) -> Constant? {
        switch op {
        case .concatenate: return text(left.text + right.text)
        case .add:
            let joins = language == .java || language == .javascript || language == .typescript
            return joins ? text(left.text + right.text) : nil
        case .strictEqual, .strictNotEqual, .same, .notSame: return equality(op, false)
        // What `1 == "1"` gives depends on the language; null equals no text in any.
        default: return left == .null || right == .null ? equality(op, false) : nil
        }
    }

    static func text(_ text: String) -> Constant? {
        text.utf8.count > Constant.longestText ? nil : .string(text)
    }
}
