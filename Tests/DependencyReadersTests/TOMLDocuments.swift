/// Makes up TOML 1.0: tables as lockfiles have them, and every kind of value.
struct TOMLDocuments {
    private var random: SeededGenerator
    private var keys = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func number(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &random) }
    private mutating func one(_ choices: [String]) -> String { choices[number(choices.count)] }

    mutating func file() -> String {
        var text = one(["", "# first\n", "\u{FEFF}"]) + members() + "\n"
        for index in 0..<number(5) {
            text += one(["[[package]]", "[[ package ]] # next", "[[\"package\"]]"]) + "\n" + members()
            if number(3) == 0 { text += "[package.sub\(index)]\n" + members() }
            if number(4) == 0 { text += "[[package.files]]\n" + members() + "[[package.files]]\n" + members() }
        }
        for index in 0..<number(3) {
            text += one(["[t\(index).\"a.b\".'c']", "[ t\(index) . d ]", "[x-\(index)_1]"]) + "\n" + members()
        }
        return number(4) == 0 ? text.replacing("\n", with: "\r\n") : text
    }

    private mutating func members() -> String {
        var text = ""
        for _ in 0..<number(5) {
            text += one(["", "  ", "\n", "# a = 1\n"]) + key() + one([" = ", "=", " =  "]) + value(depth: 0)
            text += one(["", " # remark", "  "]) + "\n"
        }
        return text
    }

    private mutating func key() -> String {
        keys += 1
        return one([
            "key\(keys)", "k-\(keys)_x", "\(keys)", "'lit \(keys)'", "\"q\\\"\\u0041 \(keys)\"", "d\(keys).e.f",
            "g\(keys) . \"h.i\"", "'\(keys)'.j",
        ])
    }

    private mutating func value(depth: Int) -> String {
        switch number(depth < 4 ? 10 : 7) {
        case 0: one(["1", "+17", "-3", "0", "1_000", "0xDEAD_beef", "0o755", "0b1101", "9223372036854775807"])
        case 1: one(["1.0", "-0.5", "6.26e-3", "1e5", "5E+2", "9_224.5", "inf", "-inf", "+inf", "true", "false"])
        case 2:
            one([
                "1979-05-27T07:32:00Z", "1979-05-27 07:32:00.5-07:00", "1979-05-27t00:32:00.999999", "1979-05-27",
                "07:32:00", "00:32:00.25", "1979-05-27 07:32:00",
            ])
        case 3, 4:
            one([
                "\"\"", "''", "\"a\"", "\"\\b\\t\\n\\f\\r\\\"\\\\\"", "\"\\u00e9\\U0001F600\"", "'C:\\x'",
                "\"é # no remark\"",
                "\">=1.0,<2\"", "'[x]'", "\"a = 'b'\"", "\"\t\"",
            ])
        case 5:
            one([
                "\"\"\"\none\n  two \\\n\n   three\"\"\"", "\"\"\"\"\"\"", "\"\"\"a \"quoted\" \"\"word\"\"\"\"\"",
                "\"\"\"x\\   \n y\"\"\"", "\"\"\"\\\n\"\"\"", "\"\"\"\\\"\"\"\\\"\"\"\"",
            ])
        case 6: one(["'''\none\\\n  'two' '''", "''''''", "'''''q'' '''", "'''a''''", "'''\n\nx'''"])
        case 7: "[" + (0..<number(4)).map { _ in value(depth: depth + 1) }.joined(separator: ", ") + "]"
        case 8:
            "[ # opens\n"
                + (0..<number(4)).map { _ in "  " + value(depth: depth + 1) + one([",", " , # x"]) + "\n" }.joined()
                + "]"
        default:
            "{ " + (0..<number(4)).map { _ in key() + " = " + value(depth: depth + 1) }.joined(separator: ", ") + " }"
        }
    }
}
