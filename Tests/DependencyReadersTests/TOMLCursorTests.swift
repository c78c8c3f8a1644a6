import Testing

@testable import DependencyReaders

@Suite struct TOMLCursorTests {
    @Test func readsTablesWithTheirLines() {
        let text = """
            top = 1 # remark
            [a."b.c" . d]
            'lit\\eral' = 'C:\\dir'
            x.y = "q\\"\\u0041\\U0001F600\\t"
            x.z = true
            [[list]]
            long = \"\"\"
            one \\
               two
            ""three\"\"\"\"\"
            raw = '''a
            'b''''
            day = 1979-05-27T07:32:00Z
            [[list]]
            arr = [ 1, [ "x", ], # in between
              { k = "v", l.m = [], },
            ]
            """
        let (tables, warnings) = Self.tables(text)
        #expect(warnings.isEmpty, "\(warnings)")
        #expect(tables.map(\.path) == [[], ["a", "b.c", "d"], ["list"], ["list"]])
        #expect(tables.map(\.line) == [1, 2, 6, 14])
        #expect(tables.map(\.isElement) == [false, false, true, true])
        #expect(tables[0]["top"] == .word("1"))
        #expect(tables[1]["lit\\eral"] == .string("C:\\dir"))
        #expect(tables[1]["x"]?["y"] == .string("q\"A😀\t"))
        #expect(tables[1]["x"]?["z"]?.isTrue == true)
        #expect(tables[2]["long"] == .string("one two\n\"\"three\"\""))
        #expect(tables[2]["raw"] == .string("a\n'b'"))
        #expect(tables[2]["day"] == .word("1979-05-27T07:32:00Z"))
        #expect(tables[3]["arr"]?.elements.count == 3)
        #expect(tables[3]["arr"]?.elements[1].strings == ["x"])
        #expect(tables[3]["arr"]?.elements[2]["k"] == .string("v"))
        #expect(tables[3]["arr"]?.elements[2]["l"]?["m"] == .array([]))
    }

    @Test func readsTimesBehindASpaceAndLineEndsOfWindows() {
        let text =
            "at = 1979-05-27 07:32:00.5Z # remark\r\non = 1979-05-27 \r\na = \"\"\"\r\none\r\n\\r\r\ntwo\"\"\"\r\n"
        let (tables, warnings) = Self.tables(text)
        #expect(warnings.isEmpty, "\(warnings)")
        #expect(tables[0]["at"] == .word("1979-05-27 07:32:00.5Z"))
        #expect(tables[0]["on"] == .word("1979-05-27"))
        #expect(tables[0]["a"] == .string("one\n\r\ntwo"))
    }

    @Test(arguments: [
        ("a = 1\na = 2\nb = 3\n", ["a", "b"], 2), ("a 1\nb = 3\n", ["b"], 1), ("a = \nb = 3\n", ["b"], 1),
        ("a = \"x\nb = 3\n", ["b"], 1), ("a = 1 2\nb = 3\n", ["a", "b"], 1), ("= 1\nb = 3", ["b"], 1),
        ("[x\nb = 3\n", ["b"], 1), ("a = [1 2]\nb = 3\n", ["b"], 1), ("a = {b = }\nb = 3\n", ["b"], 1),
        ("a = '''x\n", [], 1), ("a = \"\\", [], 1),
    ])
    func aBadLineCostsItself(_ text: String, _ keys: [String], _ line: Int) {
        let (tables, warnings) = Self.tables(text)
        #expect(tables[0].members.map(\.key) == keys)
        #expect(warnings.map(\.line) == [line] || text.contains("'''"))
        #expect(!warnings.isEmpty)
    }

    @Test(arguments: [
        "a = " + String(repeating: "[", count: 1_000_000), "a = " + String(repeating: "{a=", count: 500_000),
    ])
    func boundsNesting(_ text: String) {
        let (tables, warnings) = Self.tables(text)
        #expect(tables.allSatisfy { $0.members.isEmpty })
        #expect(warnings.count == 1)
    }

    @Test func boundsItemsUnderOneHeader() {
        let text = "a = [" + String(repeating: "1,", count: TOMLCursor.itemLimit + 10) + "]\n[b]\nc = 1\n"
        let (tables, warnings) = Self.tables(text)
        #expect(tables.count == 2)
        #expect(warnings.map(\.reason) == ["too many values under one header; the inventory is partial"])
    }

    @Test func replacesInvalidUTF8WithAWarning() {
        let bytes = Array("a = \"x".utf8) + [0xC3] + Array("\"\n".utf8)
        bytes.withUnsafeBytes {
            var cursor = TOMLCursor($0)
            let table = cursor.nextTable()
            #expect(table?["a"] == .string("x\u{FFFD}"))
            #expect(cursor.notes.all.map(\.line) == [1])
        }
    }

    private static func tables(_ text: String) -> ([TOMLTable], [Inventory.Warning]) {
        text.utf8Bytes.withUnsafeBytes {
            var cursor = TOMLCursor($0)
            var tables: [TOMLTable] = []
            while let table = cursor.nextTable() { tables.append(table) }
            return (tables, cursor.notes.all)
        }
    }
}
