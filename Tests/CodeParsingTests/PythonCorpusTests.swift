import CodeSyntax
import Testing

/// The libraries of this machine's Python: all of it parses, and nothing ends without a kind of its own.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonCorpusTests {
    /// Without the tests, some of which are broken on purpose.
    private static let installed = Corpus(
        .python, ["/usr/lib/python3*/*.py", "/usr/lib/python3*/*/*.py"], without: ["/test", "lib2to3"])

    @Test(.enabled(if: installed.paths.count > 100, "no Python is installed here"))
    func installedPythonIsUnderstood() throws {
        var corpus = Self.installed
        try corpus.read()
        #expect(corpus.nodes > 100_000)
        #expect(corpus.damaged.isEmpty)
        #expect(corpus.cut.isEmpty)
        #expect(corpus.opaque.isEmpty)
    }
}
