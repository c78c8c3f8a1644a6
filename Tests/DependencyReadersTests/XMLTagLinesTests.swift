import Testing

@testable import DependencyReaders

struct XMLTagLinesTests {
    @Test(arguments: [
        ("<a>\n<b/>\n\n<c\n x='1'><d/></c></a>", [1, 2, 4, 5]),
        ("<?xml version='1.0'?>\n<?p <x> ?>\n<!-- <x>\n-->\n<a/>", [5]),
        ("<a><![CDATA[\n<x>]]\n]]><b/></a>", [1, 3]),
        ("<!DOCTYPE a [\n<!ELEMENT a (#PCDATA)>\n<!-- ]> \" -->\n<!ATTLIST a b CDATA '>'>\n]>\n<a/>", [6]),
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
