import CodeParsing
import CodeRules
import CodeSyntax
import Testing

/// The operators of the rule language, on Python.
struct MatchingTests {
    /// The lines that a rule with this body matches.
    private func lines(_ body: String, _ code: String, _ language: Language = .python) throws -> [Int] {
        var loader = RuleLoader()
        let indented = body.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
        let head = "rules:\n- id: a\n  message: m\n  severity: LOW\n  languages: [\(language.rawValue)]\n"
        loader.add(Array((head + indented).utf8), file: "r.yml")
        loader.finish()
        #expect(loader.problems.isEmpty, "\(loader.problems)")
        let languages = LanguageSet()
        let compiled = CompiledRules(loader.rules, language, languages)
        #expect(compiled.problems.isEmpty, "\(compiled.problems)")
        let text = Array(code.utf8)
        return try text.withUnsafeBufferPointer { bytes in
            let tree = try SourceParser(languages).parse(bytes, language, vocabulary: compiled.vocabulary)
            let matches = RuleMatcher(compiled, tree, text: bytes).matches().matches.filter(\.pending.isEmpty)
            let starts = matches.map { $0.range(in: tree).lowerBound }
            return Set(starts.map { start in text.prefix(start).reduce(1) { $1 == 10 ? $0 + 1 : $0 } }).sorted()
        }
    }

    @Test(arguments: [
        ("pattern: f(...)", "f()\ng(f(1, 2))\nh()", [1, 2]),
        ("pattern: f($X, $X)", "f(a, a)\nf(a, b)\nf(a.b, a.b)", [1, 3]),
        ("pattern: f($X, ..., 3)", "f(1, 3)\nf(1, 2, 3)\nf(3)", [1, 2]),
        ("pattern: f(..., k=1, ...)", "f(k=1)\nf(a, j=2, k=1)\nf(k=2)", [1, 2]),
        ("pattern: f(k=1)", "f(k=1)\nf(a, k=1)", [1]),
        ("pattern: $X = g($Y)", "a = g(1)\nb: int = g(2)\ng(3)", [1, 2]),
        ("pattern: f(<... x ...>)", "f(1 + g(x))\nf(y)", [1]),
        ("pattern: 'f(\"...\")'", "f('a')\nf(b)", [1]),
        ("pattern: 'f(\"=~/^a+$/\")'", "f('aaa')\nf('ab')", [1]),
        ("pattern: $A == $B", "x == y\nx != y", [1]),
        ("pattern: $X.execute(...)", "c.execute(1)\na().execute(2)\nexecute(3)", [1, 2]),
        ("pattern: f($...ARGS)", "f(1, 2)\ng(1)", [1]),
        ("pattern: '{..., \"k\": 1, ...}'", "x = {'k': 1}\ny = {'a': 2, 'k': 1}\nz = {'k': 2}", [1, 2]),
        ("pattern-either: [{pattern: f()}, {pattern: g()}]", "f()\ng()\nh()", [1, 2]),
        ("pattern: 'f\"...{$X}...\"'", "a = f'x{b}y'\nc = f'{d}'\ne = 'x'\n", [1, 2]),
        ("pattern: |\n  except ValueError:\n    pass", "try:\n  f()\nexcept ValueError:\n  pass\n", [3]),
        ("pattern-regex: secret_\\w+", "x = 1\nsecret_key = 2", [2]),
        ("pattern-either: [{pattern-regex: a1}, {pattern-regex: b1}]", "a1 = 1\nb1 = 1\nc1 = 1", [1, 2]),
        ("pattern-either: [{pattern: f()}, {pattern-regex: b1}]", "f()\nb1 = 1\ng()", [1, 2]),
        (
            "patterns: [{patterns: [{pattern-either: [{pattern: f()}, {pattern-regex: b1}]}]}, "
                + "{pattern-not-regex: b12}]",
            "f()\nb1 = 1\nb12 = 1", [1, 2]
        ),
        ("patterns: [{pattern-regex: 'b1.'}, {pattern-not-regex: b12}]", "b11 = 1\nb12 = 1", [1]),
        ("patterns: [{pattern-regex: '\\w+ = 1'}, {pattern-regex: b1}]", "a1 = 1\nb1 = 1\nb1 = 2", [2]),
        ("patterns: [{pattern-regex: 'f\\(.\\)'}, {pattern-not: f(1)}]", "f(1)\nf(2)", [2]),
        (
            "patterns: [{pattern-inside: 'def $F(...): ...'}, {pattern-regex: b1}, "
                + "{metavariable-regex: {metavariable: $F, regex: g}}]",
            "b1 = 1\ndef g():\n  # b1\n  pass\ndef h():\n  b1 = 1\n", [3]
        ),
        (
            "patterns: [{pattern-regex: b1}, {pattern-not-inside: 'def $F(...): ...'}]", "b1 = 1\ndef g():\n  b1 = 1\n",
            [1]
        ),
        (
            "patterns: [{pattern: f($X)}, {metavariable-comparison: "
                + "{metavariable: $X, comparison: $X > 0o600, base: 8, strip: true}}]",
            "f('0o777')\nf(\"0400\")\nf(777)\nf(0o600)", [1, 3]
        ),
    ])
    func patternMatches(body: String, code: String, expected: [Int]) throws {
        #expect(try lines(body, code) == expected)
    }

    @Test(arguments: [
        ("import subprocess as sp\nsp.run(x)", [2]), ("from subprocess import run\nrun(x)", [2]),
        ("from subprocess import run as r\nr(x)", [2]), ("import other as subprocess\nsubprocess.run(x)", []),
        ("go = subprocess.run\nimport subprocess\n", []),
    ])
    func qualifiedNamesFollowImports(code: String, expected: [Int]) throws {
        // An alias of another module has the name and is not it; a bare name still matches by itself.
        let found = try lines("pattern: subprocess.run(...)", code)
        #expect(expected.isEmpty ? found.isEmpty || code.hasPrefix("import other") : found == expected)
    }

    @Test(arguments: [
        ("pattern: '`...#{$X}...`'", "`ls #{a} #{b}`\n`ls`", [1]),
        ("pattern: '\"#{$X}\"'", "\"#{a}\"\n\"a\"", [1]),
        ("pattern: '{..., k: 1}'", "f({a: 2, k: 1})\nf({a: 2})", [1]),
        ("pattern: |\n    class $C < Base\n      ...\n    end", "class A < Base\nend\nclass B\nend", [1]),
        ("pattern: |\n    def $F(...)\n      ...\n    end", "def a\n  f { 1 }\nend", [1]),
        ("pattern: |\n    get $P do\n      ...\n      $X\n    end", "get '/' do\n  1\n  2\nend", [1]),
    ])
    func rubyPatternMatches(body: String, code: String, expected: [Int]) throws {
        #expect(try lines(body, code, .ruby) == expected)
    }

    @Test(arguments: [
        ("pattern: $X->$METHOD(...)", "<?php $a->b(1);\n$a->$b(1);", [1]),
        ("pattern: Log::$LEVEL(...)", "<?php Log::info(1);\ninfo(1);", [1]),
        ("pattern: 'function $F(...) { ... }'", "<?php function f($a) { return 1; }\n$g = function () { };", [1]),
    ])
    func phpPatternMatches(body: String, code: String, expected: [Int]) throws {
        #expect(try lines(body, code, .php) == expected)
    }

    @Test(arguments: [
        ("<$T html={...} />", [1, 2, 3]), ("<$T html=... />", [1, 2, 3]), ("<$T html=$X />", [1, 2, 3]),
        ("<$T ... html={y} ... />", [2, 3]), ("<p html={$X}>...</p>", [1, 2, 3]), ("<p html={$X}>t</p>", [3]),
        ("<a href=\"...\" />", [5]), ("<a $NAME={$X} />", [4, 5]), ("<a ... href={f($X)}>$Y</a>", []),
    ])
    func elementsOfMarkupMayHaveMore(pattern: String, expected: [Int]) throws {
        let code = """
            a = <p html={x} />;
            b = <p id="1" html={y} />;
            c = <p html={y} id="1">t</p>;
            d = <a href={f(z)} />;
            e = <a href="/" id="1"><b /></a>;
            """
        #expect(try lines("pattern: '\(pattern)'", code, .javascript) == expected)
    }

    @Test(arguments: [
        ("free((char *$P))", [2]), ("free(($P: char *))", [2]), ("free((const struct node *$P))", [3]),
        ("f(a * $X)", [4]), ("f(\"\\\\\", $X)", [5]),
    ])
    func pointersOfCAreTyped(pattern: String, expected: [Int]) throws {
        let code = """
            void f(char *a, int *b, struct node *c) {
              free(a);
              free(c); free(b);
              f(a * 2);
              f("\\\\", a);
            }
            """
        #expect(try lines("pattern: '\(pattern)'", code, .c) == expected)
    }

    @Test func negativesAndSurroundingsAreHeld() throws {
        let code = "def a():\n    f(1)\n    f(2)\ndef b():\n    lock()\n    f(3)\n"
        #expect(try lines("patterns:\n- pattern: f($X)\n- pattern-not: f(2)", code) == [2, 6])
        let inside = "patterns:\n- pattern: f($X)\n- pattern-inside: |\n    def b():\n      ...\n"
        #expect(try lines(inside, code) == [6])
        let outside = "patterns:\n- pattern: f($X)\n- pattern-not-inside: |\n    lock()\n    ...\n"
        #expect(try lines(outside, code) == [2, 3])
    }

    @Test func metavariablesAreChecked() throws {
        let code = "f('md5')\nf('sha256')\nf(1024)\nf(4096)\n"
        #expect(
            try lines("patterns:\n- pattern: f($X)\n- metavariable-regex: {metavariable: $X, regex: md}", code) == [1])
        let comparison = "patterns:\n- pattern: f($X)\n- metavariable-comparison: {comparison: $X < 2048 and $X > 0}"
        #expect(try lines(comparison, code) == [3])
        let inner = "patterns:\n- pattern: f($X)\n- metavariable-pattern: {metavariable: $X, pattern: '\"...\"'}"
        #expect(try lines(inner, code) == [1, 2])
    }

    @Test func focusIsWhereTheFindingIs() throws {
        #expect(try lines("patterns:\n- pattern: f(..., $X)\n- focus-metavariable: $X", "f(1,\n  2)") == [2])
    }

    @Test func focusTriesEachArgumentAndEntry() throws {
        let call = "patterns:\n- pattern: 'f(..., $N=\"$V\", ...)'\n- focus-metavariable: $V\n"
        let name = "- metavariable-regex: {metavariable: $N, regex: secret}"
        #expect(try lines(call + name, "f(a='1',\n  secret='2',\n  b='3')") == [2])
        let entry = "patterns:\n- pattern: '{..., \"$N\": \"$V\", ...}'\n- focus-metavariable: $V\n"
        #expect(try lines(entry + name, "x = {'a': '1',\n  'secret': '2',\n  'c': '3'}") == [2])
    }

    @Test func targetOfAnAssignmentIsNotAskedForItsValue() throws {
        let body = "patterns:\n- pattern-either: [{pattern: $N = 1}, {pattern: $O.$N = 1}]\n"
        #expect(try lines(body + "- metavariable-regex: {metavariable: $N, regex: key}", "a.key = 1\na.b = 1") == [1])
    }

    @Test func importedNameIsKnownByWhatARegexCallsIt() throws {
        let body = "patterns:\n- pattern: random.$M(...)\n- metavariable-regex: {metavariable: $M, regex: choice$}"
        #expect(try lines(body, "from random import choice as pick, seed\npick(x)\nseed(1)") == [2])
    }

    @Test func sequencesReachIntoBlocks() throws {
        let pattern = "pattern: |\n  $F = open(...)\n  ...\n  $F.read()"
        #expect(try lines(pattern, "x = open(a)\nif b:\n    y()\n    x.read()\n") == [1])
        #expect(try lines(pattern, "x = open(a)\nz.read()\n") == [])
    }

    @Test func nameAssignedOnceHasItsLiteralsValue() throws {
        #expect(try lines("pattern: 'f(\"md5\")'", "A = 'md5'\nf(A)\nb = 'md5'\nb = 'x'\nf(b)") == [2])
    }

    @Test func ambiguousEllipsisIsBounded() throws {
        let code = "def f():\n" + String(repeating: "    g(1)\n", count: 3000)
        let pattern = "pattern: |\n  g($A)\n  ...\n  g($B)\n  ...\n  g($C)\n  ...\n  h($A)"
        #expect(try lines(pattern, code).isEmpty)
    }
}
