import CodeFlow
import CodeRules
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

    /// A finding for each line of one file would leave no room for those of others.
    @Test func findingsOfOneFileAreBoundedAndTheMostSevereAreTold() {
        let calls = (0..<5_000).map { "eval(a\($0))\n" }.joined()
        let result = CodeFixture.scan(["a.py": "import yaml, hashlib\n\(calls)yaml.load(x)\n"])
        #expect(result.findings.count == FindingSelection.most)
        #expect(result.notes.contains { $0.contains("findings without data flow are told") })
        let severities = Dictionary(
            CodeFixture.library.rules.map { ($0.id, $0.severity) }, uniquingKeysWith: { first, _ in first })
        let ranks = result.findings.compactMap { severities[$0.rule].flatMap(RuleSeverity.allCases.firstIndex) }
        #expect(ranks == ranks.sorted(by: >))
    }

    @Test func whatCommentsPassOverTakesNoPlaceOfOthers() {
        let ignored = (0..<3_000).map { "eval(a\($0))  # nosec\n" }.joined()
        let result = CodeFixture.scan(["a.py": ignored + "eval(b)\n"])
        #expect(result.findings.contains { $0.suppression == nil })
    }

    @Test func flowsOfOneFileAreBounded() {
        let calls = (0..<3_000).map { "    os.system(a + '\($0)')\n" }.joined()
        let result = CodeFixture.scan(["a.py": Self.head + "def f():\n    a = request.args.get('a')\n" + calls])
        let flows = result.findings.filter { !$0.steps.isEmpty }
        #expect(flows.count == FindingSelection.most)
        #expect(result.bounded.contains("a.py"))
    }

    /// Each of the files uses functions of others that use functions of others, all of one name.
    @Test func filesThatUseEachOtherInCirclesAreFollowed() {
        var texts: [String: String] = [:]
        for number in 0..<60 {
            let (next, other) = ((number * 7 + 1) % 60, (number * 11 + 3) % 60)
            texts["m\(number).py"] =
                Self.head + "from m\(next) import g as h\nfrom m\(other) import g as h2\nX = h(1)\ndef g(x):\n"
                + "    os.system(x)\n    return h(h2(x))\ndef f():\n    g(request.args.get('a'))\n"
        }
        let result = CodeFixture.scan(texts)
        #expect(result.findings.filter { $0.rule == "python.command-injection" }.count >= 60)
    }

    @Test func theFunctionsOfAFileShareItsSteps() throws {
        let functions = (0..<50).map { "def f\($0)():\n    os.system(request.args.get('a'))\n" }.joined()
        var limits = FlowLimits()
        (limits.fileSteps, limits.stepsPerByte) = (100, 0)
        let (flows, bounded) = try follow(Self.head + functions, limits)
        #expect((1..<50).contains(flows))
        #expect(bounded.contains("a.py"))
        let (all, none) = try follow(Self.head + functions, FlowLimits())
        #expect(all == 50)
        #expect(none.isEmpty)
    }

    @Test func aFileThatUsesUpItsTimeIsTold() throws {
        let calls = String(repeating: "    b = g(a)\n", count: 1_000)
        var limits = FlowLimits()
        limits.milliseconds = 0
        let (flows, bounded) = try follow(
            Self.head + "def f():\n    a = request.args.get('a')\n\(calls)    os.system(a)\n", limits)
        #expect(flows == 0)
        #expect(bounded.contains("a.py"))
    }

    private func follow(
        _ text: String, _ limits: FlowLimits, isCancelled: () -> Bool = { false }
    ) throws -> (flows: Int, bounded: [String]) {
        try Array(text.utf8).withUnsafeBufferPointer { bytes in
            guard case .analyzed(let file) = FileReader(CodeFixture.library).read(bytes, path: "a.py") else {
                throw NotAnalysed()
            }
            var flows = 0
            let analysis = ProgramAnalysis(CodeFixture.library, limits: limits) { _ in Array(text.utf8) }
            let bounded = analysis.analyze([file], settings: SettingsFiles(), isCancelled: isCancelled) {
                flows += $0.steps.isEmpty ? 0 : 1
            }
            return (flows, bounded)
        }
    }

    private struct NotAnalysed: Error {}

    @Test func followingEndsInTheMiddleOfAFileWhenNobodyWaits() throws {
        let loops = (0..<400).map { "    for x in y:\n        a = g\($0)(a, x)\n        os.system(a)\n" }.joined()
        var asked = 0
        let (flows, _) = try follow(
            Self.head + "def f(y):\n    a = request.args.get('a')\n\(loops)", FlowLimits(),
            isCancelled: {
                asked += 1
                return asked > 4
            })
        #expect(asked > 4)
        #expect(flows < 400)
    }
}
