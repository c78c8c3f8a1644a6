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
