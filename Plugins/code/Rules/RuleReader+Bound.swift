/// Metavariables that conditions speak of must be in a pattern: a misspelt one would make a rule that finds nothing.
extension RuleReader {
    mutating func checkBound(_ body: CodeRule.Body, _ line: Int) {
        switch body {
        case .search(let source): check(source, [], line)
        case .taint(let taint):
            for item in taint.sources + taint.sinks + taint.sanitizers { check(item.formula, [], line) }
            for item in taint.propagators {
                check(item.formula, [], line)
                let bound = Self.bound(item.formula)
                for name in [item.from, item.to] { require(name, in: bound, line) }
            }
        }
    }

    private mutating func check(_ source: FormulaSource, _ outer: Set<String>, _ line: Int) {
        switch source {
        case .pattern, .regex: break
        case .any(let sources): for source in sources { check(source, outer, line) }
        case .all(let parts): check(parts, outer, line)
        }
    }

    private mutating func check(_ parts: AllSource, _ outer: Set<String>, _ line: Int) {
        let bound = outer.union(Self.bound(.all(parts)))
        for name in parts.focus { require(name, in: bound, line) }
        for condition in parts.conditions {
            switch condition {
            case .regex(let name, _): require(name, in: bound, line)
            case .pattern(let name, let source):
                require(name, in: bound, line)
                check(source, bound, line)
            case .comparison(let comparison):
                for name in comparison.metavariables { require(name, in: bound, line) }
            }
        }
        for source in parts.positives + parts.negatives + parts.insides + parts.notInsides {
            check(source, bound, line)
        }
    }

    private mutating func require(_ name: String, in bound: Set<String>, _ line: Int) {
        if !bound.contains(name) { refuse(line, "the metavariable \(name) is in no pattern that could bind it") }
    }

    /// What a match of the formula gives a value.
    private static func bound(_ source: FormulaSource) -> Set<String> {
        switch source {
        case .pattern(let text, _): return names(in: text)
        case .regex: return []
        case .any(let sources): return sources.reduce(into: []) { $0.formUnion(bound($1)) }
        case .all(let parts):
            var all = (parts.positives + parts.insides).reduce(into: Set<String>()) { $0.formUnion(bound($1)) }
            for case .pattern(_, let source) in parts.conditions { all.formUnion(bound(source)) }
            return all
        }
    }

    /// `$X`, `$...ARGS` in a pattern.
    private static func names(in pattern: String) -> Set<String> {
        var names: Set<String> = []
        for part in pattern.split(separator: "$").dropFirst(pattern.hasPrefix("$") ? 0 : 1) {
            let prefix = part.hasPrefix("...") ? "$..." : "$"
            let name = part.dropFirst(prefix.count - 1).prefix {
                $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_")
            }
            if !name.isEmpty { names.insert(prefix + name) }
        }
        return names
    }
}
