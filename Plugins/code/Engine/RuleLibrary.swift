public import CodeParsing
public import CodeRules
public import CodeSyntax
internal import Digest
internal import Synchronization

/// All rules, compiled for a language when the first file of it comes.
public final class RuleLibrary: Sendable {
    public let rules: [CodeRule]
    /// What is wrong with rule files; the rules concerned are left out.
    public let problems: [RuleProblem]
    public let languages: LanguageSet
    /// How to get parsers that are missing, for messages.
    /// Of all rules' texts.
    let digest: [UInt8]
    public static var remedy: String { LanguageSet.remedy }
    private let compiled = Mutex<[Language: LanguageRules]>([:])

    /// The texts of rule files with their names, for messages.
    public init(_ files: [(name: String, text: [UInt8])], languages: LanguageSet = LanguageSet()) {
        var loader = RuleLoader()
        var hash = SHA256()
        for file in files {
            loader.add(file.text, file: file.name)
            hash.update(file.text)
            hash.update([0])
        }
        // A parser that is missing or there again gives other results.
        for language in languages.missing { hash.update(language.rawValue + "\0") }
        digest = hash.finish()
        loader.finish()
        rules = loader.rules
        problems = loader.problems
        self.languages = languages
    }

    public func rules(for language: Language) -> LanguageRules {
        compiled.withLock { compiled in
            if let known = compiled[language] { return known }
            let made = LanguageRules(CompiledRules(rules, language, languages))
            compiled[language] = made
            return made
        }
    }
}

/// The rules of one language, with a lane of the analysis for each taint rule.
public struct LanguageRules: Sendable {
    public let compiled: CompiledRules
    /// Per compiled rule: in which run of the analysis, and as which bit; nil for rules without data flow.
    let lanes: [(run: Int, lane: UInt64)?]
    /// Runs needed to follow all taint rules.
    let runs: Int
    /// Index of the rule, by run and bit number.
    let ruleOfLane: [[Int]]

    init(_ compiled: CompiledRules) {
        self.compiled = compiled
        var lanes: [(run: Int, lane: UInt64)?] = []
        var ruleOfLane: [[Int]] = []
        for (index, rule) in compiled.rules.enumerated() {
            guard rule.isTaint else {
                lanes.append(nil)
                continue
            }
            if ruleOfLane.last.map({ $0.count == 64 }) ?? true { ruleOfLane.append([]) }
            lanes.append((ruleOfLane.count - 1, 1 << UInt64(ruleOfLane[ruleOfLane.count - 1].count)))
            ruleOfLane[ruleOfLane.count - 1].append(index)
        }
        self.lanes = lanes
        self.ruleOfLane = ruleOfLane
        // Without taint rules, one run still finds the values of pending matches.
        runs = max(1, ruleOfLane.count)
    }

    func rule(run: Int, lane: UInt64) -> CodeRule { compiled.rules[ruleOfLane[run][lane.trailingZeroBitCount]] }
}
