import CodeParsing
import CodeSyntax
import Glibc
import Testing

/// Programs made to exhaust a parser: deep, long and wide.
@Suite(
    .enabled(
        if: LoweredText.hasParser(.javascript) && LoweredText.hasParser(.typescript) && LoweredText.hasParser(.php),
        "a parser is not built"))
struct ScriptDepthTests {
    struct Bomb: Sendable, CustomTestStringConvertible {
        let name: String
        let language: Language
        let path: String
        let source: String

        init(_ language: Language, _ name: String, _ before: String, _ part: String, _ core: String, _ end: String) {
            self.init(language, name, before, part, core, end, count: 4000)
        }

        init(
            _ language: Language, _ name: String, _ before: String, _ part: String, _ core: String, _ end: String,
            count: Int, after: String = ";\nlast()"
        ) {
            self.name = name
            self.language = language
            path = name.hasPrefix("markup") ? "a.tsx" : ""
            let open = String(repeating: part, count: count)
            source = before + open + core + String(repeating: end, count: count) + after + ";\n"
        }

        var testDescription: String { "\(language) \(name)" }
    }

    static let deep: [Bomb] = [
        Bomb(.javascript, "arrays", "x = ", "[", "", "]"), Bomb(.javascript, "objects", "x = ", "{a: ", "1", "}"),
        Bomb(.javascript, "calls", "x = ", "f(", "", ")"),
        Bomb(.javascript, "functions", "", "function f() {", "", "}"),
        Bomb(.javascript, "arrows", "x = ", "a => ", "1", ""), Bomb(.javascript, "blocks", "", "{", "", "}"),
        Bomb(.javascript, "branches", "", "if (a) {", "", "}"), Bomb(.javascript, "negations", "x = ", "!", "a", ""),
        Bomb(.javascript, "assignments", "", "a = ", "1", ""),
        Bomb(.javascript, "choices", "x = ", "a ? b : ", "c", ""),
        Bomb(.javascript, "templates", "x = ", "`${", "a", "}`"),
        Bomb(.javascript, "patterns", "var ", "{a: ", "b", "}", count: 4000, after: " = c;\nlast()"),
        Bomb(.javascript, "classes", "", "class A { m() {", "", "}}"),
        Bomb(.javascript, "awaits", "x = ", "await ", "a", ""),
        Bomb(.javascript, "labels", "", "a: ", "b", ""),
        Bomb(.javascript, "switches", "", "switch (a) { case 1: ", "", "}"),
        Bomb(.javascript, "indexes", "x", "[0]", "", ""), Bomb(.javascript, "chains", "x", ".a().b(c)", "", ""),
        Bomb(.javascript, "mixed sums", "x = ", "a + b - ", "c", ""),
        Bomb(.javascript, "ladders", "if (a) b", "; else if (c) d", "", ""),
        Bomb(.typescript, "types", "let x: ", "A<", "B", ">"),
        Bomb(.typescript, "function types", "let x: ", "(a: ", "B", ") => C"),
        Bomb(.typescript, "object types", "let x: ", "{a: ", "B", "}"),
        Bomb(.typescript, "casts", "x = a", " as B", "", ""),
        Bomb(.typescript, "namespaces", "", "namespace A {", "", "}"),
        Bomb(.typescript, "markup", "x = ", "<a>", "", "</a>"),
        Bomb(.php, "arrays", "<?php $x = ", "['a' => ", "1", "]"), Bomb(.php, "calls", "<?php $x = ", "f(", "", ")"),
        Bomb(.php, "closures", "<?php $x = ", "fn() => ", "1", ""),
        Bomb(.php, "branches", "<?php ", "if ($a) {", "", "}"),
        Bomb(.php, "casts", "<?php $x = ", "(int) ", "$a", ""), Bomb(.php, "assignments", "<?php ", "$a = ", "1", ""),
        Bomb(.php, "texts", "<?php $x = ", "\"{$a[", "1", "]}\""),
        Bomb(.php, "anonymous classes", "<?php $x = ", "new class { public $x = ", "1", ";}"),
        Bomb(.php, "matches", "<?php $x = ", "match(1) { 1 => ", "1", "}"),
        Bomb(.php, "chains", "<?php $x", "->a()->b($c)", "", ""),
        Bomb(.php, "ladders", "<?php if ($a) b()", "; elseif ($c) d()", "", ""),
        Bomb(.php, "other ladders", "<?php if ($a) b()", "; else if ($c) d()", "", ""),
        Bomb(.php, "names", "<?php new ", "a\\", "b", ""),
        Bomb(.php, "variables of variables", "<?php ", "$", "$a", ""),
    ]

    /// Half a megabyte is what a thread has by default on some systems; code that is not optimised needs more.
    private static var stack: Int { _isDebugAssertConfiguration() ? 8 << 20 : 512 << 10 }

    @Test(arguments: deep)
    func depthIsCutVisibly(_ bomb: Bomb) throws {
        let tree = try #require(Self.onSmallStack { LoweredText.tree(bomb.source, bomb.language, path: bomb.path) })
        #expect(tree.isCut)
        #expect(tree.nodes.contains { $0.kind == .call && Self.calls("last", tree, $0) })
    }

    static let flat: [Bomb] = [
        Bomb(.javascript, "parentheses", "x = ", "(", "a", ")", count: 10_000),
        Bomb(.javascript, "sums", "x = ", "a + ", "a", "", count: 5000),
        Bomb(.javascript, "conjunctions", "x = ", "a && ", "a", "", count: 5000),
        Bomb(.typescript, "certainties", "x = a", "!", "", "", count: 10_000),
        Bomb(.typescript, "arrays of arrays", "let x: A", "[]", "", "", count: 10_000),
        Bomb(.typescript, "unions", "let x: A", " | A", "", "", count: 5000),
        Bomb(.php, "parentheses", "<?php $x = ", "(", "$a", ")", count: 10_000),
        Bomb(.php, "texts", "<?php $x = ", "$a . ", "$a", "", count: 5000),
        Bomb(.php, "printed", "<?php echo ", "$a, ", "$a", "", count: 5000),
    ]

    @Test(arguments: flat)
    func whatIsOnlyLongIsKept(_ bomb: Bomb) throws {
        let tree = try #require(Self.onSmallStack { LoweredText.tree(bomb.source, bomb.language) })
        #expect(!tree.isCut)
        #expect(tree.errors.isEmpty)
        #expect(tree.nodes.contains { $0.kind == .call && Self.calls("last", tree, $0) })
    }

    /// Arguments inside a chain that is too long are still there.
    @Test(arguments: [(Language.javascript, "a", ".then(() => run(b))"), (.php, "<?php $a", "->then(fn() => run($b))")])
    func longChainsKeepTheirArguments(_ language: Language, _ start: String, _ link: String) throws {
        for count in [300, 1000] {
            let source = start + String(repeating: link, count: count) + ";"
            let tree = try #require(LoweredText.tree(source, language))
            #expect(tree.isCut)
            #expect(tree.nodes.filter { $0.kind == .call && Self.calls("run", tree, $0) }.count == count)
        }
    }

    /// Ten times the elements take about ten times as long; a hundred times would be quadratic.
    @Test(arguments: [(Language.javascript, "x = [", "1, ", "]"), (.php, "<?php $x = [", "1, ", "];")])
    func costIsLinearInTheElements(_ language: Language, _ before: String, _ part: String, _ after: String) throws {
        let small = before + String(repeating: part, count: 20_000) + after
        let large = before + String(repeating: part, count: 200_000) + after
        _ = LoweredText.tree(small, language)
        let short = processorTime { _ = LoweredText.tree(small, language) }
        var count = 0
        let long = processorTime { count = LoweredText.tree(large, language)?.nodes.count ?? 0 }
        #expect(count > 200_000)
        #expect(long < short * 50)
    }

    private static func calls(_ name: String, _ tree: SyntaxTree, _ node: Node) -> Bool {
        let callee = tree.nodes.first {
            $0.role == .callee && tree[$0.parent].start == node.start && tree.text($0.symbol) == name
        }
        return callee != nil
    }

    /// Runs on a thread whose stack is small.
    private static func onSmallStack(_ body: @escaping @Sendable () -> SyntaxTree?) -> SyntaxTree? {
        let job = Job(body)
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, stack)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, &attributes,
            { argument in
                guard let argument else { return nil }
                let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
                job.result = job.body()
                return nil
            }, Unmanaged.passUnretained(job).toOpaque())
        guard status == 0 else { return nil }
        pthread_join(thread, nil)
        return job.result
    }

    private final class Job {
        let body: @Sendable () -> SyntaxTree?
        var result: SyntaxTree?

        init(_ body: @escaping @Sendable () -> SyntaxTree?) { self.body = body }
    }
}
