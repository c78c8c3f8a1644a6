import CodeSyntax
import Foundation
import Testing

@testable import CodeEngine

/// Programs that are written to cost as much as they can.
@Suite(.timeLimit(.minutes(5)))
struct HostileProgramsTests {
    private static let head = "import os\nfrom flask import request\n"

    @Test func aFileInWhichManyFlowsEndIsLoadedAFewTimes() {
        let names = (0..<200).map { "s\($0)" }
        let texts = [
            "b.py": "import os\n" + names.map { "def \($0)(x):\n    os.system(x)\n" }.joined(),
            "a.py": Self.head + "from b import \(names.joined(separator: ", "))\n"
                + names.map { "def f\($0)():\n    \($0)(request.args.get('a'))\n" }.joined(),
        ]
        let reader = FileReader(CodeFixture.library)
        var files: [AnalyzedFile] = []
        for (path, text) in texts.sorted(by: { $0.key < $1.key }) {
            Array(text.utf8).withUnsafeBufferPointer { bytes in
                if case .analyzed(let file) = reader.read(bytes, path: path) { files.append(file) }
            }
        }
        var loads = 0
        var found: [CodeFinding] = []
        let analysis = ProgramAnalysis(CodeFixture.library) { path in
            loads += 1
            return texts[path].map { Array($0.utf8) }
        }
        _ = analysis.analyze(files, settings: SettingsFiles(), isCancelled: { false }, report: { found.append($0) })
        let injections = found.filter { $0.rule == "python.command-injection" && $0.path == "b.py" }
        #expect(injections.count == 200)
        #expect(injections.allSatisfy { $0.steps.contains { $0.path == "a.py" && $0.line > 3 } })
        #expect(loads < 20)
    }

    @Test func aLongNameIsNotInEveryFinding() {
        let name = String(repeating: "A", count: 20_000)
        let calls = String(repeating: "        os.system(a)\n", count: 50)
        let text = "import os\nclass \(name):\n    def f(self, a):\n\(calls)"
        let found = CodeFixture.scan(["a.py": text]).findings
        #expect(found.count == 50)
        #expect(found.allSatisfy { $0.matchKey.utf8.count < 1000 && $0.matchKey.contains(".f:") })
        let other = CodeFixture.scan(["a.py": text.replacing(name, with: name + "B")]).findings
        #expect(other.first?.matchKey != found.first?.matchKey)
    }

    @Test func variablesThatClosuresSeeAreBounded() {
        let closures = (1..<3000).map { "    g\($0) = lambda x: g\($0 - 1)(x)\n" }.joined()
        let first = "def f():\n    y = request.args.get('a')\n    g0 = lambda x: os.system(x + y)\n"
        let text = Self.head + first + closures + "    g2999(y)\n"
        #expect(CodeFixture.scan(["a.py": text]).bounded == ["a.py: f"])
    }

    /// Each class of a level extends all of the next one: the ways through them are 64 million.
    @Test func classesThatAreInheritedOnManyWaysAreLookedIntoOnce() {
        var text = Self.head
        for level in (0..<7).reversed() {
            for number in 0..<20 {
                let bases = (0..<20).map { "C\(level + 1)_\($0)" }.joined(separator: ", ")
                text += "class C\(level)_\(number)(\(bases)):\n    field = 1\n"
            }
        }
        text += "class D(C0_0):\n    def m(self):\n        os.system(self.missing(request.args.get('a')))\n"
        let found = CodeFixture.scan(["a.py": text]).findings
        #expect(found.contains { $0.rule == "python.command-injection" })
    }

    @Test func aMethodIsFoundInAnAncestor() {
        let text =
            Self.head + """
                class A:
                    def run(self, x):
                        os.system(x)

                class B(A):
                    pass

                class C(A):
                    pass

                class D(B, C):
                    def m(self):
                        self.run(request.args.get('a'))
                """
        let found = CodeFixture.scan(["a.py": text]).findings
        #expect(found.contains { $0.rule == "python.command-injection" })
    }
}
