import Model
import Testing

@testable import SBOM

struct ContentTests {
    @Test(
        arguments: [
            ("MIT", .id("MIT")), ("mIT", .id("MIT")), ("(MIT)", .id("MIT")), ("GPL-2.0+", .id("GPL-2.0+")),
            ("Apache-2.0+", .expression("Apache-2.0+", isClosed: false)),
            ("MIT OR apache-2.0", .expression("MIT OR Apache-2.0", isClosed: true)),
            ("( mit and(isc or 0BSD) )", .expression("(MIT AND (ISC OR 0BSD))", isClosed: true)),
            (
                "GPL-2.0-only with classpath-exception-2.0 OR MIT",
                .expression("GPL-2.0-only WITH Classpath-exception-2.0 OR MIT", isClosed: true)
            ),
            ("DocumentRef-a:LicenseRef-b", .expression("DocumentRef-a:LicenseRef-b", isClosed: false)),
            ("LicenseRef-", .name("LicenseRef-")), ("MIT WITH MIT", .name("MIT WITH MIT")), ("MIT)(", .name("MIT)(")),
            ("(MIT OR ISC) WITH LLVM-exception", .name("(MIT OR ISC) WITH LLVM-exception")),
            ("MIT ISC", .name("MIT ISC")), ("AND MIT", .name("AND MIT")), ("()", .name("()")), ("(MIT", .name("(MIT")),
            ("MIT WITH", .name("MIT WITH")), ("LLVM-exception", .name("LLVM-exception")), ("MIT\n", .id("MIT")),
            ("", .none), (" ", .none), ("NOASSERTION", .none), ("NONE", .none), ("Ａ", .name("Ａ")),
            (
                "Apache-2.0 WITH LLVM-exception WITH LLVM-exception",
                .name("Apache-2.0 WITH LLVM-exception WITH LLVM-exception")
            ),
        ] as [(String, LicenceStatement)])
    func licencesAreSorted(text: String, expected: LicenceStatement) {
        #expect(LicenceStatement(text) == expected)
    }

    @Test(arguments: [
        ("@angular/core", "pkg:npm/%40angular/core@1", "@angular", "core"),
        ("core", "pkg:npm/%40angular/core", "@angular", "core"),
        ("@a/b", "pkg:npm/@a/b", "@a", "b"), ("Django", "pkg:pypi/django@4", "", "Django"),
        ("org.x:y", "pkg:maven/org.x/y@1?type=jar#s/t", "org.x", "y"), ("", "pkg:npm/a@1", "", "a"),
        ("x/y", "pkg:npm/a@1", "", "x/y"), ("n", "pkg:npm//", "", "n"), ("%", "pkg:npm/%25/%", "%", "%"),
        ("n", "pkg:npm/%00/a", "\u{FFFD}", "n"), ("n", "pkg:npm/%ff/a", "\u{FFFD}", "n"),
    ])
    func namesAreSplitAtThePurl(name: String, purl: String, group: String, own: String) {
        let found = PackageName(name, purl: purl)
        #expect([found.group, found.name] == [group, own])
    }

    @Test(
        arguments: [
            ("pkg:npm/a@1", "pkg:npm/a@1"), ("pkg://npm/a", "pkg:npm/a"), ("pkg:npm/a b", "pkg:npm/a%20b"),
            ("pkg:npm/%40a/b%", "pkg:npm/%40a/b%25"), ("pkg:npm/a#b#c", "pkg:npm/a#b%23c"),
            ("pkg:npm/é", "pkg:npm/%C3%A9"),
            ("pkg:npm/[a]", "pkg:npm/%5Ba%5D"), ("pkg:npm/a%4", "pkg:npm/a%254"), ("pkg:npm/\u{0}", "pkg:npm/%00"),
            ("npm/a", nil), ("pkg:npm", nil), ("pkg:npm/", nil), ("pkg:/a", nil), ("pkg:n m/a", nil), ("", nil),
            ("pkg:1/a", nil),
        ] as [(String, String?)])
    func purlsAreMadeURIs(text: String, expected: String?) { #expect(WebAddress.purl(text) == expected) }

    @Test(
        arguments: [
            ("https://a.example/b", "https://a.example/b"), ("HTTP://a:80", "http://a:80"),
            ("https://a/ü", "https://a/%C3%BC"),
            ("https://a?b#c", "https://a?b#c"), ("https://u@a/", nil), ("https://a:x/", nil), ("https:///", nil),
            ("ftp://a/", nil), ("javascript:alert(1)", nil), ("https://[::1]/", nil), ("https://a:999999/", nil),
        ] as [(String, String?)])
    func pagesAreMadeURIs(text: String, expected: String?) { #expect(WebAddress.page(text) == expected) }

    @Test func anAddressTooLongIsNoneInsteadOfAnother() {
        #expect(WebAddress.purl("pkg:npm/" + String(repeating: "x", count: 20_000)) == nil)
        #expect(WebAddress.page("https://a/" + String(repeating: "x", count: 20_000)) == nil)
    }

    @Test(arguments: [
        ("plain é 😀", "plain é 😀", "plain é 😀"),
        ("a\u{0}\u{1F}\u{7F}", "a\u{FFFD}\u{FFFD}\u{FFFD}", "a\u{FFFD}\u{FFFD}\u{FFFD}"),
        ("a\tb\nc\rd", "a b c d", "a\tb\nc d"),
        ("\u{FFFE}\u{FFFF}\u{FFFD}\u{FFEF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFEF}", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFEF}"),
        ("\u{80}\u{9F}\u{A0}", "\u{FFFD}\u{FFFD}\u{A0}", "\u{FFFD}\u{FFFD}\u{A0}"),
    ])
    func textsHoldOnlyWhatEveryFormatCan(text: String, line: String, block: String) {
        #expect(Array(PlainText.line(text).utf8) == Array(line.utf8))
        #expect(Array(PlainText.block(text).utf8) == Array(block.utf8))
    }

    @Test func longTextsAreCutBetweenCharacters() {
        #expect(PlainText.line(String(repeating: "x", count: 16_384)).utf8.count == 16_384)
        let cut = PlainText.line("x" + String(repeating: "é", count: 9000))
        #expect(cut.utf8.count == 16_383 + "…".utf8.count)
        #expect(cut.hasSuffix("é…"))
        #expect(String(repeating: "é", count: 2000).cut(toScalars: 1024).unicodeScalars.count == 1024)
    }

    @Test func checksumsAreThoseThatSomeoneCanCompare() {
        let found = Checksum.all(Fixture.hashes.components[0].hashes).map(\.algorithm.cycloneDX)
        #expect(found == ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256"])
        #expect(Checksum("SHA256:" + Fixture.digits(64).uppercased())?.digits == Fixture.digits(64))
        #expect(Checksum.all(Array(repeating: "md5:" + Fixture.digits(32), count: 3)).count == 1)
    }

    @Test func manyWithOneReferenceAreNumberedInLinearTime() {
        var references = ReferenceTable(reserved: [])
        let given = (0..<5000).map {
            references.assign(ref: String(repeating: "\u{1}", count: $0 % 3) + "\($0)\u{2}", purl: "pkg:a/b")
        }
        #expect(Set(given.compactMap(\.self)).count == 5000)
        #expect(references.assign(ref: "0\u{2}", purl: nil) == nil)
        var same = ReferenceTable(reserved: [])
        let long = String(repeating: "x", count: 16_384)
        let cut = (0..<100).map { same.assign(ref: long + "\($0)", purl: nil) }
        #expect(Set(cut.compactMap(\.self)).count == 100)
        #expect(same.reference(to: long + "7") == cut[7])
        #expect(same.reference(to: long) == nil)
    }
}
