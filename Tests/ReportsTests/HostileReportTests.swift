import Foundation
import Model
import Testing

@testable import Reports

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Whatever a target holds does nothing to who reads a report of it.
struct HostileReportTests {
    @Test(arguments: ReportFixture.formats)
    func nothingInADocumentMovesACursorOrTurnsText(format: String) async throws {
        var text = try await HostileText.fixture.text(format)
        if text.hasPrefix("\u{FEFF}") { text.unicodeScalars.removeFirst() }
        let active = text.unicodeScalars.first(where: HostileText.isActive)
        #expect(active == nil, "\(String(describing: active))")
    }

    @Test(arguments: ReportFixture.formats)
    func equalScansGiveEqualBytes(format: String) async throws {
        let fixture = HostileText.fixture
        #expect(try await fixture.bytes(format) == fixture.bytes(format))
    }

    @Test(arguments: [
        "json", "sarif", "gitlab-sast", "gitlab-secret-detection", "gitlab-dependency-scanning",
    ])
    func jsonStaysJSON(format: String) async throws {
        #expect(try await !HostileText.fixture.object(format).isEmpty)
    }

    @Test func everyLineOfJSONLinesIsOneObject() async throws {
        let text = try await HostileText.fixture.text("jsonl")
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1 + HostileText.texts.count)
        for line in lines { #expect(try JSONSerialization.jsonObject(with: Data(line)) is [String: Any]) }
    }

    @Test func jsonKeepsTheTextAsItWas() async throws {
        let object = try await HostileText.fixture.object("json")
        let titles = (object["findings"] as? [[String: Any]])?.compactMap { $0["title"] as? String } ?? []
        #expect(Set(titles).isSuperset(of: HostileText.texts.prefix(12)))
    }

    @Test func aPageHasNoMarkUpOfTheTarget() async throws {
        let text = try await HostileText.fixture.text("html")
        #expect(text.components(separatedBy: "<script").count == 2, "the page has one script, its own")
        #expect(text.components(separatedBy: "</script").count == 2)
        #expect(!text.contains("<img") && !text.contains("javascript:alert(1))\"") && !text.contains("<!-- "))
        for match in text.matches(of: /<[a-zA-Z][^>]*>/) {
            let tag = text[match.range].replacing(/(data-[a-z]+|value|id)="[^"]*"/, with: "")
            #expect(!tag.contains(/\son[a-z]+\s*=/), "an event handler: \(tag.prefix(200))")
            #expect(!tag.contains(/\sstyle\s*=/), "a style attribute: \(tag.prefix(200))")
            #expect(!tag.contains("href=") || tag.contains(/href="(#|https?:)/), "\(tag.prefix(200))")
            #expect(!tag.contains("src="), "\(tag.prefix(200))")
        }
    }

    @Test func xmlIsWellFormedAndKeepsItsShape() async throws {
        let bytes = try await HostileText.fixture.bytes("junit")
        let parser = XMLParser(data: Data(bytes))
        let counter = ElementCounter()
        parser.delegate = counter
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        let scanners = 3 * HostileText.texts.count
        #expect(counter.counts["testcase"] == scanners + HostileText.texts.count)
        #expect(counter.counts["failure"] == HostileText.texts.count && counter.counts["script"] == nil)
    }

    @Test func noCellOfATableIsAFormula() async throws {
        let text = try await HostileText.fixture.text("csv")
        let cells = text.matches(of: /"((?:[^"]|"")*)"/).map { String($0.output.1) }
        #expect(cells.count % CSVReport.columns.count == 0)
        for cell in cells {
            let first = cell.drop { $0 == " " }.unicodeScalars.first
            #expect(first.map { !"=+-@\t\r|%＝＋－＠".unicodeScalars.contains($0) } ?? true, "\(cell.prefix(100))")
            #expect(cell.utf8.count <= 70_000)
        }
    }

    @Test(arguments: ["md", "pr-comment"])
    func markdownLinksAndMentionsNobody(format: String) async throws {
        let text = try await HostileText.fixture.text(format)
        #expect(text.components(separatedBy: "<!--").count == (format == "md" ? 1 : 2))
        // Code spans show what is in them.
        let prose = text.replacing(/(`+)[^`].*?[^`]?\1(?!`)/, with: "")
        #expect(!prose.contains("<img") && !prose.contains("<script"))
        #expect(!prose.contains(/[^\\]\]\(/) && !prose.contains("@everyone") && !prose.contains("http://evil"))
    }

    private final class ElementCounter: NSObject, XMLParserDelegate {
        var counts: [String: Int] = [:]

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String] = [:]
        ) { counts[element, default: 0] += 1 }
    }
}

struct MarkedTextTests {
    @Test(arguments: [
        ("--- x", "\\--- x"), ("=====", "\\====="), ("+ item", "\\+ item"), ("12. item", "12\\. item"),
        ("1) item", "1\\) item"), ("    code", "code"), ("3 items", "3 items"), ("", ""), ("* item", "\\* item"),
    ])
    func aParagraphIsNeitherAHeadingNorAList(text: String, written: String) {
        #expect(MarkdownText.paragraph(text) == written)
    }

    /// Marks without end cost time in proportion to their number.
    @Test(.timeLimit(.minutes(1))) func proseOfMarksAloneIsWrittenOnce() {
        var output = ReportBytes()
        for _ in 0..<200 { HTMLProse.inline(String(repeating: "`", count: 16_383), to: &output) }
        #expect(output.count > 200)
    }
}
