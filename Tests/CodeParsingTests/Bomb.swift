import CodeSyntax
import Testing

/// A text made to exhaust whoever parses it: something repeated, and behind it a call of `last`.
struct Bomb: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let source: String

    init(
        _ name: String, _ before: String, _ part: String, _ core: String, _ end: String, count: Int = 5000,
        after: String = ""
    ) {
        testDescription = name
        let open = String(repeating: part, count: count)
        source = before + open + core + String(repeating: end, count: count) + after + "\nlast()\n"
    }

    /// What follows the repetition is there.
    static func endsWithLast(_ tree: SyntaxTree) -> Bool {
        tree.nodes.suffix(2).contains { $0.role == .callee && tree.text($0.symbol) == "last" }
    }
}
