import Testing

@testable import DependencyReaders

@Suite struct YAMLCursorTests {
    @Test(arguments: [
        ("a: 1\nb: two words # c\n", #"{"a":"1","b":"two words"}"#),
        ("- x\n- - y\n  - z\n-\n  k: v\n  l:\n  - m\n  -  n\n", #"["x",["y","z"],{"k":"v","l":["m","n"]}]"#),
        ("a: {b: c, 'd': [e, \"f\"], g}\nh: []\n", #"{"a":{"b":"c","d":["e","f"],"g":null},"h":[]}"#),
        ("a: |\n  one\n   two\n\n  three\n\nb: >-\n  x\n  y\n", #"{"a":"one\n two\n\nthree\n","b":"x y"}"#),
        ("'it''s': \"q\\\"\\u0041\\n\"\n\"k: x\": y\n", #"{"it's":"q\"A\n","k: x":"y"}"#),
        ("? long\n: short\n? only\nz: ~\n", #"{"long":"short","only":null,"z":null}"#),
        ("? |-\n  a\n: - b\n  - c\n? d\n: e: f\n  g: h\n", #"{"a":["b","c"],"d":{"e":"f","g":"h"}}"#),
        ("%YAML 1.2\n---\na: &x !tag b\nc: *x\n---\nd: e\n", #"{"a":"b","c":null}"#),
        ("a: one\n  two\n\n  three\nb:\n\n  c: 'x\n    y'\n", #"{"a":"one two\nthree","b":{"c":"x y"}}"#),
        ("a:\n- b: 1\n  c: 2\n- b: 3\nd: 4\n", #"{"a":[{"b":"1","c":"2"},{"b":"3"}],"d":"4"}"#),
        ("a: [\n  x, y,\n]\nb: http://c/#d\n", #"{"a":["x","y"],"b":"http://c/#d"}"#),
        ("/a@1.0(b@2):\n  r: {integrity: sha512-x==}\n", #"{"/a@1.0(b@2)":{"r":{"integrity":"sha512-x=="}}}"#),
        ("a: true\nb: \"true\"\n", #"{"a":"true","b":"true"}"#), ("", "null"), ("- a\r\n- b\r\n", #"["a","b"]"#),
    ])
    func readsWhatStandsThere(_ text: String, _ expected: String) {
        let (value, warnings) = Self.dump(text)
        #expect(value == expected)
        #expect(warnings.allSatisfy { $0.reason.contains("alias") })
    }

    @Test(arguments: [
        ("a: 1\n   b: 2\nc: 3\n", #"{"a":"1 b"}"#, [2]), ("a: 1\na: 2\nb: 3\n", #"{"a":"1","b":"3"}"#, [2]),
        ("a: 1\nnonsense\nb: 3\n", #"{"a":"1"}"#, [3]), ("a:\n    b: 1\n  c: 2\nd: 3\n", #"{"a":{"b":"1"}}"#, [3]),
        ("a: [x, y\nb: 3\n", #"{"a":["x","y b"]}"#, [2]), ("a: \"x", #"{"a":null}"#, [1]),
        ("a: b\nc: x\u{1}y\nd: e\n", #"{"a":"b"}"#, [2]), ("[a]: b\n*c : d\ne: f\n", #"{"e":"f"}"#, [1, 2]),
        ("a: [*b, {c: *b}]\n", #"{"a":[null,{"c":null}]}"#, [1, 1]), ("a: 1\n---\n{\n", #"{"a":"1"}"#, []),
        ("a\nb: c\n", #""a b""#, [2]),
        ("\u{FEFF}a: 1\n", #"{"a":"1"}"#, []), ("a: &b 1\nc: !d '2'\n", #"{"a":"1","c":"2"}"#, []),
    ])
    func keepsWhatCanBeRead(_ text: String, _ expected: String, _ lines: [Int]) {
        let (value, found) = Self.dump(text)
        #expect(value == expected)
        #expect(found.map(\.line) == lines, "\(found)")
    }

    /// Yams brings a libyaml of its own, which is the one in the program of all tests; it refuses 1 000 levels itself.
    @Test(arguments: ["[", "{a: ", "- ", "- - ", "? ", "[{a: "])
    func boundsNesting(_ opening: String) {
        let text = String(repeating: opening, count: 100_000)
        for text in [text, "ignored: \n  " + text] {
            let (_, warnings) = Self.dump(text)
            let isBounded = warnings.contains {
                $0.reason.contains("inside one another") || $0.reason.contains("nesting level")
            }
            #expect(isBounded && warnings.count <= 2, "\(warnings)")
        }
    }

    @Test func aBadByteCostsTheRestAlone() {
        let before = (0..<5000).map { "- key\($0)\n" }.joined()
        for bad in [[0xC3], [0xFF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xC2, 0x80], [0], [0x7F]] as [[UInt8]] {
            let bytes = before.utf8Bytes + "- x".utf8Bytes + bad + "- last\n".utf8Bytes
            bytes.withUnsafeBytes { bytes in
                var cursor = YAMLCursor(bytes)
                #expect(cursor.strings().count == 5000)
                #expect(cursor.notes.all.map(\.line) == [5001])
            }
        }
    }

    /// What libyaml would keep, compare or take without an end.
    @Test(arguments: [
        ("a: ", "x", "without a value"), ("a: \"", "x\n", "without a value"), ("a: |\n", "  x\n", "without a value"),
        ("", "#x\n", "without a value"), ("a: &", "x", "without a value"), ("[", "a,", "keys and values"),
        ("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "[],", "keys and values"),
    ])
    func boundsWhatLibyamlDoesNot(_ opening: String, _ part: String, _ reason: String) {
        let text = opening + String(repeating: part, count: (16 << 20) / part.utf8.count)
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = YAMLCursor(bytes)
            cursor.finish()
            #expect(cursor.notes.all.count == 1)
            #expect(cursor.notes.all.allSatisfy { $0.reason.contains(reason) }, "\(cursor.notes.all)")
        }
    }

    @Test func boundsDirectives() {
        let text = (0..<100_000).map { "%TAG !a\($0)! b\n" }.joined() + "---\na: b\n"
        #expect(Self.dump(text).1.map(\.reason) == ["more than 100 directives; the rest of the file is not read"])
    }

    @Test func hasTheLinesOfKeysAndValues() {
        let text = "a:\n  b: 1\n\n  c:\n    d\n# e\nf:\n- g\n- h: |\n    i\n"
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = YAMLCursor(bytes)
            var lines: [String: Int] = [:]
            func read() {
                switch cursor.kind() {
                case .object:
                    guard cursor.enterObject() else { return }
                    while let key = cursor.nextKey() {
                        lines[key] = cursor.line
                        read()
                    }
                case .array:
                    guard cursor.enterArray() else { return }
                    while cursor.nextElement() { read() }
                default:
                    let line = cursor.line
                    if let text = cursor.scalar() { lines[text] = line }
                }
            }
            read()
            #expect(lines == ["a": 1, "b": 2, "1": 2, "c": 4, "d": 5, "f": 7, "g": 8, "h": 9, "i\n": 9])
        }
    }

    @Test func skipsEachKindOfValue() {
        let text = "a: [x, {y: ']'}, \"}\"]\nb:\n  - c\nd: |\n  e: f\n  # g\nh:\n- i\n- j: |\n    k\nl: 'm: n'\no: p\n"
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = YAMLCursor(bytes)
            #expect(cursor.keys() == ["a", "b", "d", "h", "l", "o"])
            cursor.finish()
            #expect(cursor.notes.all.isEmpty)
        }
    }

    static func dump(_ text: String) -> (String, [Inventory.Warning]) {
        text.utf8Bytes.withUnsafeBytes { bytes in
            var cursor = YAMLCursor(bytes)
            let value = CursorDump.text(&cursor)
            cursor.finish()
            return (value, cursor.notes.all)
        }
    }
}
