import Testing

@testable import DependencyReaders

@Suite struct YAMLCursorTests {
    @Test(arguments: [
        ("a: 1\nb: two words # c\n", #"{"a":"1","b":"two words"}"#),
        ("- x\n- - y\n  - z\n-\n  k: v\n  l:\n  - m\n  -  n\n", #"["x",["y","z"],{"k":"v","l":["m","n"]}]"#),
        ("a: {b: c, 'd': [e, \"f\"], g}\nh: []\n", #"{"a":{"b":"c","d":["e","f"],"g":null},"h":[]}"#),
        ("a: |\n  one\n   two\n\n  three\n\nb: >-\n  x\n  y\n", #"{"a":"one\n two\n\nthree","b":"x y"}"#),
        ("'it''s': \"q\\\"\\u0041\\n\"\n\"k: x\": y\n", #"{"it's":"q\"A\n","k: x":"y"}"#),
        ("? long\n: short\n? only\nz: ~\n", #"{"long":"short","only":null,"z":null}"#),
        ("? |-\n  a\n: - b\n  - c\n? d\n: e: f\n  g: h\n", #"{"a":["b","c"],"d":{"e":"f","g":"h"}}"#),
        ("%YAML 1.2\n---\na: &x !tag b\nc: *x\n---\nd: e\n", #"{"a":"b","c":null}"#),
        ("a: one\n  two\n\n  three\nb:\n\n  c: 'x\n    y'\n", #"{"a":"one two three","b":{"c":"x y"}}"#),
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
        ("a: 1\n   b: 2\nc: 3\n", #"{"a":"1 b: 2","c":"3"}"#, 0),
        ("a: 1\na: 2\nb: 3\n", #"{"a":"1","b":"3"}"#, 1),
        ("a: 1\nnonsense\nb: 3\n", #"{"a":"1","b":"3"}"#, 1),
        ("a:\n    b: 1\n  c: 2\nd: 3\n", #"{"a":{"b":"1"},"d":"3"}"#, 1),
        ("a: [x, y\nb: 3\n", #"{"a":["x","y b"]}"#, 1), ("a: \"x\n", #"{"a":"x "}"#, 1),
        ("a: \u{1}\n", #"{"a":"\u0001"}"#, 0),
    ])
    func keepsWhatCanBeRead(_ text: String, _ expected: String, _ warnings: Int) {
        let (value, found) = Self.dump(text)
        #expect(value == expected)
        #expect(found.count == warnings, "\(found)")
    }

    @Test(arguments: ["[", "{a: ", "- ", "- - "])
    func boundsNesting(_ opening: String) {
        let text = String(repeating: opening, count: 100_000)
        let (_, warnings) = Self.dump(text)
        #expect(warnings.contains { $0.reason.contains("inside one another") || $0.reason.contains("no text") })
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
