/// The expression of a metavariable-comparison: numbers, texts and metavariables with `+ - * / %`, comparisons, `in`
/// with a list, `and`, `or`, `not`, parentheses, `int(…)`, `str(…)` and `len(…)`.
struct Comparison: Sendable, Hashable {
    struct Failure: Error {
        let reason: String
    }

    enum Value: Equatable {
        case number(Double)
        case text(String)
        case truth(Bool)
        case list([Value])
    }

    indirect enum Expression: Sendable, Hashable {
        case number(Double)
        case text(String)
        case truth(Bool)
        case metavariable(String)
        case list([Expression])
        case call(String, Expression)
        case not(Expression)
        case negative(Expression)
        case binary(String, Expression, Expression)
    }

    /// That a metavariable's text is a number, whatever quotes and prefix it has.
    struct Numeral: Sendable, Hashable {
        let metavariable: String
        /// 2 to 36.
        let base: Int
    }

    let expression: Expression
    let numeral: Numeral?

    static let mostBytes = 2_000

    init(_ text: String, numeral: Numeral? = nil) throws(Failure) {
        guard text.utf8.count <= Self.mostBytes else {
            throw Failure(reason: "it has more than \(Self.mostBytes) bytes")
        }
        self.numeral = numeral
        var parser = try ComparisonParser(text)
        expression = try parser.whole()
    }

    /// The metavariables it asks for.
    var metavariables: [String] { Self.names(expression) }

    private static func names(_ expression: Expression) -> [String] {
        switch expression {
        case .metavariable(let name): [name]
        case .list(let elements): elements.flatMap { names($0) }
        case .call(_, let inner), .not(let inner), .negative(let inner): names(inner)
        case .binary(_, let left, let right): names(left) + names(right)
        case .number, .text, .truth: []
        }
    }

    /// Nil where a metavariable has no value or the kinds do not fit.
    func holds(_ value: (String) -> Value?) -> Bool? {
        guard case .truth(let truth) = Self.evaluate(expression, value) else { return nil }
        return truth
    }

    private static func evaluate(_ expression: Expression, _ value: (String) -> Value?) -> Value? {
        switch expression {
        case .number(let number): return .number(number)
        case .text(let text): return .text(text)
        case .truth(let truth): return .truth(truth)
        case .metavariable(let name): return value(name)
        case .list(let elements):
            let values = elements.compactMap { evaluate($0, value) }
            return values.count == elements.count ? .list(values) : nil
        case .call(let function, let inner): return evaluate(inner, value).flatMap { converted($0, by: function) }
        case .not(let inner):
            guard case .truth(let truth) = evaluate(inner, value) else { return nil }
            return .truth(!truth)
        case .negative(let inner):
            guard case .number(let number) = evaluate(inner, value) else { return nil }
            return .number(-number)
        case .binary(let op, let left, let right): return binary(op, evaluate(left, value), { evaluate(right, value) })
        }
    }

    private static func converted(_ value: Value, by function: String) -> Value? {
        switch (function, value) {
        case ("int", .number(let number)): number.isFinite ? .number(number.rounded(.towardZero)) : nil
        case ("int", .text(let text)): Self.number(text).map { .number($0.rounded(.towardZero)) }
        case ("len", .text(let text)): .number(Double(text.utf8.count))
        case ("str", .text): value
        case ("str", .number(let number)):
            .text(number == number.rounded() ? String(Int(clamping: Int64(number))) : String(number))
        default: nil
        }
    }

    /// `0o600`, `0xff`, `0b1`, `1_000`, `3.5`.
    static func number(_ text: String) -> Double? {
        let digits = text.filter { $0 != "_" }
        let bases: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
        for (prefix, base) in bases where digits.lowercased().hasPrefix(prefix) {
            return Int(digits.dropFirst(2), radix: base).map { Double($0) }
        }
        return Double(digits)
    }

    /// What a numeral is worth, with or without quotes and the prefix of its base.
    static func number(_ text: String, base: Int) -> Double? {
        var digits = text.filter { !"_'\"` ".contains($0) }.lowercased()[...]
        let isNegative = digits.first == "-"
        if isNegative { digits = digits.dropFirst() }
        let prefix = [2: "0b", 8: "0o", 16: "0x"][base]
        if let prefix, digits.hasPrefix(prefix) { digits = digits.dropFirst(2) }
        if base == 10, let number = Double(digits) { return isNegative ? -number : number }
        return Int(digits, radix: base).map { Double(isNegative ? -$0 : $0) }
    }

    private static func binary(_ op: String, _ left: Value?, _ right: () -> Value?) -> Value? {
        switch (op, left) {
        case ("and", .truth(false)): return .truth(false)
        case ("or", .truth(true)): return .truth(true)
        case ("and", .truth), ("or", .truth): return right()
        default: break
        }
        guard let left, let right = right() else { return nil }
        switch (left, right) {
        case (.number(let first), .number(let second)): return numbers(op, first, second)
        case (.text(let first), .text(let second)): return op == "+" ? .text(first + second) : order(op, first, second)
        case (_, .list(let values)):
            if op == "in" { return .truth(values.contains(left)) }
            return op == "not in" ? .truth(!values.contains(left)) : nil
        default:
            if op == "==" { return .truth(left == right) }
            return op == "!=" ? .truth(left != right) : nil
        }
    }

    private static func numbers(_ op: String, _ left: Double, _ right: Double) -> Value? {
        switch op {
        case "+": .number(left + right)
        case "-": .number(left - right)
        case "*": .number(left * right)
        case "/": right == 0 ? nil : .number(left / right)
        case "%": right == 0 ? nil : .number(left.truncatingRemainder(dividingBy: right))
        default: order(op, left, right)
        }
    }

    private static func order<T: Comparable>(_ op: String, _ left: T, _ right: T) -> Value? {
        switch op {
        case "==": .truth(left == right)
        case "!=": .truth(left != right)
        case "<": .truth(left < right)
        case "<=": .truth(left <= right)
        case ">": .truth(left > right)
        case ">=": .truth(left >= right)
        default: nil
        }
    }
}

/// Reads comparisons, by precedence.
struct ComparisonParser {
    private var tokens: [String] = []
    private var at = 0
    private var depth = 0

    init(_ text: String) throws(Comparison.Failure) {
        var rest = text[...]
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "'" || first == "\"" {
                let body = rest.dropFirst().prefix { $0 != first }
                guard body.endIndex < rest.endIndex else { throw Comparison.Failure(reason: "a quote is missing") }
                tokens.append("'" + body)
                rest = rest.dropFirst(body.count + 2)
            } else if first.isNumber || first.isLetter || first == "$" || first == "_" {
                let word = rest.prefix { $0.isNumber || $0.isLetter || "$_.".contains($0) }
                tokens.append(String(word))
                rest = rest.dropFirst(word.count)
            } else {
                let two = rest.prefix(2)
                let mark = ["==", "!=", "<=", ">="].contains(String(two)) ? two : rest.prefix(1)
                tokens.append(String(mark))
                rest = rest.dropFirst(mark.count)
            }
        }
    }

    mutating func whole() throws(Comparison.Failure) -> Comparison.Expression {
        let expression = try either()
        guard at == tokens.count else { throw Comparison.Failure(reason: "'\(tokens[at])' is not understood") }
        return expression
    }

    private mutating func take(_ token: String) -> Bool {
        guard at < tokens.count, tokens[at] == token else { return false }
        at += 1
        return true
    }

    private mutating func either() throws(Comparison.Failure) -> Comparison.Expression {
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw Comparison.Failure(reason: "nested too deeply") }
        var left = try both()
        while take("or") { left = .binary("or", left, try both()) }
        return left
    }

    private mutating func both() throws(Comparison.Failure) -> Comparison.Expression {
        var left = try negated()
        while take("and") { left = .binary("and", left, try negated()) }
        return left
    }

    private mutating func negated() throws(Comparison.Failure) -> Comparison.Expression {
        var isNegated = false
        while take("not") { isNegated.toggle() }
        let expression = try comparison()
        return isNegated ? .not(expression) : expression
    }

    private mutating func comparison() throws(Comparison.Failure) -> Comparison.Expression {
        let left = try sum()
        for op in ["==", "!=", "<=", ">=", "<", ">", "in"] where take(op) { return .binary(op, left, try sum()) }
        if at + 1 < tokens.count, tokens[at] == "not", tokens[at + 1] == "in" {
            at += 2
            return .binary("not in", left, try sum())
        }
        return left
    }

    private mutating func sum() throws(Comparison.Failure) -> Comparison.Expression {
        var left = try product()
        while at < tokens.count, tokens[at] == "+" || tokens[at] == "-" {
            let op = tokens[at]
            at += 1
            left = .binary(op, left, try product())
        }
        return left
    }

    private mutating func product() throws(Comparison.Failure) -> Comparison.Expression {
        var left = try atom()
        while at < tokens.count, ["*", "/", "%"].contains(tokens[at]) {
            let op = tokens[at]
            at += 1
            left = .binary(op, left, try atom())
        }
        return left
    }

    private mutating func atom() throws(Comparison.Failure) -> Comparison.Expression {
        guard at < tokens.count else { throw Comparison.Failure(reason: "it ends too early") }
        depth += 1
        defer { depth -= 1 }
        guard depth < 50 else { throw Comparison.Failure(reason: "nested too deeply") }
        let token = tokens[at]
        at += 1
        if token == "-" { return .negative(try atom()) }
        if token == "(" { return try closed(")", try either()) }
        if token == "[" { return try list() }
        if token.hasPrefix("'") { return .text(String(token.dropFirst())) }
        if token.hasPrefix("$") { return .metavariable(token) }
        if token == "True" || token == "true" { return .truth(true) }
        if token == "False" || token == "false" { return .truth(false) }
        if token.first?.isNumber == true, let number = Comparison.number(token) { return .number(number) }
        if ["int", "str", "len"].contains(token), take("(") { return .call(token, try closed(")", try either())) }
        throw Comparison.Failure(reason: "'\(token)' is not supported")
    }

    private mutating func closed(
        _ end: String, _ expression: Comparison.Expression
    ) throws(Comparison.Failure)
        -> Comparison.Expression
    {
        guard take(end) else { throw Comparison.Failure(reason: "'\(end)' is missing") }
        return expression
    }

    private mutating func list() throws(Comparison.Failure) -> Comparison.Expression {
        var elements: [Comparison.Expression] = []
        while !take("]") {
            elements.append(try either())
            if !take(","), at < tokens.count, tokens[at] != "]" {
                throw Comparison.Failure(reason: "',' is missing in a list")
            }
            guard at < tokens.count else { throw Comparison.Failure(reason: "']' is missing") }
        }
        return .list(elements)
    }
}
