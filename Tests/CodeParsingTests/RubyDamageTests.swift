import CodeSyntax
import Testing

/// Files that are broken, and bytes that are odd.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyDamageTests {
    @Test(
        arguments: [
            ("def a(x\n  b\nend\ndef c; end\n", "a c"), ("def 1; end\ndef a; end\n", "a"),
            ("x = [1, 2\ndef a; end\n", "a"), ("if x\n  y\ndef a; end\n", "a"), ("end\ndef a; end\n", "a"),
            ("class A\n  def b\n    x = = 1\n  end\n  def c; end\nend\n", "A b c"),
        ])
    func declarationsAroundDamageStay(_ source: String, _ names: String) throws {
        let tree = try #require(LoweredText.tree(source, .ruby))
        #expect(LoweredText.declared(tree).joined(separator: " ") == names)
    }

    @Test func damageIsKeptWhereItStands() throws {
        let tree = try #require(LoweredText.tree("y = {a: 1, b g(2)}\nz = 1\n", .ruby))
        #expect(!tree.errors.isEmpty)
        #expect(tree[SyntaxTree.root].flags.contains(.damaged))
        #expect(tree.nodes.contains { tree.text($0.symbol) == "g" })
        let last = try #require(Array(tree.children(SyntaxTree.root)).last)
        #expect(tree.outline(last) == "(assign target:(name z) value:(integer 1))")
    }

    @Test func missingNamesAreErrors() throws {
        let tree = try #require(LoweredText.tree("x = 1 +\n", .ruby))
        #expect(!tree.errors.isEmpty)
        #expect(!tree.nodes.contains { $0.kind == .name && $0.symbol == .empty })
    }

    @Test func everyCommentIsNoted() throws {
        let source = "# a\nx = [ # b\n  1, # c\n]\n=begin\nd\n=end\nf(<<A) # e\n# no\nA\n# f"
        let tree = try #require(LoweredText.tree(source, .ruby))
        let texts = tree.comments.map { String(decoding: Array(source.utf8)[$0], as: UTF8.self) }
        #expect(texts == ["# a", "# b", "# c", "=begin\nd\n=end", "# e", "# f"])
    }

    @Test func windowsLineEndsMeanNothing() throws {
        let source = "if x\r\n  y = \"a\r\nb\"\r\nend\r\nz = <<~A\r\n  c\r\n  A\r\n"
        let tree = try #require(LoweredText.tree(source, .ruby))
        #expect(tree.errors.isEmpty)
        #expect(
            LoweredText.outline(tree) == """
                (if condition:(name x) then:(block statement:(assign target:(name y) value:(string "a
                b"))))
                (assign target:(name z) value:(string "c
                "))
                """)
    }

    @Test func marksOfOrderMeanNothing() throws {
        let tree = try #require(LoweredText.tree("\u{FEFF}a = 1\n", .ruby))
        #expect(LoweredText.outline(tree) == "(assign target:(name a) value:(integer 1))")
    }

    @Test func invalidBytesAreReplaced() throws {
        let bytes = Array("a = '".utf8) + [0xFF, 0xC3] + Array("'\nb = 1\n".utf8)
        let tree = try #require(LoweredText.tree(bytes, .ruby))
        #expect(
            LoweredText.outline(tree) == """
                (assign target:(name a) value:(string "\u{FFFD}\u{FFFD}"))
                (assign target:(name b) value:(integer 1))
                """)
    }

    /// The text of a heredoc that does not end is the rest of the file.
    @Test func openHeredocsKeepTheirText() throws {
        let tree = try #require(LoweredText.tree("x = <<A\n a #{b}\nc\n", .ruby))
        #expect(
            LoweredText.outline(tree) == """
                (assign target:(name x) value:(template part:(string " a ") part:(name b) part:(string "
                c
                ")))
                """)
    }

    @Test(arguments: ["", "\n", "# only\n", "   "])
    func emptyFilesAreFiles(_ source: String) throws {
        let tree = try #require(LoweredText.tree(source, .ruby))
        #expect(tree.nodes.count == 1)
        #expect(tree.errors.isEmpty)
    }
}
