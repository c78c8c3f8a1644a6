import CodeSyntax
import Testing

/// Files that are broken, and bytes that are odd.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonDamageTests {
    @Test(
        arguments: [
            (
                "def a(x:\n  return 1\n\ndef b(): pass\nclass C:\n  def d(self):\n    f(\n  def e(self): pass\n",
                "b C d e"
            ),
            ("def a():\n  x = = 1\n  if x\n    pass\n  return y\ndef b(): pass\n", "a b"),
            ("x = {'a': 1, 'b' 2}\ns = 'open\ndef b(): pass\nclass D(:\n  def e(self): pass\n", "b D e"),
            ("{% if a %}\ndef f(): pass\n{% endif %}\n", "f"),
        ])
    func declarationsAroundDamageStay(_ source: String, _ names: String) throws {
        let tree = try #require(LoweredText.tree(source, .python))
        #expect(LoweredText.declared(tree).joined(separator: " ") == names)
        #expect(!tree.errors.isEmpty)
        #expect(tree[SyntaxTree.root].flags.contains(.damaged))
    }

    @Test func damageIsKeptWhereItStands() throws {
        let tree = try #require(LoweredText.tree("y = f(1, , g(2) h)\nz = 1\n", .python))
        let first = try #require(tree.child(SyntaxTree.root, .statement))
        #expect(tree[first].flags.contains(.damaged))
        #expect(tree.nodes.contains { tree.text($0.symbol) == "g" })
        #expect(tree.nodes.contains { tree.text($0.symbol) == "h" })
        let last = try #require(Array(tree.children(SyntaxTree.root)).last)
        #expect(!tree[last].flags.contains(.damaged))
    }

    @Test func missingNamesAreErrors() throws {
        let tree = try #require(LoweredText.tree("x[]\nif : pass\n", .python))
        #expect(!tree.errors.isEmpty)
        #expect(!tree.nodes.contains { $0.kind == .name && $0.symbol == .empty })
    }

    @Test func everyCommentIsNoted() throws {
        let source = "# a\nx = [ # b\n  1, # c\n]\ndef f(): # d\n  # e\n  return '# no'\n# f"
        let tree = try #require(LoweredText.tree(source, .python))
        let texts = tree.comments.map { String(decoding: Array(source.utf8)[$0], as: UTF8.self) }
        #expect(texts == ["# a", "# b", "# c", "# d", "# e", "# f"])
    }

    @Test func windowsLineEndsAndMarksOfOrderMeanNothing() throws {
        let source = "\u{FEFF}import os\r\nif x:\r\n  y = \"\"\"a\r\nb\"\"\" + \\\r\n  c\r\n"
        let tree = try #require(LoweredText.tree(source, .python))
        #expect(tree.errors.isEmpty)
        #expect(
            LoweredText.outline(tree) == """
                (import os element:(importName))
                (if condition:(name x) then:(block statement:(assign target:(name y) value:(binary add \
                left:(string "a
                b") right:(name c)))))
                """)
    }

    @Test func invalidBytesAreReplaced() throws {
        let bytes = Array("a = '".utf8) + [0xFF, 0xC3] + Array("'\nb = 1\n".utf8)
        let tree = try #require(LoweredText.tree(bytes, .python))
        #expect(
            LoweredText.outline(tree) == """
                (assign target:(name a) value:(string "\u{FFFD}\u{FFFD}"))
                (assign target:(name b) value:(integer 1))
                """)
    }

    @Test(arguments: ["", "\n", "# only\n", "   "])
    func emptyFilesAreFiles(_ source: String) throws {
        let tree = try #require(LoweredText.tree(source, .python))
        #expect(tree.nodes.count == 1)
        #expect(tree.errors.isEmpty)
    }
}
