import CodeSyntax

/// A formula with compiled patterns, which are numbered.
indirect enum Formula: Sendable, Hashable {
    case pattern(Int)
    case regex(Regex)
    case any([Formula])
    case all(Conjunction)

    /// The patterns at one of whose matches every match of the formula is; nil when it is found by text alone.
    var drivers: [Int]? {
        switch self {
        case .pattern(let number): return [number]
        case .regex: return nil
        case .any(let formulas):
            let all = formulas.map(\.drivers)
            return all.contains { $0 == nil } ? nil : all.flatMap { $0 ?? [] }
        case .all(let parts):
            let candidates = (parts.positives.isEmpty ? parts.insides : parts.positives).compactMap(\.drivers)
            return candidates.min { $0.count < $1.count }
        }
    }
}

extension Formula {
    struct TooMany: Error {}

    /// Formulas one of which holds where this one does, so that each is found either by its patterns or by its text:
    /// `pattern-either` may have both.
    func alternatives(most: Int) throws(TooMany) -> [Formula] {
        guard drivers == nil else { return [self] }
        var found: [Formula] = []
        switch self {
        case .pattern, .regex: return [self]
        case .any(let formulas):
            for formula in formulas { found += try formula.alternatives(most: most) }
        case .all(let parts):
            for (index, positive) in parts.positives.enumerated() {
                let choices = try positive.alternatives(most: most)
                guard choices.count > 1 || choices.first != positive else { continue }
                for choice in choices {
                    var copy = parts
                    copy.positives[index] = choice
                    found += try Formula.all(copy).alternatives(most: most)
                    if found.count > most { throw TooMany() }
                }
                return found
            }
            return [self]
        }
        if found.count > most { throw TooMany() }
        return found
    }
}

struct Conjunction: Sendable, Hashable {
    var positives: [Formula] = []
    var negatives: [Formula] = []
    var insides: [Formula] = []
    var notInsides: [Formula] = []
    var notRegexes: [Regex] = []
    var conditions: [CompiledCondition] = []
    var focus: [Int] = []
}

enum CompiledCondition: Sendable, Hashable {
    case regex(Int, Regex)
    case pattern(Int, Formula)
    case comparison(Comparison, [String: Int])
}
