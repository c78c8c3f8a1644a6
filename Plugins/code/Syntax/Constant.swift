/// A value known before the program runs.
public enum Constant: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case null

    /// Whether a condition with this value holds. Empty texts and zero count as false, which holds in every language
    /// that allows them as conditions but Ruby.
    public var isTrue: Bool {
        switch self {
        case .string(let text): !text.isEmpty
        case .integer(let number): number != 0
        case .float(let number): number != 0
        case .boolean(let flag): flag
        case .null: false
        }
    }

    /// As it becomes part of a text.
    public var text: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .float(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .null: "null"
        }
    }

    /// Longer texts are not followed: a loop that doubles a text must not fill memory.
    public static let longestText = 4096
}
