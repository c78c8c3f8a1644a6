import Model
import Testing

@testable import Store

struct JSONTextTests {
    @Test(
        arguments: [
            .null, true, false, 0, -7, .int(.max), .int(.min), 2.5, 1e300, -1e-7, 100.0, "", "plain", "quote\" back\\",
            "\n\r\t\u{1}\u{7F}/é😀", [], [1, [2, []], nil], [:], ["a": ["b": nil], "": "x"],
        ] as [JSONValue])
    func whatIsWrittenIsReadBack(_ value: JSONValue) {
        #expect(JSONText.value(StoredValue.json { $0.value(value) }) == value)
    }

    @Test func foreignSpellingsAreRead() {
        #expect(
            JSONText.value(" { \"a\" : [ 1 , \"\\u00e9\\ud83d\\ude00\\/\\b\\f\" ] } ") == ["a": [1, "é😀/\u{8}\u{C}"]])
    }

    @Test(arguments: [
        "", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{a:1}", "\"open", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "tru",
        "1 2", "--1", "nul", "\"\\", "{\"a\":1,}", "]",
    ])
    func brokenTextIsNoValue(_ text: String) { #expect(JSONText.value(text) == nil) }

    @Test func nestingHasABound() {
        #expect(JSONText.value(String(repeating: "[", count: 500) + String(repeating: "]", count: 500)) != nil)
        #expect(JSONText.value(String(repeating: "[", count: 100_000)) == nil)
    }
}
