/// SplitMix64: the same numbers on every run, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Changes a file as an accident or an attacker would.
enum Damage {
    /// One to four changes: bytes set, pieces removed, repeated, moved, or words of other notations put in.
    static func of(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let words = [
            "{", "}", "[", "]", "\"", "\n", ":", "null", "\u{1B}", "999999999999999999999", "---\n", "\\u", "&a", "*a",
            "- ",
        ]
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 0..<40, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 3:
                let piece = Array(bytes[start..<end])
                bytes.removeSubrange(start..<end)
                bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.insert(contentsOf: (words.randomElement(using: &random) ?? "").utf8, at: start)
            }
        }
        return bytes
    }
}
