import CodeSyntax
import Testing

/// Programs made to exhaust a parser: deep, long and wide.
@Suite(.enabled(if: LoweredText.hasParser(.ruby), "the parser is not built"))
struct RubyDepthTests {
    static let deep = [
        Bomb("lists", "x = ", "[", "a", "]"), Bomb("hashes", "x = ", "{a: ", "a", "}"),
        Bomb("calls", "x = ", "f(", "a", ")"), Bomb("commands", "", "f ", "a", ""),
        Bomb("blocks", "x = ", "f { it; ", "a", " }"), Bomb("lambdas", "x = ", "-> { ", "a", " }"),
        Bomb("negations", "x = ", "!", "a", ""), Bomb("choices", "x = ", "a ? b : ", "c", ""),
        Bomb("assignments", "", "a = ", "b", ""), Bomb("operations", "", "a += ", "b", ""),
        Bomb("comparisons", "x = ", "a == ", "b", ""), Bomb("powers", "x = ", "a ** ", "b", ""),
        Bomb("indexes", "x = a", "[0]", "", ""), Bomb("indexes inside", "x = ", "a[", "b", "]"),
        Bomb("methods", "x = a", ".b(c).d", "", ""), Bomb("constants", "A", "::B", "", ""),
        Bomb("differences", "x = ", "a + b - ", "c", ""), Bomb("modifiers", "a", " if b", "", ""),
        Bomb("rescues", "a", " rescue b", "", ""), Bomb("rescued values", "x = a", " rescue b", "", ""),
        Bomb("ladders", "if a\n b\n", "elsif c\n d\n", "end", ""),
        Bomb("ladders of values", "x = if a\n b\n", "elsif c\n d\n", "end", ""),
        Bomb("branches", "", "if a\n", "b\n", "end\n", count: 2000),
        Bomb("loops", "", "while a\n", "b\n", "end\n", count: 2000),
        Bomb("cases", "", "case a\nwhen b\n", "c\n", "end\n", count: 2000),
        Bomb("attempts", "", "begin\n", "a\n", "rescue\nend\n", count: 2000),
        Bomb("methods inside", "", "def a\n", "b\n", "end\n", count: 2000),
        Bomb("classes", "", "class A\n", "b\n", "end\n", count: 2000),
        Bomb("marks", "", "private ", "def a; end", ""), Bomb("ranges", "x = ", "(1..", "2", ")"),
        Bomb("parameters", "a { |", "(", "b", ", c)", after: "| }"),
        Bomb("targets", "", "(", "b", ", c)", after: " = d"),
        Bomb("patterns", "case a\nin ", "[", "b", "]", after: "\n c\nend"),
    ]

    @Test(arguments: deep)
    func depthIsCutVisibly(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, .ruby) })
        let isCut = tree.isCut
        #expect(isCut)
        let endsWithLast = Bomb.endsWithLast(tree)
        #expect(endsWithLast)
    }

    static let flat = [
        Bomb("parentheses", "x = ", "(", "a", ")", count: 10_000), Bomb("sums", "x = ", "a + ", "a", ""),
        Bomb("conjunctions", "x = ", "a && ", "a", ""),
        Bomb("groups of patterns", "case a\nin ", "(", "b", ")", after: "\n c\nend"),
        Bomb("alternatives", "case a\nin b", " | b", "", "", after: "\n c\nend"),
        Bomb("clauses", "case a\n", "when b then c\n", "end", ""),
        Bomb("heredocs", "", "f(<<A)\na\nA\n", "", ""),
    ]

    @Test(arguments: flat)
    func whatIsOnlyLongIsKept(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, .ruby) })
        let isWhole = !tree.isCut && tree.errors.isEmpty
        #expect(isWhole)
        let endsWithLast = Bomb.endsWithLast(tree)
        #expect(endsWithLast)
    }

    /// Nothing inside a chain, a sum or a ladder is lost, however long it is.
    @Test func longChainsKeepTheirParts() throws {
        let chain = "x = a" + String(repeating: ".b(run(c)) { run(d) }", count: 1000)
        let ladder = "if a\n b\n" + String(repeating: "elsif run(c)\n run(d)\n", count: 1000) + "else b\nend\n"
        let mixed = "x = a" + String(repeating: " + run(c) - run(d)", count: 1000)
        for source in [chain, ladder, "x = " + ladder, mixed] {
            let tree = try #require(LoweredText.tree(source, .ruby))
            let calls = tree.nodes.count { $0.role == .callee && tree.text($0.symbol) == "run" }
            #expect(calls == 2000)
        }
    }

    static let wide = [
        Bomb("list", "x = [", "1, ", "", "", count: 300_000, after: "]"),
        Bomb("words", "x = %w[", "a ", "", "", count: 300_000, after: "]"),
        Bomb("concatenation", "x = ", "'a' ", "", "", count: 100_000),
        Bomb("template", "x = \"", "#{a}", "", "", count: 100_000, after: "\""),
        Bomb("heredocs in a line", "f(", "<<A, ", "b)", "\nA", count: 3000),
        Bomb("damage", "", "f(a b]\n", "", "", count: 5000), Bomb("damaged methods", "", "def f(\n", "", ""),
    ]

    /// Minutes, were the cost not linear.
    @Test(.timeLimit(.minutes(10)), arguments: wide)
    func costIsLinear(_ bomb: Bomb) throws {
        let tree = try #require(LoweredText.tree(bomb.source, .ruby))
        let count = tree.nodes.count
        #expect(count > 1)
    }
}
