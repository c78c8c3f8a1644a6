extension SyntaxTree {
    /// The tree of an empty text.
    public static let nothing: SyntaxTree = {
        var builder = TreeBuilder(.python, vocabulary: Vocabulary())
        builder.begin(.file, .none, 0..<0)
        return builder.finish()
    }()
}
