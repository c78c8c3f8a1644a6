import CodeSyntax
import Testing

/// Files of Go and C that are not as they should be.
@Suite(
    .enabled(
        if: LoweredText.hasParser(.go) && LoweredText.hasParser(.c),
        "a parser is not built"))
struct CompiledDamageTests {
    @Test(
        arguments: [
            (Language.go, "package p\nfunc a() {}\nfunc b( { x = = }\nfunc c() { d() }", ["a", "c"]),
            (.go, "package p\ntype A struct { b = }\nfunc c() { x := [ }\nfunc d() {}", ["A", "d"]),
            (.c, "int a(void) {}\nint b(void) { x = = ; if (y }\nint c(void) { d(); }", ["a", "c"]),
            (.c, "struct a { int b }; local int c(void) { return ; } int d(void) { f(; }", ["a", "c", "d"]),
        ])
    func aBrokenPlaceLeavesTheRest(_ language: Language, _ source: String, _ expected: [String]) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(!tree.errors.isEmpty)
        #expect(tree[SyntaxTree.root].flags.contains(.damaged))
        let declared = LoweredText.declared(tree)
        for name in expected { #expect(declared.contains(name), "\(name) in \(LoweredText.outline(tree))") }
    }

    /// Calls inside what cannot be parsed are still calls.
    @Test(
        arguments: [
            (Language.go, "package p\nfunc f() { bad(a) )) }\nfunc g() { good(b) }"),
            (.go, "package p\nfunc f() { if x { bad(a) \n good(b) }"), (.go, "x := []int{bad(a), ; good(b)"),
            (.c, "void f(void) { bad(a) )) } void g(void) { good(b); }"),
            (.c, "void f(void) { if (x { bad(a); } good(b); }"), (.c, "int y[] = {bad(a), ; int z = good(b);"),
        ])
    func nothingOfADamagedTextIsLost(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        let words = Set(tree.nodes.map { tree.text($0.symbol) })
        #expect(words.isSuperset(of: ["bad", "good"]), "\(LoweredText.outline(tree))")
    }

    @Test func missingMarksAreErrorsWithoutText() throws {
        let tree = try #require(LoweredText.tree("void g(void) { f(a; }", .c))
        #expect(tree.errors.contains { $0.isEmpty })
    }

    @Test(
        arguments: [
            (Language.go, "package p\nfunc a() { b() }\nfunc c() { d(; }"),
            (.c, "void a(void) { b(); } void c(void) { d(; }"),
        ])
    func undamagedPartsAreNotMarked(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        let marks = Dictionary(
            tree.nodes.filter { $0.kind == .function }.map { (tree.text($0.symbol), $0.flags.contains(.damaged)) },
            uniquingKeysWith: { first, _ in first })
        #expect(marks == ["a": false, "c": true])
    }

    @Test(arguments: [Language.go, .c], ["", " \n\t", "// a\n/* b */"])
    func emptyFilesHaveEmptyTrees(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(tree.nodes.map(\.kind) == [.file])
        #expect(tree.errors.isEmpty)
    }

    @Test(
        arguments: [
            (Language.go, "package p\r\nfunc f() {\r\n\ta := `d`\r\n}\r\n// b\r\n", "f"),
            (.c, "#define f(x) \\\r\n  g(x)\r\n// b\r\nint c = 'd';\r\n", "f"),
        ])
    func linesMayEndWithReturns(_ language: Language, _ source: String, _ name: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(tree.errors.isEmpty)
        #expect(tree.comments.count == 1)
        #expect(tree.nodes.contains { tree.text($0.symbol) == name })
        #expect(tree.nodes.filter { $0.kind == .string }.map { tree.text($0.symbol) } == ["d"])
    }

    @Test(arguments: [(Language.go, "package p\nvar f = a"), (.c, "int f = a;")])
    func aMarkOfByteOrderMayComeFirst(_ language: Language, _ source: String) throws {
        let marked = try #require(LoweredText.tree("\u{FEFF}\(source)", language))
        let plain = try #require(LoweredText.tree(source, language))
        #expect(LoweredText.outline(marked) == LoweredText.outline(plain))
        #expect(marked.errors.isEmpty)
    }

    @Test(arguments: [Language.go, .c])
    func bytesThatAreNoTextDoNoHarm(_ language: Language) throws {
        let before = language == .go ? "package p\nfunc h() { f(\"a" : "void h() { f(\"a"
        let bytes = Array(before.utf8) + [0xFF, 0xC3, 0x28, 0x80] + Array("\"); g(); }\n".utf8)
        let tree = try #require(LoweredText.tree(bytes, language))
        let words = Set(tree.nodes.filter { $0.kind == .name }.map { tree.text($0.symbol) })
        #expect(words.isSuperset(of: ["f", "g"]))
    }

    @Test(
        arguments: [
            (Language.go, "// a\npackage p // b\n/* c */ func d(/* e */) {\n// f\n}", 5),
            (.c, "/* a */ int b /* c */; // d \\\n still d\nvoid e(void) { /* f */ }", 4),
        ])
    func commentsAreNotedInOrder(_ language: Language, _ source: String, _ count: Int) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(tree.comments.count == count)
        #expect(tree.comments == tree.comments.sorted { $0.lowerBound < $1.lowerBound })
        #expect(tree.errors.isEmpty)
    }

    @Test(
        arguments: [
            (
                Language.go,
                "package p\nfunc (a *B) c(d, e int) (f G) { if h := i(); h { return }; j, k := l{m: n}, o[1:2] }"
            ),
            (.go, "package p\nconst (\n\ta = iota\n\tb, c\n)\ntype d struct { e, f g; h }\nvar i, j = 1, 2"),
            (.c, "#define A(b) c(b)\nstruct d { int e, *f; } g = {1}, h[] = {{2}}; int i(j) int j; { k(-1); }"),
        ])
    func childrenLieInsideTheirParents(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        for node in tree.nodes {
            let parent = tree[node.parent]
            #expect(parent.start <= node.start && node.end <= parent.end, "\(node.kind) in \(parent.kind)")
        }
    }
}
