import Testing

@testable import DependencyReaders

@Suite struct JSONCursorTests {
    @Test(arguments: [
        (#"{"a":[1,-2.5e3,true,null,"x"],"b":{}}"#, #"{"a":["1","-2.5e3","true",null,"x"],"b":{}}"#),
        (#" [ "q\"\\\/\n\u0041\ud83d\ude00" ] "#, #"["q\"\\/\nA😀"]"#),
        ("\u{FEFF}{}", "{}"), (#"{"\u001b[31m":"\u0000"}"#, #"{"\u001b[31m":"\u0000"}"#),
    ])
    func readsWhatStandsThere(_ text: String, _ expected: String) {
        let (value, warnings) = Self.dump(text)
        #expect(value == expected)
        #expect(warnings.isEmpty)
    }

    @Test(arguments: [
        (#"{"a":1,"a":2,"b":3}"#, #"{"a":"1","b":"3"}"#, 1), (#"{"a":1,"b"#, #"{"a":"1"}"#, 1),
        (#"{"a":1 "b":2}"#, #"{"a":"1"}"#, 1), (#"["\x"]"#, #"["x"]"#, 1), (#"["\ud800"]"#, "[\"\u{FFFD}\"]", 1),
        ("[1,]", #"["1"]"#, 1), ("[1] 2", #"["1"]"#, 1), ("[nope]", "[null]", 1), ("[\"a\nb\"]", "[?]", 1),
        ("", "null", 1), ("[/*x*/]", "[null]", 1),
    ])
    func keepsWhatCanBeRead(_ text: String, _ expected: String, _ warnings: Int) {
        let (value, found) = Self.dump(text)
        #expect(value == expected)
        #expect(found.count == warnings, "\(found)")
    }

    @Test func letsCommentsThroughWhenAsked() {
        let (value, warnings) = Self.dump("// a\n{/*\n*/\"a\": [1, // b\n 2,],\n}", lenient: true)
        #expect(value == #"{"a":["1","2"]}"#)
        #expect(warnings.isEmpty)
    }

    @Test(arguments: ["[", #"{"a":"#, "[{\"a\":"])
    func boundsNesting(_ opening: String) {
        let text = String(repeating: opening, count: 1_000_000)
        #expect(Self.dump(text).1.contains { $0.reason.contains("inside one another") })
        let skipped = Self.withCursor(text) { cursor in
            cursor.skip()
            cursor.finish()
        }
        #expect(skipped.contains { $0.reason.contains("inside one another") })
    }

    @Test func countsLinesAlsoInWhatIsSkipped() {
        _ = Self.withCursor("{\n\"a\":\n[\n{\n}\n],\n\"b\": 1}") { cursor in
            #expect(cursor.enterObject() == true)
            #expect(cursor.nextKey() == "a")
            #expect(cursor.line == 2)
            #expect(cursor.nextKey() == "b")
            #expect(cursor.line == 7)
            #expect(cursor.nextKey() == nil)
        }
    }

    @Test func wrongTypesCostThemselvesOnly() {
        let warnings = Self.withCursor(#"{"a":[1],"b":"x","c":"true","d":null}"#) { cursor in
            #expect(cursor.enterObject() == true)
            #expect(cursor.nextKey() == "a")
            #expect(cursor.string() == nil)
            #expect(cursor.nextKey() == "b")
            #expect(cursor.enterObject() == false)
            #expect(cursor.nextKey() == "c")
            #expect(cursor.bool() == nil)
            #expect(cursor.nextKey() == "d")
            #expect(cursor.string() == nil)
            #expect(cursor.nextKey() == nil)
        }
        #expect(
            warnings.map(\.reason) == [
                "a string is expected, not an array", "an object is expected, not a string",
                "a boolean is expected, not a string",
            ])
    }

    @Test func replacesInvalidUTF8WithAWarning() {
        let bytes = Array(#"["a"#.utf8) + [0xFF] + Array(#"b"]"#.utf8)
        bytes.withUnsafeBytes {
            var cursor = JSONCursor($0)
            #expect(cursor.strings() == ["a\u{FFFD}b"])
            #expect(cursor.notes.all.map(\.reason) == ["a string is not valid UTF-8"])
        }
    }

    @Test func keepsABoundedNumberOfWarnings() {
        let text = "[" + String(repeating: "1,", count: 10_000) + "1]"
        let warnings = Self.withCursor(text) { cursor in #expect(cursor.strings().isEmpty) }
        #expect(warnings.count == Notes.limit + 1)
        #expect(warnings.last?.reason == "9901 further warnings are left out")
    }

    private static func dump(_ text: String, lenient: Bool = false) -> (String, [Inventory.Warning]) {
        var value = ""
        let warnings = withCursor(text, lenient: lenient) { cursor in
            value = CursorDump.text(&cursor)
            cursor.finish()
        }
        return (value, warnings)
    }

    private static func withCursor(
        _ text: String, lenient: Bool = false, _ use: (inout JSONCursor) -> Void
    ) -> [Inventory.Warning] {
        text.utf8Bytes.withUnsafeBytes {
            var cursor = JSONCursor($0, lenient: lenient)
            use(&cursor)
            return cursor.notes.all
        }
    }
}
