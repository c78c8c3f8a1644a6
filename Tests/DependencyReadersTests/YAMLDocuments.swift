/// Makes up YAML: collections in both styles inside one another, every kind of scalar, comments, anchors, tags.
struct YAMLDocuments {
    private var random: SeededGenerator
    private var keys = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func number(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &random) }
    private mutating func one(_ choices: [String]) -> String { choices[number(choices.count)] }

    /// One to three documents.
    mutating func file() -> String {
        var text = one(["", "# first\n", "%YAML 1.2\n---\n", "---\n", "\u{FEFF}"])
        text += document()
        for _ in 0..<number(3) { text += one(["---\n", "...\n---\n", "--- # next\n"]) + document() }
        return text
    }

    private mutating func document() -> String {
        number(4) == 0 ? sequence(indent: 0, depth: 0) : mapping(indent: 0, depth: 0)
    }

    private mutating func mapping(indent: Int, depth: Int) -> String {
        var text = ""
        for index in 0...number(4) {
            text += index == 0 ? "" : String(repeating: " ", count: indent)
            let key = key()
            // Behind an explicit key, the value stands on a line of its own.
            let isExplicit = number(8) == 0
            text += isExplicit ? "? \(key)\n\(String(repeating: " ", count: indent)):" : "\(key):"
            text += value(indent: indent, depth: depth, isElement: false) + space()
        }
        return text
    }

    private mutating func sequence(indent: Int, depth: Int) -> String {
        var text = ""
        for index in 0...number(4) {
            text += index == 0 ? "" : String(repeating: " ", count: indent)
            text += "-" + value(indent: indent, depth: depth, isElement: true) + space()
        }
        return text
    }

    /// What stands behind a colon or a dash, with its line end.
    private mutating func value(indent: Int, depth: Int, isElement: Bool) -> String {
        let inner = indent + 1 + number(4)
        let below = "\n" + String(repeating: " ", count: inner)
        let start = "\n" + space() + String(repeating: " ", count: inner)
        switch number(depth < 5 ? 12 : 8) {
        case 0: return one(["", " ~", " null", " &a", " # nothing"]) + "\n"
        case 1: return " " + block(inner)
        case 2: return " " + flow(depth: depth) + one(["", " # in brackets"]) + "\n"
        case 3: return " plain words" + below + "on further lines" + "\n"
        case 4: return " \"quoted \\\n" + String(repeating: " ", count: inner) + " words\n\n" + below + "below\"\n"
        case 8, 9: return properties() + start + mapping(indent: inner, depth: depth + 1)
        case 10: return properties() + start + sequence(indent: inner, depth: depth + 1)
        case 11 where isElement:
            // The collection begins on the line of the dash.
            return number(2) == 0
                ? " " + mapping(indent: indent + 2, depth: depth + 1)
                : " " + sequence(indent: indent + 2, depth: depth + 1)
        default: return " " + scalar() + one(["", " # remark", "  "]) + "\n"
        }
    }

    private mutating func properties() -> String { one(["", "", " &x1", " !tag", " &a-b !!map-like"]) }
    private mutating func space() -> String { one(["", "", "", "\n", "# a: remark\n", "   # indented\n"]) }

    private mutating func key() -> String {
        keys += 1
        return one([
            "key\(keys)", "'it''s \(keys)'", "\"k\\\"\\u0041: \(keys)\"", "/a@1.\(keys)(b@2)", "a b \(keys)", "\(keys)",
        ])
    }

    private mutating func scalar() -> String {
        one([
            "true", "false", "12", "1.0", "0x1F", "word", "two words", "http://a/b#c?d=e&f", "'it''s'", "'null'",
            "\"\"",
            "\"\\t\\x41\\u00e9\\U0001F600\\n\"", "^1.2.3 || >=2", "-1", "sha512-abc==", "a:b", "&x anchored",
            "!t tagged",
            "é ü 😀", "':'", "\"true\"", "npm:x@1", "~1.2", "?x", "-x", ":x", "a, b", "a ] b",
        ])
    }

    private mutating func block(_ indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        return one(["|", ">", "|-", ">-", "|+", "|  # remark"]) + "\n" + space + "one # two\n"
            + one(["", "\n", "\n\n"])
            + space + one(["", " ", "  "]) + "three: four\n" + one(["", space + "- five\n"]) + one(["", "\n"])
    }

    private mutating func flow(depth: Int) -> String {
        let space = one(["", " ", "\n        "])
        let parts = (0..<number(4)).map { _ in
            depth < 5 && number(3) == 0
                ? flow(depth: depth + 1) : one(["x", "'y, z'", "\"]\"", "1.0", "a b", "http://c/d", "~"])
        }
        guard number(2) == 0 else { return "[" + parts.joined(separator: ",\(space)") + one(["", space]) + "]" }
        let members = parts.map { part in "\(key().replacing("(b@2)", with: "")): \(part)" }
        return "{" + space + members.joined(separator: ", ") + one(["", space]) + "}"
    }
}
