import Testing

@testable import DependencyReaders

struct XMLTagLinesTests {
    @Test(arguments: [
        ("<a>\n<b/>\n\n<c\n x='1'><d/></c></a>", [1, 2, 4, 5]),
        ("<?xml version='1.0'?>\n<?p <x> ?>\n<!-- <x>\n-->\n<a/>", [5]),
        ("<a><![CDATA[\n<x>]]\n]]><b/></a>", [1, 3]),
        ("<a\nb='>'\nc=\"<\n\"/>".replacing("<\n", with: "\n"), [1]),
        ("<!DOCTYPE a SYSTEM \"x>y\n\">\n<a/>", [3]),
    ])
    func linesAreThoseOfTheStartTags(text: String, lines: [Int]) {
        Array(text.utf8).withUnsafeBytes { bytes in
            var tags = XMLTagLines(bytes)
            #expect(lines.map { _ in tags.next() } == lines)
            #expect(tags.next() == 0)
            let cursor = XMLCursor(bytes)
            #expect(Self.walk(cursor) == lines)
            #expect(cursor.notes.all == [])
        }
    }

    @Test func linesBeyondSixteenBitsAreKnown() {
        let text = "<a>" + String(repeating: "\n", count: 200_000) + "<b/></a>"
        Array(text.utf8).withUnsafeBytes { #expect(Self.walk(XMLCursor($0)) == [1, 200_001]) }
    }

    @Test(arguments: [
        "", "<", "<!", "<!-", "<!--", "<!-- -", "<![CDATA[", "<?", "<!DOCTYPE [\"", "<!DOCTYPE <!--", "</", "a",
    ])
    func unfinishedTextEnds(text: String) {
        Array(text.utf8).withUnsafeBytes { bytes in
            var tags = XMLTagLines(bytes)
            for _ in 0..<3 { _ = tags.next() }
            _ = Self.walk(XMLCursor(bytes))
        }
    }

    @Test(arguments: [
        ("<a>\n<!-- x -- y --></a>", 2, "\"--\" inside a comment is refused"),
        ("<a>\n<!--\n--->\n</a>", 2, "\"--\" inside a comment is refused"),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a/>", 1, "a document type with declarations in it is refused"),
        ("<!DOCTYPE a SYSTEM '[' \n[]><a/>", 1, "a document type with declarations in it is refused"),
        (
            "<a>\n<b" + (0...256).map { "\na\($0)='>'" }.joined() + "/></a>", 2,
            "more than 256 attributes or 8 namespaces in a tag"
        ),
        (
            "<a " + (0...8).map { "xmlns:a\($0)='u' " }.joined() + "/>", 1,
            "more than 256 attributes or 8 namespaces in a tag"
        ),
    ])
    func trapsAreRefused(text: String, line: Int, reason: String) {
        Array(text.utf8).withUnsafeBytes { bytes in
            #expect(XMLTagLines.refusal(of: bytes).map { "\($0.line) \($0.reason)" } == "\(line) \(reason)")
            let cursor = XMLCursor(bytes)
            _ = Self.walk(cursor)
            #expect(
                cursor.notes.all.first == Inventory.Warning(line: line, reason + "; the rest of the file is not read"))
        }
    }

    /// libxml2 2.9.14 takes minutes for each of these.
    @Test(.timeLimit(.minutes(10)), arguments: ["<!--", "<!-- a-b --", "<!--x>"])
    func commentsAreLinear(part: String) {
        Array(String(repeating: part, count: 200_000).utf8).withUnsafeBytes { bytes in
            #expect(Self.walk(XMLCursor(bytes)) == [])
        }
    }

    @Test(arguments: [
        ("<a/>", XMLEncoding.plain), ("<?xml version='1.0' encoding = 'UTF-8'?><a/>", .plain),
        ("\u{FEFF}<?xml version=\"1.0\" encoding=\"Windows-1252\"?><a/>", .plain),
        ("<?xml version='1.0' encoding='utf-16'?><a/>", .mistaken), ("<?xml encoding='UTF-7'?><a/>", .other),
        ("<?xml version='1.0' standalone='yes'?><a encoding='x'/>", .plain), ("<\u{0}a", .other),
    ])
    func encodingIsTold(text: String, encoding: XMLEncoding) {
        Array(text.utf8).withUnsafeBytes { bytes in
            #expect(XMLEncoding(bytes) == encoding)
            let cursor = XMLCursor(bytes)
            #expect(Self.walk(cursor) == (encoding == .other ? [] : [1]))
            #expect(cursor.notes.all.isEmpty == (encoding != .other))
        }
    }

    private static func walk(_ cursor: XMLCursor) -> [Int] {
        var lines: [Int] = []
        while cursor.nextChild() != nil {
            lines.append(cursor.line)
            cursor.enter()
            lines += walk(cursor)
        }
        return lines
    }
}
