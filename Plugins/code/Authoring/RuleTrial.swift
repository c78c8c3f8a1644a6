internal import CodeEngine
internal import CodeRules
internal import CodeSyntax

/// What came of trying rules on annotated files and on their own examples.
public struct RuleTrial: Sendable {
    /// What is not as it should be, `file:line: what`, in order.
    public private(set) var failures: [String] = []
    /// What is known not to work yet, and what by now does.
    public private(set) var notes: [String] = []
    private var counts = Counts()
    /// The rules of the file in hand, and what it calls them.
    private var names: [String: String] = [:]

    private struct Counts {
        var rules = 0
        var files = 0
        var lines = 0
        var examples = 0
        var missed = 0
        var unexpected = 0
        var gaps = 0
    }

    public init() {}

    /// One sentence.
    public var summary: String {
        func several(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }
        let tried =
            "\(several(counts.rules, "rule", "rules")) tried on \(several(counts.files, "file", "files")), "
            + "\(several(counts.lines, "annotated line", "annotated lines")) and "
            + several(counts.examples, "example", "examples")
        return "\(tried): \(counts.missed) missed, \(counts.unexpected) unexpected, "
            + several(counts.gaps, "known gap", "known gaps")
    }

    /// Tries the rules of a file that has no problems.
    mutating func add(_ file: TextFile, tests: [TextFile], _ library: RuleLibrary) {
        counts.rules += library.rules.count
        names = Dictionary(library.rules.map { ($0.id, $0.teamName ?? $0.id) }, uniquingKeysWith: { first, _ in first })
        var tried: Set<String> = []
        for test in tests { tried.formUnion(run(test, library)) }
        for rule in library.rules {
            for example in rule.examples { run(example, of: rule, library) }
            if rule.examples.isEmpty, !tried.contains(rule.id) {
                notes.append("\(rule.file):\(rule.line): \(name(rule.id)) has neither an example nor a test")
            }
        }
    }

    // MARK: annotated files

    /// The rules that the file says something about.
    private mutating func run(_ test: TextFile, _ library: RuleLibrary) -> Set<String> {
        counts.files += 1
        let scan = SourceScan(test.bytes, path: test.name, library)
        for objection in scan.objections { failures.append("\(test.path): was not tested: \(objection)") }
        let annotations = Annotation.all(in: test.bytes)
        var said: [SourceScan.Place: Annotation.Kind] = [:]
        for annotation in annotations {
            for rule in annotation.rules {
                guard names[rule] != nil else {
                    failures.append(
                        "\(test.path):\(annotation.line - 1): no rule beside this file is called \(name(rule))")
                    continue
                }
                said[SourceScan.Place(rule: rule, line: annotation.line)] = annotation.kind
            }
        }
        guard scan.objections.isEmpty else { return Set(said.keys.map(\.rule)) }
        counts.lines += said.count
        for place in Set(said.keys).union(scan.places).sorted(by: { ($0.line, $0.rule) < ($1.line, $1.rule) }) {
            judge(place, said[place], isFound: scan.places.contains(place), test.path)
        }
        return Set(said.keys.map(\.rule))
    }

    private mutating func judge(
        _ place: SourceScan.Place, _ said: Annotation.Kind?, isFound: Bool, _ path: String
    ) {
        let (here, name) = ("\(path):\(place.line)", self.name(place.rule))
        switch (said, isFound) {
        case (.found, true), (.notFound, false): break
        case (.found, false):
            counts.missed += 1
            failures.append("\(here): missed: \(name) does not find this line")
        case (.notFound, true):
            counts.unexpected += 1
            failures.append("\(here): unexpected: \(name) finds this line, which is said to be ok")
        case (nil, _):
            counts.unexpected += 1
            failures.append("\(here): unexpected: \(name) finds this line, and no comment says so")
        case (.knownMiss, false), (.knownFalseAlarm, true): counts.gaps += 1
        case (.knownMiss, true): notes.append("\(here): \(name) finds this line by now; say ruleid")
        case (.knownFalseAlarm, false): notes.append("\(here): \(name) passes this line over by now; say ok")
        }
    }

    // MARK: examples

    private mutating func run(_ example: CodeRule.Example, of rule: CodeRule, _ library: RuleLibrary) {
        guard let language = example.language ?? rule.languages.first, let path = Self.path(for: language) else {
            return
        }
        counts.examples += 1
        let scan = SourceScan(Array(example.code.utf8), path: path, library)
        let (here, name) = ("\(rule.file):\(example.line)", self.name(rule.id))
        for objection in scan.objections { failures.append("\(here): \(name): was not tested: \(objection)") }
        let lines = scan.places.filter { $0.rule == rule.id }.map(\.line).sorted()
        if example.isBad, lines.isEmpty, scan.objections.isEmpty {
            counts.missed += 1
            failures.append("\(here): missed: \(name) finds nothing in this bad example")
        } else if !example.isBad, let first = lines.first {
            counts.unexpected += 1
            failures.append("\(here): unexpected: \(name) finds line \(first) of this good example")
        }
    }

    /// A name that a file of the language may have.
    private static func path(for language: Language) -> String? {
        let names = ["py", "js", "ts", "java", "go", "rb", "php", "c", "yml", "tf"].map { "example.\($0)" }
        return (names + ["Dockerfile"]).first { Language(path: $0) == language }
    }

    /// As its file has it.
    private func name(_ rule: String) -> String {
        names[rule] ?? (rule.hasPrefix(TeamRules.prefix) ? String(rule.dropFirst(TeamRules.prefix.count)) : rule)
    }
}

extension RuleWorkbench {
    /// Tries each rule file on what is beside it: `x.yml` on `x.py`, `x.test.py` and the like, and on its examples. A
    /// file with a problem fails by that alone. Throws when a file cannot be read.
    public func trial(_ files: [TextFile]) throws(FileFailure) -> RuleTrial {
        var trial = RuleTrial()
        for file in files {
            let problems = self.problems([file])
            guard problems.isEmpty else {
                trial.fail(problems)
                continue
            }
            trial.add(file, tests: try RuleFileFinder.tests(of: file), library([file]))
        }
        return trial
    }
}

extension RuleTrial {
    fileprivate mutating func fail(_ problems: [String]) { failures += problems }
}
