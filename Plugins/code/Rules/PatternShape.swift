import CodeSyntax

/// The children of a pattern's node as the ways of matching ask for them, sorted out once.
final class PatternShape: Sendable {
    let decorators: [Int]
    /// All but the decorators.
    let plain: [Int]
    /// Of the plain ones, a bit for each role.
    let roles: UInt64
    /// Arguments that are not named.
    let positional: [Int]
    let named: [Int]
    /// `...` stands among the positional arguments.
    let isVariadic: Bool
    /// Nothing among the plain ones stands for any number of nodes, or only the last one does.
    let isPlainInStep: Bool
    let isPositionalInStep: Bool

    init(_ children: [Int], in nodes: [Node]) {
        func isOpen(_ child: Int) -> Bool {
            nodes[child].kind == .ellipsis || nodes[child].kind == .ellipsisMetavariable
        }
        func isInStep(_ children: [Int]) -> Bool {
            !children.dropLast().contains(where: isOpen)
                && children.last.map { nodes[$0].kind } != .ellipsisMetavariable
        }
        decorators = children.filter { nodes[$0].role == .decorator }
        plain = children.filter { nodes[$0].role != .decorator }
        roles = plain.reduce(0) { $0 | 1 << UInt64(nodes[$1].role.rawValue) }
        let arguments = children.filter { nodes[$0].role == .argument }
        positional = arguments.filter { nodes[$0].kind != .keywordArgument }
        named = arguments.filter { nodes[$0].kind == .keywordArgument }
        isVariadic = positional.contains(where: isOpen)
        isPlainInStep = isInStep(plain)
        isPositionalInStep = isInStep(positional)
    }
}
