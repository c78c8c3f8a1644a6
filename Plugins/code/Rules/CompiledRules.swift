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
        index = PatternIndex(patterns, units, words)
        textUnits = units.indices.filter { units[$0].formula.drivers == nil }
        var names = [String](repeating: "", count: builder.compiler.metavariables.count)
        for (name, number) in builder.compiler.metavariables { names[number] = name }
        metavariables = names
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
            let made = try self.units(of: rule, number: rules.count)
            rules.append(rule)
            units += made
        } catch {
            problems.append(RuleProblem(file: rule.file, line: rule.line, rule: rule.id, reason: error.reason))
        }
    }

    private func units(of rule: CodeRule, number: Int) throws(PatternCompiler.Failure) -> [Unit] {
        switch rule.body {
        case .search(let source): return [Unit(rule: number, role: .search, formula: try formula(source))]
        case .taint(let taint):
            var units: [Unit] = []
            for item in taint.sources {
                let role = RuleMatch.Role.source(bySideEffect: item.bySideEffect, followsObject: item.followsObject)
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
        case .pattern(let text, _): return .pattern(try pattern(text))
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

/// Finds the patterns that may match at a node, by its kind and the name that stands out in it.
struct PatternIndex: Sendable {
    private struct Entry: Sendable {
        var named: [Symbol: [Int]] = [:]
        var open: [Int] = []
    }

    private var entries: [Entry] = Array(repeating: Entry(), count: 256)
    /// Patterns that may match at any node.
    private var anywhere: [Int] = []
    /// The units that a pattern's matches may belong to.
    let units: [[Int]]

    init(_ patterns: [Pattern], _ units: [Unit], _ words: PatternWords) {
        var owners = [[Int]](repeating: [], count: patterns.count)
        for (number, unit) in units.enumerated() {
            for driver in Set(unit.formula.drivers ?? []) { owners[driver].append(number) }
        }
        self.units = owners
        for (number, pattern) in patterns.enumerated() where !owners[number].isEmpty { add(pattern, number, words) }
    }

    private mutating func add(_ pattern: Pattern, _ number: Int, _ words: PatternWords) {
        let root = pattern.anchor
        let node = pattern.nodes[root]
        switch node.kind {
        case .metavariable, .deepEllipsis: anywhere.append(number)
        case .name, .member:
            let name =
                pattern.chains[root]?.last
                ?? (node.kind == .member && words.metavariable(node.symbol) == nil ? node.symbol : nil)
            insert(number, node.kind, name)
            // `child_process.exec` may be a bare name somewhere.
            if pattern.chains[root] != nil { insert(number, node.kind == .name ? .member : .name, name) }
        case .string, .integer, .float, .boolean, .null:
            insert(number, node.kind, nil)
            for kind in [NodeKind.name, .member, .binary, .template] { insert(number, kind, nil) }
        default: insert(number, node.kind, Self.name(pattern, root, words))
        }
    }

    private mutating func insert(_ number: Int, _ kind: NodeKind, _ name: Symbol?) {
        if let name {
            entries[Int(kind.rawValue)].named[name, default: []].append(number)
        } else {
            entries[Int(kind.rawValue)].open.append(number)
        }
    }

    /// The name that a node must have to match.
    private static func name(_ pattern: Pattern, _ root: Int, _ words: PatternWords) -> Symbol? {
        let node = pattern.nodes[root]
        switch node.kind {
        case .call, .new:
            guard let callee = pattern.child(root, .callee) else { return nil }
            if let chain = pattern.chains[callee] { return chain.last }
            let called = pattern.nodes[callee]
            return called.kind == .member && words.metavariable(called.symbol) == nil ? called.symbol : nil
        case .assign:
            guard let target = pattern.child(root, .target), pattern.nodes[target].kind == .member else { return nil }
            let symbol = pattern.nodes[target].symbol
            return words.metavariable(symbol) == nil ? symbol : nil
        case .keywordArgument, .function, .class, .import, .attribute:
            return node.symbol == .empty || words.metavariable(node.symbol) != nil ? nil : node.symbol
        default: return nil
        }
    }

    /// Calls `body` with each pattern that may match at a node.
    func candidates(_ tree: SyntaxTree, _ id: NodeID, _ facts: TreeFacts, _ body: (Int) -> Void) {
        let node = tree[id]
        let entry = entries[Int(node.kind.rawValue)]
        if !entry.named.isEmpty {
            let name = Self.name(tree, id, node)
            for number in entry.named[name] ?? [] { body(number) }
            if let imported = facts.importedLast(name), imported != name {
                for number in entry.named[imported] ?? [] { body(number) }
            }
        }
        for number in entry.open { body(number) }
        for number in anywhere { body(number) }
    }

    private static func name(_ tree: SyntaxTree, _ id: NodeID, _ node: Node) -> Symbol {
        switch node.kind {
        case .call, .new: tree.child(id, .callee).map { tree[$0].symbol } ?? .empty
        case .assign: tree.child(id, .target).map { tree[$0].symbol } ?? .empty
        default: node.symbol
        }
    }
}
