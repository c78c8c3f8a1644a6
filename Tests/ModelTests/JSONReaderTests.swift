import Model
import Testing

struct JSONReaderTests {
    @Test(
        arguments: [
            ("null", .null), (" true ", .bool(true)), ("false\n", .bool(false)), ("0", .int(0)), ("-12", .int(-12)),
            ("9223372036854775807", .int(.max)), ("9223372036854775808", .double(9_223_372_036_854_775_808)),
            ("1.5e-3", .double(0.0015)), ("1E2", .double(100)), (#""""#, .string("")), ("[]", .array([])),
            ("{}", .object([:])), (#"[1,"a",[null]]"#, .array([1, "a", .array([.null])])),
            (#"{"a":{"b":[]}, "c" : 1}"#, .object(["a": .object(["b": .array([])]), "c": 1])),
            (#"{"a":1,"a":2}"#, .object(["a": 2])), (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
            (#""\u00e9\u0000""#, .string("\u{e9}\0")), (#""\ud83d\ude00""#, .string("\u{1F600}")),
            (#""\uD83D\uDE00é""#, .string("\u{1F600}é")), (#""e\u0301""#, .string("e\u{301}")),
        ] as [(String, JSONValue)])
    func validTextIsRead(text: String, value: JSONValue) throws {
        #expect(try JSONReader.read(Array(text.utf8)) == value)
    }

    @Test(arguments: [
        ("", "expected a value at byte 0"), ("  ", "expected a value at byte 2"), ("tru", "expected true at byte 3"),
        ("nul1", "expected null at byte 3"), ("01", "nothing may follow the value at byte 1"),
        ("1.", "expected a digit at byte 2"), (".5", "expected a value at byte 0"), ("-", "expected a digit at byte 1"),
        ("1e", "expected a digit at byte 2"), ("+1", "expected a value at byte 0"),
        ("NaN", "expected a value at byte 0"),
        ("1e400", "number out of range at byte 0"), ("[1,]", "expected a value at byte 3"),
        ("[1 2]", "expected a comma or ']' at byte 3"), ("[1", "expected a comma or ']' at byte 2"),
        ("{a:1}", "expected a key in double quotes at byte 1"), (#"{"a" 1}"#, "expected a colon at byte 5"),
        (#"{"a":1,}"#, "expected a key in double quotes at byte 7"), (#"{"a":1"#, "expected a comma or '}' at byte 6"),
        (#""a"#, "text without end at byte 2"), (#""\"#, "text without end at byte 2"),
        (#""\x""#, "unknown escape at byte 2"), (#""\u12g4""#, "expected a hexadecimal digit at byte 5"),
        ("\"a\nb\"", "control character in text at byte 2"), (#""\ud800""#, "half of a surrogate pair at byte 3"),
        (#""\udc00\ud800""#, "half of a surrogate pair at byte 3"),
        (#""\ud800\u0041""#, "half of a surrogate pair at byte 3"),
        ("1 1", "nothing may follow the value at byte 2"), ("// c", "expected a value at byte 0"),
        ("'a'", "expected a value at byte 0"), ("\u{feff}{}", "expected a value at byte 0"),
    ])
    func invalidTextIsExplained(text: String, message: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(Array(text.utf8)) }
        #expect(error?.message == message)
    }

    @Test func textMustBeUTF8() {
        for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read([0x22] + bytes + [0x22]) }
            #expect(error?.reason == "text is not UTF-8")
        }
    }

    @Test func nestingHasALimit() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(String(repeating: "[", count: depth).utf8) + Array(String(repeating: "]", count: depth).utf8)
        }
        _ = try JSONReader.read(nested(JSONReader.depthLimit))
        for depth in [JSONReader.depthLimit + 1, 1_000_000] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONReader.read(nested(depth)) }
            #expect(error?.message == "nested deeper than 128 at byte 128")
        }
    }

    /// Whatever comes, it is read or refused, and what is read can be written and read again.
    @Test func damagedTextIsReadOrRefused() throws {
        let seed = #"{"a":[1,-2.5e3,null,true,"\ud83d\ude00 \u00e9\n"],"b":{"c":"é"},"d":[[],{}]}"#
        let alphabet = Array(#"{}[]",:\u0d8fce-+.E1 tn"#.utf8) + [0x00, 0x7F, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var bytes = Array(seed.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
                default: bytes.removeSubrange(place..<min(bytes.count - 1, place + 5))
                }
            }
            guard let value = try? JSONReader.read(bytes) else { continue }
            var json = JSONWriter()
            json.value(value)
            #expect(try JSONReader.read(json.bytes) == value, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let value: JSONValue = ["a": [1, 2.5, nil, true, "é\n\u{1F600}\"\\\u{7f}\u{1}"], "b": ["c": [:]]]
        var json = JSONWriter()
        json.value(value)
        #expect(try JSONReader.read(json.bytes) == value)
    }
}
