import PluginSDK
import Testing

@Suite(.timeLimit(.minutes(10)))
struct JSONTests {
    @Test func valuesOfEveryKindAreRead() throws {
        let text = #" {"a": [1, -2.5e1, true, false, null, "x\u00e9\n\ud83d\ude00\/"], "b": {}} "#
        let value = try JSON(parsing: text)
        #expect(value == ["a": [1, -25.0, true, false, nil, "xé\n😀/"], "b": [:]])
        #expect(value["a"]?.array?.count == 6)
    }

    @Test func writtenTextReadsBackAsTheSameValue() throws {
        let value: JSON = ["z": [1, 2.5, nil, true], "a\"\\\n\u{1}é": ["deep": ["x": "y"]]]
        #expect(try JSON(parsing: value.text) == value)
        #expect(value.text.hasPrefix(#"{"a\"\\\n\u0001é":"#))
    }

    @Test(arguments: [
        ("", "line 1, column 1: the text ends where a value is expected"),
        ("[1,]", "line 1, column 4: a value is expected"),
        ("{\"a\":1,\n\"a\":2}", "line 2, column 1: the member \"a\" is given twice"),
        ("[1] 2", "line 1, column 5: text after the end of the value"),
        ("\"a\u{1}\"", "line 1, column 3: a control character inside a string"),
        (#""\x""#, "line 1, column 3: an unknown escape in a string"),
        (#""\ud800""#, "line 1, column 8: half of a surrogate pair"),
        ("01", "line 1, column 1: not a number"),
        ("1e999", "line 1, column 1: a number out of range"),
        ("tru", "line 1, column 1: a value is expected"),
        ("{\"a\" 1}", "line 1, column 6: \":\" is expected after the name \"a\""),
        ("'a'", "line 1, column 1: a value is expected"),
        ("\"abc", "line 1, column 5: the text ends inside a string"),
    ])
    func brokenTextIsRefusedWithThePlace(text: String, message: String) {
        #expect(throws: JSONError(message: message)) { try JSON(parsing: text) }
    }

    @Test func invalidUTF8IsRefused() {
        let bytes: [UInt8] = [0x22, 0xFF, 0x22]
        #expect(throws: JSONError.self) { try bytes.withUnsafeBytes { try JSON(parsing: $0) } }
    }

    @Test func depthIsBounded() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: JSONError(message: "line 1, column 65: more than 64 values inside one another")) {
            try JSON(parsing: deep)
        }
        let most = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try JSON(parsing: most)
    }

    @Test func sizeIsBounded() {
        var limits = JSON.Limits()
        limits.size = 10
        #expect(throws: JSONError(message: "the JSON text is larger than 10 bytes")) {
            try JSON(parsing: "[1, 2, 3, 4]", limits: limits)
        }
    }

    struct Shape: Decodable, Equatable {
        enum Kind: String, Decodable { case round, square }
        struct Edge: Decodable, Equatable { let length: Double }
        let kind: Kind
        let edges: [Edge]
        let name: String?
        let count: UInt8
        let weights: [String: Int]
    }

    @Test func compilerMadeDecodingWorks() throws {
        let text = #"{"kind":"square","edges":[{"length":1},{"length":2.5}],"count":7,"weights":{"a":1}}"#
        let shape = try JSON(parsing: text).decode(Shape.self)
        #expect(shape.kind == .square)
        #expect(shape.edges.map(\.length) == [1, 2.5])
        #expect(shape.name == nil)
        #expect(shape.weights == ["a": 1])
    }

    @Test(arguments: [
        (#"{"edges":[],"count":1,"weights":{}}"#, "the member \"kind\" is missing"),
        (#"{"kind":"oval","edges":[],"count":1,"weights":{}}"#, "kind: Cannot initialize Kind from invalid"),
        (#"{"kind":"round","edges":[{"length":"x"}],"count":1,"weights":{}}"#, "edges.0.length: a number is expected"),
        (#"{"kind":"round","edges":[],"count":300,"weights":{}}"#, "count: an integer from 0 to 255 is expected"),
        (#"{"kind":"round","edges":{},"count":1,"weights":{}}"#, "edges: an array is expected, not an object"),
    ])
    func decodingErrorNamesThePlace(text: String, message: String) throws {
        let value = try JSON(parsing: text)
        let error = #expect(throws: JSONError.self) { try value.decode(Shape.self) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }
}
