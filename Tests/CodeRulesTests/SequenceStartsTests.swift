import CodeParsing
import CodeSyntax
import Testing

@testable import CodeRules

struct SequenceStartsTests {
    private let tree: SyntaxTree
    private let statements: [NodeID]

    init() throws {
        let text = (0..<50).map { $0 % 3 == 0 ? "a\($0) = b\n" : "f(\($0))\n" }.joined()
        tree = try SourceParser(LanguageSet()).parse(text, .python, vocabulary: Vocabulary())
        statements = Array(tree.children(SyntaxTree.root, .statement))
    }

    @Test func thoseOfAKindBeforeAStatementAreFoundNearestFirst() {
        var starts = SequenceStarts()
        let kind = tree[statements[0]].kind
        for (index, statement) in statements.enumerated() {
            let expected = statements[..<index].filter { tree[$0].kind == kind }.suffix(5).reversed()
            let found = starts.before(statement, in: SyntaxTree.root, of: NodeKinds(kind), tree, most: 5)
            #expect(found == Array(expected))
        }
        #expect(starts.before(statements[9], in: SyntaxTree.root, of: .none, tree, most: 5).isEmpty)
        #expect(starts.before(statements[9], in: SyntaxTree.root, of: .all, tree, most: 100).count == 9)
    }

    @Test func aBlockIsGivenFromAStatementOn() {
        var starts = SequenceStarts()
        #expect(starts.from(statements[7], in: SyntaxTree.root, tree) == statements[7...])
        // What is no statement of the block has none behind it.
        #expect(starts.from(NodeID(rawValue: statements[7].rawValue + 1), in: SyntaxTree.root, tree) == nil)
    }

    @Test func kindsAreAUnion() {
        let kinds = NodeKinds(.name).union(NodeKinds(.call))
        #expect(kinds.contains(.name) && kinds.contains(.call) && !kinds.contains(.assign))
        #expect(NodeKinds.all.contains(.assign) && !NodeKinds.none.contains(.assign))
    }
}
