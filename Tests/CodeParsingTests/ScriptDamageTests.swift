import CodeSyntax
import Testing

/// Files of JavaScript, TypeScript and PHP that are not as they should be.
@Suite(
    .enabled(
        if: LoweredText.hasParser(.javascript) && LoweredText.hasParser(.typescript) && LoweredText.hasParser(.php),
        "a parser is not built"))
struct ScriptDamageTests {
    @Test(
        arguments: [
            (Language.javascript, "function a() {}\nfunction b( { x = = }\nfunction c() { d() }", ["a", "c"]),
            (.javascript, "class A { m() {} ) n() {} }\nfunction c() {}", ["A", "m", "c"]),
            (
                .typescript, "interface A { x: }\nfunction b(y: string) {}\nconst c = (z) => ;\nfunction d() {}",
                ["A", "b", "d"]
            ),
            (.php, "<?php function a() {}\nfunction b() { $x = = ; if ( }\nfunction c() { d(); }", ["a", "c"]),
            (.php, "<?php class A { function m() { $x->; } function n() {} }\nfunction c() {}", ["A", "m", "n", "c"]),
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
            (Language.javascript, "eval(a) )) } foo(b)"), (.javascript, "if (x { eval(a) } foo(b)"),
            (.javascript, "const y = [eval(a), ; foo(b)"), (.typescript, "let a: = eval(a); foo(b)"),
            (.php, "<?php eval($a) )) } foo($b);"), (.php, "<?php if ($x { eval($a); } foo($b);"),
            (.php, "<?= $a, eval($b); foo($c) ?>"),
        ])
    func nothingOfADamagedTextIsLost(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        let words = Set(tree.nodes.filter { $0.kind == .name }.map { tree.text($0.symbol) })
        #expect(words.isSuperset(of: ["eval", "foo"]), "\(LoweredText.outline(tree))")
    }

    @Test func missingMarksAreErrorsWithoutText() throws {
        let tree = try #require(LoweredText.tree("f(a;\n", .javascript))
        #expect(tree.errors.contains { $0.isEmpty })
    }

    @Test func undamagedPartsAreNotMarked() throws {
        let tree = try #require(LoweredText.tree("function a() { b() }\nfunction c() { d(; }", .javascript))
        let marks = Dictionary(
            tree.nodes.filter { $0.kind == .function }.map { (tree.text($0.symbol), $0.flags.contains(.damaged)) },
            uniquingKeysWith: { first, _ in first })
        #expect(marks == ["a": false, "c": true])
    }

    @Test(arguments: [
        (Language.javascript, ""), (.typescript, ""), (.php, ""), (.javascript, " \n\t"), (.php, "<?php"),
    ])
    func emptyFilesHaveEmptyTrees(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(tree.nodes.map(\.kind) == [.file])
        #expect(tree.errors.isEmpty)
    }

    @Test(
        arguments: [
            (Language.javascript, "f(a)\r\n// b\r\nconst c = `d\r\ne`\r\n"),
            (.php, "<?php f($a);\r\n// b\r\n$c = \"d\r\ne\";\r\n"),
        ])
    func linesMayEndWithReturns(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        #expect(tree.errors.isEmpty)
        #expect(tree.comments.count == 1)
        let texts = tree.nodes.filter { $0.kind == .string }.map { tree.text($0.symbol) }
        // Templates of JavaScript have line feeds whatever the file has.
        #expect(texts == [language == .php ? "d\r\ne" : "d\ne"])
    }

    @Test func aMarkOfByteOrderMayComeFirst() throws {
        let script = try #require(LoweredText.tree("\u{FEFF}f(a)", .javascript))
        #expect(LoweredText.outline(script) == "(call callee:(name f) argument:(name a))")
        let php = try #require(LoweredText.tree("\u{FEFF}<?php f($a);", .php))
        #expect(LoweredText.outline(php).hasSuffix("(call callee:(name f) argument:(name a))"))
    }

    @Test(arguments: [Language.javascript, .typescript, .php])
    func bytesThatAreNoTextDoNoHarm(_ language: Language) throws {
        var bytes = Array(language == .php ? "<?php f('a".utf8 : "f('a".utf8)
        bytes += [0xFF, 0xC3, 0x28, 0x80, 0x00]
        bytes += Array("'); g();\n".utf8)
        let tree = try #require(LoweredText.tree(bytes, language))
        let words = Set(tree.nodes.filter { $0.kind == .name }.map { tree.text($0.symbol) })
        #expect(words.isSuperset(of: ["f", "g"]))
    }

    @Test func commentsAreNotedInOrder() throws {
        let source = "#!/usr/bin/env node\n// a\nf(/* b */ x);\n<!-- c\n/** d */"
        let tree = try #require(LoweredText.tree(source, .javascript))
        let texts = tree.comments.map { String(decoding: Array(source.utf8)[$0], as: UTF8.self) }
        #expect(texts == ["#!/usr/bin/env node", "// a", "/* b */", "<!-- c", "/** d */"])
        let php = "<?php # a\n// b ?>\n<?php /* c */ f(/* d */);"
        let other = try #require(LoweredText.tree(php, .php))
        #expect(other.comments.count == 4)
    }

    @Test(
        arguments: [
            (Language.javascript, "a.b(c, {d: [e]}, `f${g}`)\nclass H { m(i = 1) {} }"),
            (.typescript, "@a class B<C> { constructor(d: E) { super() } }"),
            (.php, "<?php $a->b($c, ['d' => \"e$f\"]); class G { function h($i = 1) {} }"),
        ])
    func childrenLieInsideTheirParents(_ language: Language, _ source: String) throws {
        let tree = try #require(LoweredText.tree(source, language))
        for node in tree.nodes {
            let parent = tree[node.parent]
            #expect(parent.start <= node.start && node.end <= parent.end, "\(node.kind) in \(parent.kind)")
        }
    }
}
