/// What a node is to its parent.
public enum Role: UInt8, Sendable {
    case none
    case callee, argument, object, key, lower, upper, step
    case operand, left, right, condition, then, `else`
    case target, value, type, element, part, iterable
    case statement, body, initializer, update, subject, pattern, resource, `finally`
    case alias, decorator, receiver, parameter, returns, base
}

/// What a `unary`, `binary` or `assign` node does.
public enum Operator: UInt8, Sendable {
    case none
    case add, subtract, multiply, divide, floorDivide, modulo, power, matrixMultiply
    case bitAnd, bitOr, bitXor, bitNot, shiftLeft, shiftRight, shiftRightUnsigned
    /// `and`, `&&`; `or`, `||`; `not`, `!`; `??`, `?:` without a middle.
    case and, or, not, coalesce
    /// Loose and strict comparisons, where a language has both, are told apart.
    case equal, notEqual, strictEqual, strictNotEqual, less, lessOrEqual, greater, greaterOrEqual, compare
    /// `in`, `not in`; `is`, `is not`; `instanceof`; `=~`, `!~`.
    case contains, notContains, same, notSame, instanceOf, matches, notMatches
    /// Unary: `-x`, `+x`, `&x`, `*x`, `typeof`, `void`, `@x` of PHP, ranges, `<-` of Go (receive as unary, send as
    /// binary).
    case negate, plus, addressOf, dereference, typeOf, void, silence, range, channel
    /// String concatenation where it has an operator of its own (PHP's dot).
    case concatenate
}

/// Facts about a node that its kind's description names.
public struct NodeFlags: OptionSet, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    // The same bit means different things in different kinds.
    public static let optional = NodeFlags(rawValue: 1)
    public static let isStatic = NodeFlags(rawValue: 2)
    public static let declaration = NodeFlags(rawValue: 4)
    public static let isAsync = NodeFlags(rawValue: 8)
    public static let postfix = NodeFlags(rawValue: 16)
    public static let double = NodeFlags(rawValue: 16)
    public static let variadic = NodeFlags(rawValue: 32)
    public static let isConstructor = NodeFlags(rawValue: 32)
    public static let keys = NodeFlags(rawValue: 32)
    public static let isArray = NodeFlags(rawValue: 32)
    public static let isEnum = NodeFlags(rawValue: 32)
    public static let fallsThrough = NodeFlags(rawValue: 32)
    public static let isDefault = NodeFlags(rawValue: 64)
    public static let isExpression = NodeFlags(rawValue: 64)
    /// In the subtree is text that could not be parsed.
    public static let damaged = NodeFlags(rawValue: 128)
}
