/// A value known before the program runs.
public enum Constant: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case null

    /// Whether a condition with this value holds. Empty texts and zero count as false, which holds in every language that
    /// allows them as conditions but Ruby.
    var isTrue: Bool {
        switch self {
        case .string(let text): !text.isEmpty
        case .integer(let number): number != 0
        case .float(let number): number != 0
        case .boolean(let flag): flag
        case .null: false
        }
    }

    /// As it becomes part of a text.
    var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .float(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }

    /// Longer texts are not followed: a loop that doubles a text must not fill memory.
    static let longestText = 4096
}

/// What is known of a value.
enum Known: Hashable, Sendable {
    case unknown
    case one(Constant)
    /// One of these, two to four.
    case some([Constant])

    var constant: Constant? {
        if case .one(let constant) = self { return constant }
        return nil
    }

    var all: [Constant] {
        switch self {
        case .unknown: []
        case .one(let constant): [constant]
        case .some(let constants): constants
        }
    }

    func joined(_ other: Known) -> Known {
        if self == other { return self }
        if case .unknown = self { return .unknown }
        if case .unknown = other { return .unknown }
        var constants = all
        for constant in other.all where !constants.contains(constant) { constants.append(constant) }
        return constants.count > 4 ? .unknown : .some(constants)
    }
}
