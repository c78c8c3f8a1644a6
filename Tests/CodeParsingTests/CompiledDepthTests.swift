import CodeParsing
import CodeSyntax
import Testing

/// Programs of Go and C made to exhaust a parser: deep, long and wide.
@Suite(
    .enabled(
        if: LoweredText.hasParser(.go) && LoweredText.hasParser(.c),
        "a parser is not built"))
struct CompiledDepthTests {
    struct Bomb: Sendable, CustomTestStringConvertible {
        let name: String
        let language: Language
        let source: String

        init(
            _ language: Language, _ name: String, _ before: String, _ part: String, _ core: String, _ end: String,
            count: Int = 4000, after: String = ""
        ) {
            self.name = name
            self.language = language
            let text = String(repeating: part, count: count) + core + String(repeating: end, count: count)
            let last = language == .go ? "\nfunc f() { last() }\n" : "\nvoid f(void) { last(); }\n"
            source = (language == .go ? "package p\n" : "") + before + text + after + last
        }

        var testDescription: String { "\(language) \(name)" }
    }

    static let deep: [Bomb] = [
        Bomb(.go, "calls", "var x = ", "f(", "1", ")"), Bomb(.go, "literals", "var x = T", "{", "", "}"),
        Bomb(.go, "arrays", "var x = []T", "{", "", "}"), Bomb(.go, "pointers", "var x = ", "*", "a", ""),
        Bomb(.go, "functions", "var x = ", "func() { x := ", "1", "}"),
        Bomb(.go, "blocks", "func g() ", "{", "", "}"),
        Bomb(.go, "ladders", "func g() { if a { }", " else if b { }", "", "", after: " }"),
        Bomb(.go, "types", "var x ", "map[string]", "int", ""),
        Bomb(.go, "structs", "var x ", "struct { a ", "int", "}"),
        Bomb(.go, "chains", "var x = a", ".b().c(d)", "", ""), Bomb(.go, "assertions", "var x = a", ".(T)", "", ""),
        Bomb(.go, "slices", "var x = a", "[1:]", "", ""), Bomb(.go, "mixed sums", "var x = ", "a + b - ", "c", ""),
        Bomb(.go, "switches", "func g() { ", "switch { default: ", "", "}", after: " }"),
        Bomb(.go, "labels", "func g() { ", "a: ", "b()", "", after: " }"),
        Bomb(.c, "calls", "int x = ", "f(", "1", ")", after: ";"),
        Bomb(.c, "braces", "int x[] = ", "{", "", "}", after: ";"),
        Bomb(.c, "blocks", "void g(void) ", "{", "", "}"),
        Bomb(.c, "ladders", "void g(void) { if (a) b();", " else if (c) d();", "", "", after: " }"),
        Bomb(.c, "choices", "int x = ", "a ? b : ", "c", "", after: ";"),
        Bomb(.c, "negations", "int x = ", "!", "a", "", after: ";"),
        Bomb(.c, "casts", "int x = ", "(int) ", "a", "", after: ";"),
        Bomb(.c, "chains", "int x = a", "->b(c)", "", "", after: ";"),
        Bomb(.c, "mixed sums", "int x = ", "a + b - ", "c", "", after: ";"),
        Bomb(.c, "structures", "", "struct {", "", "} x;", count: 1000),
        Bomb(.c, "switches", "void g(void) { ", "switch (a) { case 1: ", "", "}", after: " }"),
        Bomb(.c, "labels", "void g(void) { ", "a: ", "b();", "", after: " }"),
        Bomb(.c, "macros", "#define A ", "f(", "1", ")", count: 1000),
    ]

    @Test(arguments: deep)
    func depthIsCutVisibly(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, bomb.language) })
        #expect(tree.isCut)
        #expect(tree.nodes.count < 100_000)
        #expect(Self.calls("last", tree))
    }

    static let flat: [Bomb] = [
        Bomb(.go, "parentheses", "var x = ", "(", "a", ")", count: 10_000),
        Bomb(.go, "sums", "var x = ", "a + ", "a", "", count: 5000),
        Bomb(.c, "parentheses", "int x = ", "(", "a", ")", count: 10_000, after: ";"),
        Bomb(.c, "sums", "int x = ", "a + ", "a", "", count: 5000, after: ";"),
        Bomb(.c, "commas", "void g(void) { ", "a, ", "a", "", count: 5000, after: "; }"),
        Bomb(.c, "texts", "char *x = ", "\"a\" ", "\"a\"", "", count: 5000, after: ";"),
        Bomb(.c, "conditions", "", "#ifdef A\n", "int x;\n", "#endif\n", count: 3000),
        Bomb(.c, "ladders of conditions", "#if A\n", "#elif B\nint x;\n", "#endif\n", "", count: 3000),
        Bomb(.c, "pointers", "int ", "*", "x", "", count: 3000, after: ";"),
        Bomb(.c, "linkage", "", "extern \"C\" {", "int x;", "}", count: 3000),
    ]

    @Test(arguments: flat)
    func whatIsOnlyLongIsKept(_ bomb: Bomb) throws {
        let tree = try #require(SmallStack.run { LoweredText.tree(bomb.source, bomb.language) })
        #expect(!tree.isCut)
        #expect(tree.errors.isEmpty)
        #expect(Self.calls("last", tree))
    }

    /// Arguments inside a chain that is too long are still there.
    @Test(
        arguments: [
            (Language.go, "package p\nvar x = a", ".Then(run(b))", ""),
            (.c, "int x = a", "->then(run(b))", ";"),
        ])
    func longChainsKeepTheirArguments(
        _ language: Language, _ start: String, _ link: String, _ end: String
    ) throws {
        for count in [600, 1000] {
            let source = start + String(repeating: link, count: count) + end
            let tree = try #require(LoweredText.tree(source, language))
            #expect(tree.isCut)
            #expect(tree.nodes.filter { $0.role == .callee && tree.text($0.symbol) == "run" }.count == count)
        }
    }

    /// Ten times the elements take about ten times as long; a hundred times would be quadratic.
    @Test(
        arguments: [
            (Language.go, "package p\nvar x = []int{", "1, ", "1}"),
            (.go, "package p\nvar a", ", a", " map[string]int"),
            (.go, "package p\nconst (\na = iota\n", "b\n", ")"), (.c, "int x[] = {", "1, ", "1};"),
            (.c, "#define X f(", "a, ", "a)\n"), (.c, "enum a { ", "B, ", "C };"), (.c, "int a", ", *a", ";"),
        ])
    func costIsLinearInTheElements(
        _ language: Language, _ before: String, _ part: String, _ after: String
    ) throws {
        let small = before + String(repeating: part, count: 20_000) + after
        let large = before + String(repeating: part, count: 200_000) + after
        _ = LoweredText.tree(small, language)
        let short = processorTime { _ = LoweredText.tree(small, language) }
        var isParsed = false
        let long = processorTime { isParsed = LoweredText.tree(large, language) != nil }
        #expect(isParsed)
        #expect(long < short * 50)
    }

    /// A type that many names share is written out for the first of them alone when it is long.
    @Test func sharedTypesCostOnce() throws {
        let count = 2000
        let names = String(repeating: ", x", count: count)
        let source = "package p\nvar x\(names) A[B\(String(repeating: ", B", count: count))]"
        let tree = try #require(LoweredText.tree(source, .go))
        #expect(tree.errors.isEmpty)
        #expect(tree.nodes.count < 20_000)
    }

    private static func calls(_ name: String, _ tree: SyntaxTree) -> Bool {
        tree.nodes.contains { $0.role == .callee && tree.text($0.symbol) == name }
    }
}
