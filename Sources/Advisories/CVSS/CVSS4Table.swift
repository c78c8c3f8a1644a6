/// Facts about the MacroVectors of CVSS v4.0: their scores, the worst vectors in them, and how deep they are.
enum CVSS4Table {
    /// Ten times the score of a MacroVector; nil for one that cannot be. (Specification, section 8.3 and its lookup
    /// data.)
    static func score(_ levels: [Int]) -> Int? {
        let sizes = [3, 2, 3, 3, 3, 2]
        var index = 0
        for (level, size) in zip(levels, sizes) {
            guard (0..<size).contains(level) else { return nil }
            index = index * size + level
        }
        guard index < scores.count, scores[index] > 0 else { return nil }
        return Int(scores[index])
    }

    /// One row for each EQ1, EQ2 and EQ3; within it EQ4, EQ5 and EQ6 count up. 0 where there is no such MacroVector.
    private static let scores: [UInt8] = [
        100, 99, 98, 95, 95, 92, 100, 96, 93, 87, 91, 81, 93, 90, 89, 80, 81, 68,
        98, 95, 95, 92, 90, 84, 93, 92, 89, 81, 81, 65, 88, 80, 78, 70, 69, 48,
        0, 92, 0, 82, 0, 72, 0, 79, 0, 69, 0, 50, 0, 69, 0, 55, 0, 27,
        99, 97, 95, 92, 92, 85, 95, 91, 90, 83, 84, 71, 92, 81, 82, 71, 72, 53,
        95, 93, 92, 85, 85, 73, 92, 82, 80, 72, 70, 59, 84, 70, 71, 52, 50, 30,
        0, 86, 0, 75, 0, 52, 0, 71, 0, 52, 0, 29, 0, 63, 0, 29, 0, 17,
        98, 95, 94, 87, 91, 81, 94, 89, 86, 74, 77, 64, 87, 75, 74, 63, 63, 49,
        94, 89, 88, 77, 76, 67, 86, 76, 74, 58, 59, 50, 72, 57, 57, 52, 52, 25,
        0, 83, 0, 70, 0, 54, 0, 65, 0, 58, 0, 26, 0, 53, 0, 21, 0, 13,
        95, 90, 88, 76, 76, 70, 90, 77, 75, 62, 61, 53, 77, 66, 68, 59, 52, 30,
        89, 78, 76, 67, 62, 58, 74, 59, 57, 57, 47, 23, 61, 52, 57, 29, 24, 16,
        0, 71, 0, 59, 0, 30, 0, 58, 0, 26, 0, 15, 0, 23, 0, 13, 0, 6,
        93, 87, 86, 72, 75, 58, 86, 74, 74, 61, 56, 34, 70, 54, 52, 40, 40, 22,
        85, 75, 74, 55, 62, 51, 72, 57, 55, 41, 46, 19, 53, 36, 34, 19, 19, 8,
        0, 64, 0, 51, 0, 20, 0, 47, 0, 21, 0, 11, 0, 24, 0, 9, 0, 4,
        88, 75, 73, 53, 60, 50, 73, 55, 59, 40, 41, 20, 54, 43, 45, 22, 20, 11,
        75, 55, 58, 45, 40, 21, 61, 51, 48, 18, 20, 9, 46, 18, 17, 7, 8, 2,
        0, 53, 0, 24, 0, 14, 0, 24, 0, 12, 0, 5, 0, 10, 0, 3, 0, 1,
    ]

    /// The way down from a MacroVector along one of its dimensions.
    struct Step {
        /// The next lower MacroVectors along it, of which the worst counts.
        var lower: [[Int]]
        /// The worst vectors of the level.
        var highest: [[Substring: Substring]]
        /// Steps between the worst and the mildest vector of the level, plus one.
        var depth: Int
    }

    /// One step for each dimension; EQ3 and EQ6 are one, because they depend on each other.
    static func steps(from levels: [Int]) -> [Step] {
        func lower(_ dimensions: Int...) -> [Int] {
            var levels = levels
            for dimension in dimensions { levels[dimension] += 1 }
            return levels
        }
        let joint: [[Int]] =
            switch (levels[2], levels[5]) {
            case (0, 0): [lower(5), lower(2)]
            case (1, 0): [lower(5)]
            case (0, 1), (1, 1): [lower(2)]
            default: [lower(2, 5)]
            }
        let (both, bothDepth) = worstImpacts(levels[2], levels[5])
        return [
            Step(lower: [lower(0)], highest: worstReach[levels[0]], depth: [1, 4, 5][levels[0]]),
            Step(lower: [lower(1)], highest: worstComplexity[levels[1]], depth: [1, 2][levels[1]]),
            Step(lower: joint, highest: both, depth: bothDepth),
            Step(lower: [lower(3)], highest: worstSubsequent[levels[3]], depth: [6, 5, 4][levels[3]]),
            Step(lower: [lower(4)], highest: [], depth: 1),
        ]
    }

    private static let worstReach: [[[Substring: Substring]]] = [
        [["AV": "N", "PR": "N", "UI": "N"]],
        [["AV": "A", "PR": "N", "UI": "N"], ["AV": "N", "PR": "L", "UI": "N"], ["AV": "N", "PR": "N", "UI": "P"]],
        [["AV": "P", "PR": "N", "UI": "N"], ["AV": "A", "PR": "L", "UI": "P"]],
    ]

    private static let worstComplexity: [[[Substring: Substring]]] = [
        [["AC": "L", "AT": "N"]], [["AC": "H", "AT": "N"], ["AC": "L", "AT": "P"]],
    ]

    private static let worstSubsequent: [[[Substring: Substring]]] = [
        [["SC": "H", "SI": "S", "SA": "S"]], [["SC": "H", "SI": "H", "SA": "H"]], [["SC": "L", "SI": "L", "SA": "L"]],
    ]

    private static func worstImpacts(_ eq3: Int, _ eq6: Int) -> ([[Substring: Substring]], Int) {
        switch (eq3, eq6) {
        case (0, 0): (impacts("HHHHHH"), 7)
        case (0, _): (impacts("HHLMMH", "HHHMMM"), 6)
        case (1, 0): (impacts("LHHHHH", "HLHHHH"), 8)
        case (1, _): (impacts("LHLHMH", "LHHHMM", "HLHMHM", "HLLMHH", "LLHHHM"), 8)
        default: (impacts("LLLHHH"), 10)
        }
    }

    /// Each word has the values of VC, VI, VA, CR, IR and AR.
    private static func impacts(_ words: String...) -> [[Substring: Substring]] {
        let names: [Substring] = ["VC", "VI", "VA", "CR", "IR", "AR"]
        return words.map { word in
            Dictionary(zip(names, word.map { Substring(String($0)) }), uniquingKeysWith: { first, _ in first })
        }
    }
}
