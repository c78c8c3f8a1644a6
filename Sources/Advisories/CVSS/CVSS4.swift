/// The score of CVSS v4.0 (specification, section 8): the score of the vector's MacroVector, lowered by how far the
/// vector lies from the worst one in it, in proportion to the way to the next lower MacroVectors.
///
/// Whole numbers throughout, so that halves round as written.
enum CVSS4 {
    static let metrics: [Substring: String] = [
        "AV": "N A L P", "AC": "L H", "AT": "N P", "PR": "N L H", "UI": "N P A",
        "VC": "H L N", "VI": "H L N", "VA": "H L N", "SC": "H L N", "SI": "H L N", "SA": "H L N",
        "E": "X A P U", "CR": "X H M L", "IR": "X H M L", "AR": "X H M L",
        "MAV": "X N A L P", "MAC": "X L H", "MAT": "X N P", "MPR": "X N L H", "MUI": "X N P A",
        "MVC": "X H L N", "MVI": "X H L N", "MVA": "X H L N",
        "MSC": "X H L N", "MSI": "X S H L N", "MSA": "X S H L N",
        "S": "X N P", "AU": "X N Y", "R": "X A U I", "V": "X D C", "RE": "X L M H", "U": "X Clear Green Amber Red",
    ]

    /// Steps from the worst value of each metric (section 8.3).
    private static let levels: [Substring: [Substring: Int]] = [
        "AV": ["N": 0, "A": 1, "L": 2, "P": 3], "PR": ["N": 0, "L": 1, "H": 2], "UI": ["N": 0, "P": 1, "A": 2],
        "AC": ["L": 0, "H": 1], "AT": ["N": 0, "P": 1],
        "VC": ["H": 0, "L": 1, "N": 2], "VI": ["H": 0, "L": 1, "N": 2], "VA": ["H": 0, "L": 1, "N": 2],
        "SC": ["H": 1, "L": 2, "N": 3], "SI": ["S": 0, "H": 1, "L": 2, "N": 3], "SA": ["S": 0, "H": 1, "L": 2, "N": 3],
        "CR": ["H": 0, "M": 1, "L": 2], "IR": ["H": 0, "M": 1, "L": 2], "AR": ["H": 0, "M": 1, "L": 2],
    ]

    private static let mandatory: [Substring] = [
        "AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA",
    ]

    static func tenths(_ metrics: CVSSMetrics) -> Int? {
        guard mandatory.allSatisfy({ metrics[$0] != nil }) else { return nil }
        let vector = Effective(metrics)
        guard ["VC", "VI", "VA", "SC", "SI", "SA"].contains(where: { vector[$0] != "N" }) else { return 0 }
        let macro = vector.macroVector
        guard let score = CVSS4Table.score(macro) else { return nil }
        // Parts of lcm(1...10), which every depth divides.
        let unit = 2520
        var (loss, count) = (0, 0)
        for step in CVSS4Table.steps(from: macro) {
            let lower = step.lower.compactMap(CVSS4Table.score).max()
            guard let lower, lower <= score else { continue }
            count += 1
            if let distance = vector.distance(from: step.highest) {
                loss += (score - lower) * distance * unit / step.depth
            }
        }
        guard count > 0 else { return score }
        // Half up: score - loss / (unit * count).
        let doubled = 2 * (score * unit * count - loss) + unit * count
        return min(100, max(0, doubled / (2 * unit * count)))
    }

    /// The values that count: environmental ones before base ones, and the worst where nothing is said (section 4).
    private struct Effective {
        private var values: [Substring: Substring] = [:]

        init(_ metrics: CVSSMetrics) {
            for name in CVSS4.mandatory {
                let modified = metrics["M" + name]
                values[name] = modified == nil || modified == "X" ? metrics[name] : modified
            }
            for (name, worst) in [("E", "A"), ("CR", "H"), ("IR", "H"), ("AR", "H")] as [(Substring, Substring)] {
                let stated = metrics[name]
                values[name] = stated == nil || stated == "X" ? worst : stated
            }
        }

        subscript(_ name: Substring) -> Substring { values[name] ?? "N" }

        private func has(_ name: Substring, _ value: Substring) -> Bool { self[name] == value }

        /// The levels of EQ1 to EQ6 (section 8.2, tables 24 to 29).
        var macroVector: [Int] {
            let reach = [has("AV", "N"), has("PR", "N"), has("UI", "N")]
            let eq1 = reach.allSatisfy { $0 } ? 0 : reach.contains(true) && !has("AV", "P") ? 1 : 2
            let eq2 = has("AC", "L") && has("AT", "N") ? 0 : 1
            let eq3 =
                has("VC", "H") && has("VI", "H") ? 0 : has("VC", "H") || has("VI", "H") || has("VA", "H") ? 1 : 2
            let eq4 =
                has("SI", "S") || has("SA", "S") ? 0 : has("SC", "H") || has("SI", "H") || has("SA", "H") ? 1 : 2
            let eq5 = has("E", "A") ? 0 : has("E", "P") ? 1 : 2
            let needed: [(Substring, Substring)] = [("CR", "VC"), ("IR", "VI"), ("AR", "VA")]
            let eq6 = needed.contains { has($0, "H") && has($1, "H") } ? 0 : 1
            return [eq1, eq2, eq3, eq4, eq5, eq6]
        }

        /// Steps down from the first of the worst vectors that is nowhere less severe than this one.
        func distance(from highest: [[Substring: Substring]]) -> Int? {
            for candidate in highest {
                let steps = candidate.map { name, value -> Int in
                    let scale = CVSS4.levels[name] ?? [:]
                    return (scale[self[name]] ?? 0) - (scale[value] ?? 0)
                }
                if steps.allSatisfy({ $0 >= 0 }) { return steps.reduce(0, +) }
            }
            return nil
        }
    }
}
