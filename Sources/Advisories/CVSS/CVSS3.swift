/// The base score of CVSS v3.0 and v3.1, which share the formula (v3.1 specification, section 7.1).
enum CVSS3 {
    static let metrics: [Substring: String] = [
        "AV": "N A L P", "AC": "L H", "PR": "N L H", "UI": "N R", "S": "U C", "C": "N L H", "I": "N L H", "A": "N L H",
        "E": "X U P F H", "RL": "X O T W U", "RC": "X U R C", "CR": "X L M H", "IR": "X L M H", "AR": "X L M H",
        "MAV": "X N A L P", "MAC": "X L H", "MPR": "X N L H", "MUI": "X N R", "MS": "X U C",
        "MC": "X N L H", "MI": "X N L H", "MA": "X N L H",
    ]

    static func tenths(_ metrics: CVSSMetrics) -> Int? {
        let isChanged = metrics["S"] == "C"
        let impacts: [Substring: Double] = ["N": 0, "L": 0.22, "H": 0.56]
        guard metrics["S"] != nil, let vector = metrics.weight("AV", ["N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2]),
            let complexity = metrics.weight("AC", ["L": 0.77, "H": 0.44]),
            let privileges = metrics.weight(
                "PR", ["N": 0.85, "L": isChanged ? 0.68 : 0.62, "H": isChanged ? 0.5 : 0.27]),
            let interaction = metrics.weight("UI", ["N": 0.85, "R": 0.62]),
            let confidentiality = metrics.weight("C", impacts), let integrity = metrics.weight("I", impacts),
            let availability = metrics.weight("A", impacts)
        else { return nil }
        let base = 1 - (1 - confidentiality) * (1 - integrity) * (1 - availability)
        let impact = isChanged ? 7.52 * (base - 0.029) - 3.25 * power(base - 0.02, 15) : 6.42 * base
        guard impact > 0 else { return 0 }
        let exploitability = 8.22 * vector * complexity * privileges * interaction
        return roundedUp(min((isChanged ? 1.08 : 1) * (impact + exploitability), 10))
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        (0..<exponent).reduce(1) { product, _ in product * base }
    }

    /// To one decimal, upwards, with the whole numbers of v3.1's appendix A, so that 4.000000001 is 4.0. In tenths.
    private static func roundedUp(_ score: Double) -> Int {
        let parts = Int(score * 100_000 + 0.5)
        return (parts + 9999) / 10_000
    }
}
