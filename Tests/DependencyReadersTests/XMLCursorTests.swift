import Testing

@testable import DependencyReaders

@Suite struct XMLCursorTests {
    @Test func stepsThroughChildren() {
        let text = """
            <?xml version="1.0"?>
            <!-- a --><p:project xmlns:p="urn:x">
              <empty/>
              <skipped><version>no</version></skipped>
              <p:version> 1<!-- x --><![CDATA[.2]]>&amp; </p:version>
              <list><item id="a&lt;b"/><item>x</item></list>
              <none></none>
            </p:project>
            """
        let warnings = Self.withCursor(text) { cursor in
            #expect(cursor.nextChild() == "project")
            cursor.enter()
            #expect(cursor.nextChild() == "empty")
            cursor.enter()
            #expect(cursor.nextChild() == nil)
            #expect(cursor.nextChild() == "skipped")
            #expect(cursor.nextChild() == "version")
            #expect(cursor.line == 5)
            #expect(cursor.text() == "1.2&")
            #expect(cursor.nextChild() == "list")
            cursor.enter()
            #expect(cursor.nextChild() == "item")
            #expect(cursor.attribute("id") == "a<b")
            #expect(cursor.attribute("other") == nil)
            #expect(cursor.nextChild() == "item")
            #expect(cursor.text() == "x")
            #expect(cursor.nextChild() == nil)
            #expect(cursor.nextChild() == "none")
            #expect(cursor.text() == "")
            #expect(cursor.nextChild() == nil)
            #expect(cursor.nextChild() == nil)
        }
        #expect(warnings.isEmpty, "\(warnings)")
    }

    @Test(arguments: [
        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
        "<!DOCTYPE a [<!ENTITY % b SYSTEM \"http://localhost/\"> %b;]><a/>",
        "<!DOCTYPE a [<!ENTITY b \"&c;&c;\"><!ENTITY c \"d\">]><a x=\"&b;\"/>",
    ])
    func refusesEntities(_ text: String) {
        let warnings = Self.withCursor(text) { cursor in #expect(cursor.nextChild() == nil) }
        #expect(
            warnings.map(\.reason) == [
                "a document type with declarations in it is refused; the rest of the file is not read"
            ])
    }

    @Test func letsADocumentTypeWithoutEntitiesThrough() {
        let warnings = Self.withCursor("<!DOCTYPE a SYSTEM \"http://localhost/a.dtd\"><a>b</a>") { cursor in
            #expect(cursor.nextChild() == "a")
            #expect(cursor.text() == "b")
        }
        #expect(warnings.isEmpty)
    }

    @Test func keepsWhatStandsWellBeforeAnError() {
        let items = String(repeating: "<b>1</b>\n", count: 300)
        var count = 0
        let warnings = Self.withCursor("<a>\n\(items)<b>2</c>\n<b>3</b></a>") { cursor in
            #expect(cursor.nextChild() == "a")
            cursor.enter()
            while cursor.nextChild() != nil { if cursor.text() == "1" { count += 1 } }
        }
        #expect(count > 200)
        #expect(warnings.count == 1)
        #expect(warnings.first?.line == 302)
    }

    @Test func boundsNestingAndText() {
        let deep = Self.withCursor(String(repeating: "<a>", count: 100_000)) { cursor in
            while cursor.nextChild() != nil { cursor.enter() }
        }
        #expect(deep.map(\.reason) == ["more than 120 elements inside one another; the rest of the file is not read"])
        let long = "<a>" + String(repeating: "x<!-- -->", count: 200_000) + "</a>"
        _ = Self.withCursor(long) { cursor in
            #expect(cursor.nextChild() == "a")
            #expect(cursor.text().utf8.count == XMLCursor.textLimit)
        }
    }

    @Test(arguments: [
        "", " ", "<", "<a", "no xml", "\u{0}\u{1}", "<a>\u{0}</a>", "<?xml version=\"1.0\" encoding=\"x\"?><a/>",
    ])
    func whatIsNoXMLIsAWarning(_ text: String) {
        let warnings = Self.withCursor(text) { cursor in
            while cursor.nextChild() != nil { _ = cursor.text() }
        }
        #expect(warnings.count == 1)
    }

    private static func withCursor(_ text: String, _ use: (XMLCursor) -> Void) -> [Inventory.Warning] {
        text.utf8Bytes.withUnsafeBytes {
            let cursor = XMLCursor($0)
            use(cursor)
            return cursor.notes.all
        }
    }
}
