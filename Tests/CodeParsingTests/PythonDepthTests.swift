import CodeSyntax
import Testing

/// Programs made to exhaust a parser: deep, long and wide.
@Suite(.enabled(if: LoweredText.hasParser(.python), "the parser is not built"))
struct PythonDepthTests {
    static let deep = [
        Bomb("lists", "x = ", "[", "a", "]"), Bomb("dictionaries", "x = ", "{a: ", "a", "}"),
        Bomb("calls", "x = ", "f(", "a", ")"), Bomb("keywords", "x = ", "f(a=", "a", ")"),
        Bomb("lambdas", "x = ", "lambda: ", "a", ""), Bomb("negations", "x = ", "not ", "a", ""),
        Bomb("choices", "x = ", "a if b else ", "c", ""), Bomb("assignments", "", "a = ", "b", ""),
        Bomb("comprehensions", "x = ", "[a for a in ", "b", "]"),
        Bomb("templates", "x = ", "f'{", "a", "}'", count: 200),
        Bomb("comparisons", "x = ", "a < ", "b", ""), Bomb("comparisons inside", "x = ", "a < (", "b", ") < c"),
        Bomb("powers", "x = ", "a ** ", "b", ""), Bomb("types", "x: ", "a[", "b", "]"),
        Bomb("indexes", "x = a", "[0]", "", ""), Bomb("methods", "x = a", ".b(c).d", "", ""),
        Bomb("differences", "x = ", "a + b - ", "c", ""), Bomb("ladders", "if a: b\n", "elif c: d\n", "else: e", ""),
        Bomb("patterns", "match a:\n  case ", "[", "b", "]", after: ": pass"),
        Bomb("names of patterns", "match a:\n  case a", ".b", "", "", after: ": pass"),
        Bomb("stars", "f(", "*[", "a", "]", after: ")"),
    ]

    @Test(arguments: deep)
    func depthIsCutVisibly(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, .python) })
        let isCut = tree.isCut
        #expect(isCut == (bomb.testDescription != "templates"))
        let endsWithLast = Bomb.endsWithLast(tree)
        #expect(endsWithLast)
    }

    @Test func nestedStatementsAreCutVisibly() throws {
        for head in ["if a:", "while a:", "for a in b:", "with a:", "def f():", "class A:", "try:"] {
            var source = ""
            for level in 0..<600 { source += String(repeating: " ", count: level) + head + "\n" }
            source += String(repeating: " ", count: 600) + "pass\n"
            if head == "try:" {
                for level in (0..<600).reversed() { source += String(repeating: " ", count: level) + "except: pass\n" }
            }
            let text = source + "last()\n"
            let tree = try #require(SmallStack.run { LoweredText.tree(text, .python) })
            let isCut = tree.isCut
            #expect(isCut, "\(head)")
            let endsWithLast = Bomb.endsWithLast(tree)
            #expect(endsWithLast, "\(head)")
        }
    }

    static let flat = [
        Bomb("parentheses", "x = ", "(", "a", ")", count: 10_000), Bomb("sums", "x = ", "a + ", "a", ""),
        Bomb("conjunctions", "x = ", "a and ", "a", ""), Bomb("unions", "x: A", " | A", "", ""),
        Bomb("groups of patterns", "match a:\n  case ", "(", "b", ")", after: ": pass"),
        Bomb("alternatives", "match a:\n  case a", " | b", "", "", after: ": pass"),
        Bomb("formats", "x = f'{a", ":{b", "", "}", after: "}'"), Bomb("decorators", "", "@a\n", "def f(): pass", ""),
        Bomb("resources", "with a", ", a as b", "", "", after: ": pass"),
    ]

    @Test(arguments: flat)
    func whatIsOnlyLongIsKept(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, .python) })
        let isWhole = !tree.isCut && tree.errors.isEmpty
        #expect(isWhole)
        let endsWithLast = Bomb.endsWithLast(tree)
        #expect(endsWithLast)
    }

    /// Nothing inside a chain, a sum or a ladder is lost, however long it is.
    @Test func longChainsKeepTheirParts() throws {
        let chain = "x = a" + String(repeating: ".b(run(c))[run(d)]", count: 1000)
        let ladder = "if a: b\n" + String(repeating: "elif run(c): run(d)\n", count: 1000) + "else: b\n"
        let mixed = "x = a" + String(repeating: " + run(c) - run(d)", count: 1000)
        for source in [chain, ladder, mixed] {
            let tree = try #require(LoweredText.tree(source, .python))
            let calls = tree.nodes.count { $0.role == .callee && tree.text($0.symbol) == "run" }
            #expect(calls == 2000)
        }
    }

    /// Comparisons inside the middles of comparison chains are lowered twice, but not twice at each level.
    @Test func chainsInsideChainsStaySmall() throws {
        let source = String(repeating: "a < (", count: 200) + "b" + String(repeating: ") < c", count: 200)
        let tree = try #require(LoweredText.tree(source, .python))
        let count = tree.nodes.count
        #expect(count < 10_000)
    }

    static let wide = [
        Bomb("list", "x = [", "1, ", "", "", count: 1_000_000, after: "]"),
        Bomb("concatenation", "x = (", "'a' ", "", "", count: 300_000, after: ")"),
        Bomb("damage", "", "f(a b)\n", "", "", count: 20_000), Bomb("damaged functions", "", "def f(:\n", "", ""),
    ]

    /// Minutes, were the cost not linear.
    @Test(.timeLimit(.minutes(10)), arguments: wide)
    func costIsLinear(_ bomb: Bomb) throws {
        let tree = try #require(LoweredText.tree(bomb.source, .python))
        let isCut = tree.isCut
        #expect(!isCut)
        let endsWithLast = Bomb.endsWithLast(tree)
        #expect(endsWithLast)
    }
}
