import CodeEngine
import Testing

/// Programs whose lines say what is to be reported: `BAD` must be, `OK` must not.
@Suite(.timeLimit(.minutes(10)))
struct DataFlowTests {
    /// `isFlowOnly`: rules that look at one place complain about safe uses too.
    private func check(_ path: String, _ texts: [String: String], isFlowOnly: Bool = false) {
        var result = CodeFixture.scan(texts)
        if isFlowOnly { result.findings.removeAll { $0.steps.isEmpty } }
        let found = result.lines(of: path, texts)
        for (index, line) in (texts[path] ?? "").split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.contains("# BAD") || line.contains("// BAD") { #expect(found.contains(index + 1), "\(line)") }
            if line.contains("# OK") || line.contains("// OK") { #expect(!found.contains(index + 1), "\(line)") }
        }
        #expect(result.bounded.isEmpty)
    }

    @Test func valuesAreFollowedThroughPython() throws {
        check("app.py", ["app.py": try CodeFixture.fixture("CodeFlows/app.py")], isFlowOnly: true)
    }

    @Test func checksAndWrappersOfPythonAreUnderstood() throws {
        let helper = """
            def first(a, b):
                return a

            class Wrapper:
                def __init__(self, request):
                    self.request = request

                def value(self, name):
                    return self.request.args.get(name)

                def fixed(self, name):
                    return "fixed"
            """
        let texts = ["checks.py": try CodeFixture.fixture("CodeFlows/checks.py"), "tools/text.py": helper]
        check("checks.py", texts, isFlowOnly: true)
    }

    @Test func valuesAreFollowedThroughJavaScript() throws {
        check("server.js", ["server.js": try CodeFixture.fixture("CodeFlows/server.js")], isFlowOnly: true)
    }

    @Test func valuesAreFollowedThroughJavaAcrossFilesAndSettings() throws {
        check(
            "Servlet.java",
            [
                "Servlet.java": try CodeFixture.fixture("CodeFlows/Servlet.java"),
                "Parameters.java": try CodeFixture.fixture("CodeFlows/Parameters.java"),
                "hashes.properties": try CodeFixture.fixture("CodeFlows/hashes.properties"),
            ])
    }

    @Test func importedFunctionIsRunWhereItIsDeclared() {
        let helper = "def clean(value):\n    return str(int(value))\n\ndef same(value):\n    return value\n"
        let view = """
            import os
            from flask import request
            from tools.text import clean, same as unchanged

            def view():
                os.system("ls " + clean(request.args["n"]))
                os.system("ls " + unchanged(request.args["n"]))
            """
        let texts = ["app/view.py": view, "app/tools/text.py": helper]
        let result = CodeFixture.scan(texts)
        let flows = result.findings.filter { $0.rule == "python.command-injection" }
        #expect(flows.map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: view) } == [7])
        #expect(flows.first?.steps.contains { $0.note == "passed to same" } == true)
    }

    @Test func stepsLeadFromTheSourceToTheSink() throws {
        let text =
            "import os\nfrom flask import request\ndef f():\n"
            + "    a = request.args['x']\n    b = a + '!'\n    os.system(b)\n"
        let finding = try #require(
            CodeFixture.scan(["a.py": text]).findings.first { $0.rule == "python.command-injection" })
        #expect(finding.steps.map { CodeFixture.Result.line(of: $0.bytes.lowerBound, in: text) } == [4, 4, 5, 6])
        #expect(finding.steps.first?.note == "comes from outside here")
        #expect(finding.steps.last?.note == "used here")
    }

    @Test func workForOneFunctionIsBounded() {
        var text = "import os\nfrom flask import request\ndef f():\n    x = request.args['x']\n"
        for index in 0..<15_000 { text += "    x = x + str(\(index)) + x.strip()\n" }
        let result = CodeFixture.scan(["a.py": text + "    os.system(x)\n"])
        #expect(result.bounded == ["a.py: f"])
    }

    @Test func patternMadeOfItselfEnds() {
        let text = """
            import re
            from flask import request
            PATTERN = re.compile(PATTERN)
            def f():
                x = request.args["x"]
                if PATTERN.match(x):
                    eval(x)
            """
        #expect(CodeFixture.scan(["a.py": text]).findings.contains { $0.rule == "python.code-injection" })
    }

    /// Programs around a body, and whether the value still does harm at its end.
    @Test(arguments: [
        ("for c in x:\n  if not c.isalnum():\n   raise ValueError(x)", false),
        ("for c in x:\n  if c not in 'abc123':\n   return", false),
        ("for c in x:\n  if c not in ';|':\n   return", true),
        ("for c in x:\n  if c in 'abc':\n   return", true),
        ("for c in x:\n  c = 'a'", true), ("for c in x:\n  print(c)", true),
        ("for c in x:\n  if not c.isalnum():\n   break", true),
        ("for c in x:\n  if not c.isalnum():\n   continue\n  print(c)", true),
        ("for c in list(x):\n  if not c.isalnum():\n   return", false),
        ("if not any(a == x for a in ALLOWED):\n  return", false),
        ("if not any(a != x for a in ALLOWED):\n  return", true),
        ("if not all(a == x for a in ALLOWED):\n  return", true),
        ("if x not in 'abc':\n  return", false), ("if x not in ALLOWED:\n  return", false),
    ])
    func loopsThatLookAtEachCharacterAreChecks(body: String, isHarmful: Bool) {
        let text =
            "import os\nfrom flask import request\ndef f():\n x = request.args['x']\n \(body)\n os.system(x)\n"
        let found = CodeFixture.scan(["a.py": text]).findings
        #expect(found.contains { $0.rule == "python.command-injection" } == isHarmful)
    }

    @Test(arguments: [
        ("p.netloc", false), ("p.scheme or p.netloc", false), ("p.path", true), ("not p.netloc", true),
        ("urlparse(x).netloc", false),
    ])
    func addressWithoutAHostIsOfThisSite(condition: String, isHarmful: Bool) {
        let text = """
            from flask import request, redirect
            from urllib.parse import urlparse
            def f():
                x = request.args["x"]
                p = urlparse(x)
                if \(condition):
                    return "no"
                return redirect(x)
            """
        let found = CodeFixture.scan(["a.py": text]).findings
        #expect(found.contains { $0.rule == "python.open-redirect" } == isHarmful)
    }

    @Test func recursionEnds() {
        let text = """
            import os
            from flask import request
            def odd(n): return even(n) + "o"
            def even(n): return odd(n) + "e"
            def f(): os.system(odd(request.args["x"]))
            """
        #expect(CodeFixture.scan(["a.py": text]).findings.contains { $0.rule == "python.command-injection" })
    }
}
