import Testing

@testable import CodeAuthoring

struct AnnotationTests {
    private func read(_ text: String) -> [Annotation] { Annotation.all(in: Array(text.utf8)) }

    @Test(arguments: [
        "# ruleid: a.b", "// ruleid:a.b", "  /* ruleid: a.b */", "<!-- ruleid: a.b -->", "-- ruleid: a.b",
        "{{! ruleid: a.b }}",
        "{# ruleid: a.b #}", "; ruleid: a.b", " * ruleid: a.b", "f()  # ruleid: a.b because", "# ruleid: code.team.a.b",
    ])
    func everyStyleOfCommentIsRead(line: String) {
        #expect(read(line + "\ncode\n") == [Annotation(kind: .found, rules: ["team.a.b"], line: 2)])
    }

    @Test func severalRulesAndSeveralCommentsAreAboutOneLine() {
        let found = read("# ruleid: a, b\n# ok: c\n# todook: d\n# todoruleid: e\ncode\n")
        #expect(found.map(\.line) == [5, 5, 5, 5])
        #expect(found.map(\.kind) == [.found, .notFound, .knownFalseAlarm, .knownMiss])
        #expect(found.first?.rules == ["team.a", "team.b"])
    }

    @Test func wordsInCodeAreNoComment() {
        #expect(read("x = \"ruleid: a\"\nok: b\nlook: c # book: d\n").isEmpty)
    }

    @Test func atTheEndOfAFileItIsNotForgotten() {
        #expect(read("code\n# ruleid: a").map(\.kind) == [.found])
    }
}
