/// The base score of CVSS v2 (specification, section 3.2.1).
enum CVSS2 {
    static let metrics: [Substring: String] = [
        "AV": "L A N", "AC": "H M L", "Au": "M S N", "C": "N P C", "I": "N P C", "A": "N P C",
        "E": "U POC F H ND", "RL": "OF TF W U ND", "RC": "UC UR C ND",
        "CDP": "N L LM MH H ND", "TD": "N L M H ND", "CR": "L M H ND", "IR": "L M H ND", "AR": "L M H ND",
    ]

    static func tenths(_ metrics: CVSSMetrics) -> Int? {
        let impacts: [Substring: Double] = ["N": 0, "P": 0.275, "C": 0.66]
        guard let vector = metrics.weight("AV", ["L": 0.395, "A": 0.646, "N": 1]),
            let complexity = metrics.weight("AC", ["H": 0.35, "M": 0.61, "L": 0.71]),
            let authentication = metrics.weight("Au", ["M": 0.45, "S": 0.56, "N": 0.704]),
            let confidentiality = metrics.weight("C", impacts), let integrity = metrics.weight("I", impacts),
            let availability = metrics.weight("A", impacts)
        else { return nil }
        let impact = 10.41 * (1 - (1 - confidentiality) * (1 - integrity) * (1 - availability))
        let exploitability = 20 * vector * complexity * authentication
        let score = impact == 0 ? 0 : (0.6 * impact + 0.4 * exploitability - 1.5) * 1.176
        return min(100, Int(max(0, score) * 10 + 0.5))
    }
}
