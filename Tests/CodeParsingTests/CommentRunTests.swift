import CodeSyntax
import Testing

@testable import CodeParsing

/// Rows of comments that are longer than anyone would read.
@Suite(.timeLimit(.minutes(2)))
struct CommentRunTests {
    private func parse(_ text: String, _ language: Language) throws -> SyntaxTree {
        try SourceParser(LanguageSet()).parse(text, language, vocabulary: Vocabulary())
    }

    private func row(_ line: String, _ count: Int = 100) -> String { String(repeating: line + "\n", count: count) }

    @Test(arguments: [
        (Language.python, "def f():\n    x = 1\n", "# nosec", "    eval(x)\n"),
        (.python, "", "    # don't", "x = 1\n"), (.python, "x = [\n", "# {", "]\n"),
        (.javascript, "x = 1\n", "// it's", "+ 2\n"), (.javascript, "x = 1\n", "/* nosec */", "+ 2\n"),
        (.typescript, "x = 1\n", "// `", "+ 2\n"),
    ])
    func theyCostNoMoreThanTheirLength(
        _ language: Language, _ head: String, _ comment: String, _ rest: String
    ) throws {
        var tree: SyntaxTree?
        let many = head + row(comment, 50_000) + rest
        let time = try processorTime { tree = try parse(many, language) }
        #expect(time < .seconds(5))
        let found = try #require(tree)
        #expect(found.comments.count == 50_000)
        let few = try parse(head + rest, language)
        let outline = { (tree: SyntaxTree) in tree.children(SyntaxTree.root).map { tree.outline($0) } }
        #expect(outline(found) == outline(few))
        #expect(found.errors.isEmpty)
    }

    /// What a text says must not depend on what its lines look like.
    @Test(arguments: [
        (Language.python, "x = '''\n", "# a", "# ''' + f() + '''\n", "'''\n"),
        (.python, "x = f'''\n", "# {a}", "# ''' + f() + '''\n", "'''\n"),
        (.javascript, "x = `\n", "// a", "// ${f()}\n", "`\n"),
        (.javascript, "/*\n", "// a", "// */ f()\n", "\n"), (.python, "x = '''\n", "# a", "# ''' + f()\n", "\n"),
        (.javascript, "x = <a>\n", "// b", "// {f()}\n", "</a>\n"),
        (.typescript, "x = `\n", "/* a */", "/* ${f()} */\n", "`\n"),
    ])
    func whatLooksLikeThemInATextIsRead(
        _ language: Language, _ head: String, _ line: String, _ code: String, _ rest: String
    ) throws {
        let tree = try parse(head + row(line) + code + row(line) + rest, language)
        #expect(tree.nodes.contains { $0.role == .callee })
        // The first row is in a text or in one comment.
        #expect(tree.comments.count <= 101)
    }

    @Test func aTextAfterARowKeepsItsBytes() throws {
        let tree = try parse(row("# a") + "x = '''" + row("# b") + "'''\n", .python)
        let texts = tree.nodes.filter { $0.kind == .string }.map { tree.text($0.symbol) }
        #expect(texts == [row("# b")])
        #expect(tree.comments.count == 100)
    }
}
