import CodeParsing
import CodeSyntax
import Testing

/// A text and the outlines of the statements it is lowered to, one a line.
struct LoweredText: Sendable, CustomTestStringConvertible {
    let source: String
    let expected: String

    init(_ source: String, _ expected: String) {
        self.source = source
        self.expected = expected
    }

    var testDescription: String { source }

    /// What the text is lowered to; a comment when it could not even be parsed, so that no outline equals it.
    func outline(_ language: Language, path: String, before: String = "") -> String {
        guard let tree = Self.tree(before + source, language, path: path) else { return "no tree" }
        guard tree.errors.isEmpty else { return "errors at \(tree.errors)" }
        return Self.outline(tree)
    }

    /// The same for statements of C, which stand in functions alone.
    func outlineInFunction() -> String {
        guard let tree = Self.tree("void f(void) { \(source) }", .c) else { return "no tree" }
        guard tree.errors.isEmpty else { return "errors at \(tree.errors)" }
        guard let function = tree.children(SyntaxTree.root).first(where: { tree[$0].kind == .function }),
            let body = tree.child(function, .body)
        else { return "no function" }
        return tree.children(body).map { tree.outline($0) }.joined(separator: "\n")
    }

    static func outline(_ tree: SyntaxTree) -> String {
        tree.children(SyntaxTree.root).map { tree.outline($0) }.joined(separator: "\n")
    }

    private static let languages = LanguageSet()

    static func hasParser(_ language: Language) -> Bool { !languages.missing.contains(language) }

    static func tree(_ source: String, _ language: Language, path: String = "") -> SyntaxTree? {
        tree(Array(source.utf8), language, path: path)
    }

    static func tree(_ bytes: [UInt8], _ language: Language, path: String = "") -> SyntaxTree? {
        let parser = SourceParser(languages)
        return bytes.withUnsafeBufferPointer { buffer in
            try? parser.parse(buffer, language, path: path, vocabulary: Vocabulary())
        }
    }

    /// `local=path` of every import, in order.
    static func imports(_ source: String, _ language: Language) -> [String] {
        guard let tree = tree(source, language) else { return ["no tree"] }
        return tree.imports.map { "\(tree.text($0.local))=\($0.path)" }
    }

    /// Names of the functions and classes in a tree, in order.
    static func declared(_ tree: SyntaxTree) -> [String] {
        tree.nodes.filter { $0.kind == .function || $0.kind == .class }.map { tree.text($0.symbol) }
    }
}
