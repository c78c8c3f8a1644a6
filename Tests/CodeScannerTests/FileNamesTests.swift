import Testing

@testable import CodeScanner

struct FileNamesTests {
    @Test func differentPathsStayDifferentAndLeadBack() {
        let paths: [[UInt8]] = [Array("a/ä.py".utf8), [0x61, 0xFE, 0x2E, 0x63], [0x61, 0xFF, 0x2E, 0x63]]
        var names = FileNames()
        let known = paths.map { FileNames.name(of: $0) }
        for (path, name) in zip(paths, known) { names.remember(path, as: name) }
        #expect(known == ["a/ä.py", #"a\xfe.c"#, #"a\xff.c"#])
        #expect(known.map { names.path($0) } == paths)
        #expect(names.path("b.py") == Array("b.py".utf8))
    }
}
