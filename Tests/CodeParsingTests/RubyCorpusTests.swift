import CodeSyntax
import Testing

/// The libraries of this machine's Ruby: nearly all of it parses, and nothing ends without a kind of its own.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyCorpusTests {
    private static let installed = Corpus(
        .ruby,
        [
            "/usr/lib/ruby/*/*.rb", "/usr/lib/ruby/*/*/*.rb", "/usr/share/rubygems-integration/*/gems/*/lib/*/*.rb",
            "/var/lib/gems/*/gems/*/lib/*/*.rb",
        ])

    @Test(.enabled(if: installed.paths.count > 100, "no Ruby is installed here"))
    func installedRubyIsUnderstood() throws {
        var corpus = Self.installed
        try corpus.read()
        #expect(corpus.nodes > 100_000)
        #expect(corpus.damaged.count * 500 < corpus.paths.count)
        #expect(corpus.cut.isEmpty)
        // The data behind `__END__` is no program.
        #expect(corpus.opaque.count * 100 < corpus.paths.count)
    }
}
