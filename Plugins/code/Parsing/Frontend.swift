import CodeSyntax

/// Lowers the parser's trees of one grammar to syntax trees.
protocol Frontend: Sendable {
    init(_ grammar: Grammar)

    /// Lowers the whole text: the root node is a `file`. The builder holds nothing yet.
    func lower(_ tree: ConcreteTree, _ builder: consuming TreeBuilder) -> TreeBuilder
}
