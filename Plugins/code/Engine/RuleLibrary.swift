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
    /// Of all rules' texts, and of which of them are used.
    let digest: [UInt8]
    /// How to get parsers that are missing, for messages.
    public static var remedy: String { LanguageSet.remedy }
    private let compiled = Mutex<[Language: LanguageRules]>([:])

    /// The texts of rule files with their names, for messages; those of teams apart.
    ///
    /// - Parameter select: gives each rule as it is to be used, or nil to leave it out.
    public init(
        _ files: [(name: String, text: [UInt8])], ofTeams teams: [(name: String, text: [UInt8])] = [],
        languages: LanguageSet = LanguageSet(), select: (CodeRule) -> CodeRule? = { $0 }
    ) {
        var loader = RuleLoader()
        for file in files { loader.add(file.text, file: file.name) }
        for file in teams { loader.add(file.text, file: file.name, isOfTeam: true) }
        loader.finish()
        rules = loader.rules.compactMap(select)
        problems = loader.problems
        self.languages = languages
        digest = Self.digest(files.map(\.text), teams.map(\.text), rules, languages)
    }

    private static func digest(
        _ own: [[UInt8]], _ teams: [[UInt8]], _ rules: [CodeRule], _ languages: LanguageSet
    ) -> [UInt8] {
        var hash = SHA256()
        for (kind, texts) in [(UInt8(0), own), (1, teams)] {
            for text in texts {
                hash.update([kind])
                hash.update("\(text.count):")
                hash.update(text)
            }
        }
        for rule in rules { hash.update(rule.id + "\0") }
        // A parser that is missing or there again gives other results.
        for language in languages.missing { hash.update(language.rawValue + "\0") }
        return hash.finish()
    }

    public func rules(for language: Language) -> LanguageRules {
        compiled.withLock { compiled in
            if let known = compiled[language] { return known }
            let made = LanguageRules(CompiledRules(rules, language, languages))
            compiled[language] = made
            return made
        }
    }

    /// What is wrong with rules of teams. Compiles the rules of all languages that those are for, which shows the
    /// patterns that are none.
    public var problemsOfTeams: [RuleProblem] {
        let wanted = Set(rules.lazy.filter(\.isOfTeam).flatMap(\.languages)).subtracting(languages.missing)
        let compiling = Language.allCases.filter(wanted.contains).flatMap { self.rules(for: $0).compiled.problems }
        var seen: Set<RuleProblem> = []
        return (problems + compiling).filter { $0.isOfTeam && seen.insert($0).inserted }
            .sorted { ($0.file, $0.line) < ($1.file, $1.line) }
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
