import Foundation
import Model
import Testing

struct JSONWriterTests {
    @Test func writesCompactJSONWithNullsAndOrderedMembers() {
        var json = JSONWriter()
        json.object { json in
            json.member("b", 1)
            json.member("a", String?.none)
            json.key("list")
            json.array { json in
                json.value(true)
                json.value(2.5)
                json.null()
            }
        }
        #expect(json.text == #"{"b":1,"a":null,"list":[true,2.5,null]}"#)
    }

    @Test(arguments: [
        "plain", "quote \" and \\ backslash", "line\nfeed\ttab\rreturn", "\u{0}\u{1}\u{1F}\u{7F}", "żółć 漢字 🦊",
        "\u{2028}\u{2029}",
    ])
    func aReaderGetsEveryTextBack(text: String) throws {
        var json = JSONWriter()
        json.value([text])
        let read = try JSONDecoder().decode([String].self, from: Data(json.bytes))
        #expect(read == [text])
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func numbersThatJSONCannotExpressBecomeNull(number: Double) {
        var json = JSONWriter()
        json.value(number)
        #expect(json.text == "null")
    }

    @Test func equalObjectsGiveEqualBytes() {
        let members: [String: JSONValue] = ["z": 1, "a": ["k": [1, 2, nil]], "m": 0.5]
        var json = JSONWriter()
        json.value(members)
        #expect(json.text == #"{"a":{"k":[1,2,null]},"m":0.5,"z":1}"#)
    }

    @Test func takingPartsGivesTheSameDocument() {
        var json = JSONWriter()
        var parts: [UInt8] = []
        json.array { json in
            for number in 0..<3 {
                json.value(number)
                parts += json.take()
            }
        }
        parts += json.take()
        #expect(String(decoding: parts, as: UTF8.self) == "[0,1,2]")
    }

    @Test func valuesOfAnyShapeSurviveDecoding() throws {
        let text = #"{"a":[1,2.5,"x",true,null,{"b":{}}]}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        #expect(value == ["a": [1, 2.5, "x", true, nil, ["b": [:]]]])
    }
}

/// Texts are looked at in blocks of eight bytes; wherever in a block a byte to escape stands, it is found.
struct JSONWriterBlockTests {
    @Test(arguments: ["\"", "\\", "\n", "\u{0}", "\u{1F}", "\u{7F}"], 0..<25)
    func byteToEscapeIsFoundInEveryPlace(_ mark: String, _ place: Int) {
        for filling in ["a", "é", "\u{80}", "\u{FF}", " ", "!", "#", "[", "]", "~"] {
            let head = String(repeating: filling, count: place)
            let tail = String(repeating: filling, count: 24 - place)
            var json = JSONWriter()
            json.value(head + mark + tail)
            var alone = JSONWriter()
            alone.value(mark)
            #expect(json.text == "\"" + head + alone.text.dropFirst().dropLast() + tail + "\"")
        }
    }
}
