import CodeParsing
import CodeSyntax
import Testing

/// Trees hang together: whoever climbs from a node comes to the root.
struct TreeShapeTests {
    @Test(arguments: [
        (
            Language.python,
            "def f(a):\n    if a == b == c:\n        g()\n    return a < b < c < d\n\ndef h():\n    pass\n"
        ),
        (.python, "x = a if b else c\ny = [i for i in z if i]\nwith a as b, c: pass\n"),
        (.javascript, "function f() { return a ? b : c; }\nclass A { get x() { return 1; } }\nf`a${b}`;"),
        (.java, "class A { int f() { if (o instanceof String s) return 1; else return x++ + y; } }"),
    ])
    func everyNodeIsInsideItsParent(language: Language, text: String) throws {
        let tree = try SourceParser(LanguageSet()).parse(text, language, vocabulary: Vocabulary())
        for index in tree.nodes.indices.dropFirst() {
            let parent = tree.nodes[index].parent
            #expect(parent.index < index, "\(tree.nodes[index].kind)")
            #expect(Int(tree[parent].next) >= Int(tree.nodes[index].next), "\(tree.nodes[index].kind)")
        }
        #expect(Int(tree[SyntaxTree.root].next) == tree.nodes.count)
    }
}
