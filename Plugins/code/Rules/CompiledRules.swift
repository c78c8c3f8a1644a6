public import CodeParsing
public import CodeSyntax

/// The rules of one language, compiled: the patterns, each once, and by what they are found.
public final class CompiledRules: Sendable {
    public let language: Language
    public let rules: [CodeRule]
    /// Trees are to be made with it.
    public let vocabulary: Vocabulary
    public let problems: [RuleProblem]
    let words: PatternWords
    let patterns: [Pattern]
    let units: [Unit]
    /// Each formula once, with the units it is for: rules share the sources and sanitizers of libraries.
    let formulas: [(formula: Formula, units: [Int])]
    /// Per formula, what names must be for it to hold.
    let nameConditions: [[(metavariable: Int, regex: Regex)]]
    let index: PatternIndex
    let metavariables: [String]
    /// Units that are found by their text alone.
    let textUnits: [Int]

    /// Compiles the rules that are for the language. Rules with a pattern that does not parse are left out and
    /// reported.
    public init(_ rules: [CodeRule], _ language: Language, _ languages: LanguageSet) {
        let builder = RuleCompiler(languages, language)
        for rule in rules where rule.languages.contains(language) { builder.add(rule) }
        self.language = language
        self.rules = builder.rules
        problems = builder.problems
        let units = builder.units
        patterns = builder.patterns
        self.units = units
        let anonymous = builder.compiler.number(of: "$_")
        vocabulary = builder.compiler.vocabulary
        words = PatternWords(vocabulary, anonymous: anonymous)
        formulas = Self.shared(units)
        nameConditions = formulas.map { NameConditions.conditions($0.formula) }
        index = PatternIndex(patterns, formulas.map(\.formula), words, vocabulary)
        textUnits = units.indices.filter { units[$0].formula.drivers == nil }
        var names = [String](repeating: "", count: builder.compiler.metavariables.count)
        for (name, number) in builder.compiler.metavariables { names[number] = name }
        metavariables = names
    }

    private static func shared(_ units: [Unit]) -> [(formula: Formula, units: [Int])] {
        var numbers: [Formula: Int] = [:]
        var formulas: [(formula: Formula, units: [Int])] = []
        for (unit, formula) in units.map(\.formula).enumerated() where formula.drivers != nil {
            if let number = numbers[formula] {
                formulas[number].units.append(unit)
            } else {
                numbers[formula] = formulas.count
                formulas.append((formula, [unit]))
            }
        }
        return formulas
    }
}

/// What a formula is for.
struct Unit: Sendable {
    /// Index among the compiled rules.
    let rule: Int
    let role: RuleMatch.Role
    let formula: Formula
    /// Of propagators.
    var from = -1
    var to = -1
}

/// Compiles formulas and collects their patterns.
final class RuleCompiler {
    let compiler: PatternCompiler
    private(set) var rules: [CodeRule] = []
    private(set) var patterns: [Pattern] = []
    private(set) var units: [Unit] = []
    private(set) var problems: [RuleProblem] = []
    private var numbers: [String: Int] = [:]

    init(_ languages: LanguageSet, _ language: Language) {
        compiler = PatternCompiler(languages, language)
    }

    func add(_ rule: CodeRule) {
        do throws(PatternCompiler.Failure) {
            let made = try separated(self.units(of: rule, number: rules.count))
            rules.append(rule)
            units += made
        } catch {
            problems.append(
                RuleProblem(
                    file: rule.file, line: error.line ?? rule.line, rule: rule.teamName ?? rule.id,
                    reason: error.reason,
                    isOfTeam: rule.isOfTeam))
        }
    }

    /// Units whose formulas are found by patterns, or by text.
    private func separated(_ units: [Unit]) throws(PatternCompiler.Failure) -> [Unit] {
        var separated: [Unit] = []
        for unit in units {
            guard let formulas = try? unit.formula.alternatives(most: Self.mostAlternatives) else {
                throw PatternCompiler.Failure(
                    reason: "pattern-either with pattern-regex gives more than \(Self.mostAlternatives) combinations")
            }
            separated += formulas.map {
                Unit(rule: unit.rule, role: unit.role, formula: $0, from: unit.from, to: unit.to)
            }
        }
        return separated
    }

    private static let mostAlternatives = 200

    private func units(of rule: CodeRule, number: Int) throws(PatternCompiler.Failure) -> [Unit] {
        switch rule.body {
        case .search(let source): return [Unit(rule: number, role: .search, formula: try formula(source))]
        case .taint(let taint):
            var units: [Unit] = []
            for item in taint.sources {
                let role = RuleMatch.Role.source(
                    bySideEffect: item.bySideEffect, followsObject: item.followsObject, isHandle: item.isHandle)
                units.append(Unit(rule: number, role: role, formula: try formula(item.formula)))
            }
            for item in taint.sinks {
                let role = RuleMatch.Role.sink(isExact: item.isExact, isShell: item.isShell)
                units.append(Unit(rule: number, role: role, formula: try formula(item.formula)))
            }
            for item in taint.sanitizers {
                let role = RuleMatch.Role.sanitizer(bySideEffect: item.bySideEffect, isExact: item.isExact ?? false)
                units.append(Unit(rule: number, role: role, formula: try formula(item.formula)))
            }
            for item in taint.propagators {
                var unit = Unit(rule: number, role: .propagator, formula: try formula(item.formula))
                unit.from = compiler.number(of: item.from)
                unit.to = compiler.number(of: item.to)
                units.append(unit)
            }
            return units
        }
    }

    private func formula(_ source: FormulaSource) throws(PatternCompiler.Failure) -> Formula {
        switch source {
        case .pattern(let text, let line):
            do throws(PatternCompiler.Failure) { return .pattern(try pattern(text)) } catch {
                throw PatternCompiler.Failure(reason: error.reason, line: line)
            }
        case .regex(let regex): return .regex(regex)
        case .any(let sources): return .any(try formulas(sources))
        case .all(let source):
            var parts = Conjunction()
            parts.positives = try formulas(source.positives)
            parts.negatives = try formulas(source.negatives)
            parts.insides = try formulas(source.insides)
            parts.notInsides = try formulas(source.notInsides)
            parts.notRegexes = source.notRegexes
            for condition in source.conditions { parts.conditions.append(try compiled(condition)) }
            parts.focus = source.focus.map { compiler.number(of: $0) }
            return .all(parts)
        }
    }

    private func formulas(_ sources: [FormulaSource]) throws(PatternCompiler.Failure) -> [Formula] {
        var formulas: [Formula] = []
        for source in sources { formulas.append(try formula(source)) }
        return formulas
    }

    private func compiled(_ condition: Condition) throws(PatternCompiler.Failure) -> CompiledCondition {
        switch condition {
        case .regex(let name, let regex):
            // So that what imports call otherwise is known by the name that the expression may speak of.
            compiler.addWords(of: regex.pattern)
            return .regex(compiler.number(of: name), regex)
        case .pattern(let name, let source): return .pattern(compiler.number(of: name), try formula(source))
        case .comparison(let comparison):
            var numbers: [String: Int] = [:]
            for name in comparison.metavariables { numbers[name] = compiler.number(of: name) }
            return .comparison(comparison, numbers)
        }
    }

    private func pattern(_ text: String) throws(PatternCompiler.Failure) -> Int {
        if let number = numbers[text] { return number }
        let pattern = try compiler.compile(text)
        patterns.append(pattern)
        numbers[text] = patterns.count - 1
        return patterns.count - 1
    }
}
