import Model
import PluginHost
import Testing

@testable import Pipeline

struct LineIndexTests {
    private func index(_ text: String) -> LineIndex { Array(text.utf8).withUnsafeBytes { LineIndex($0) } }

    @Test(arguments: [(0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (4, 2, 2), (99, 3, 1), (-5, 1, 1)])
    func offsetsBecomeLinesAndColumns(offset: Int, line: Int, column: Int) {
        let position = index("ab\nc\n").position(of: offset)
        #expect(position.line == line && position.column == column)
    }

    @Test func anEmptyFileHasOneEmptyLine() {
        #expect(index("").range(ofLine: 1) == 0..<0)
        #expect(index("").range(ofLine: 2) == nil)
    }

    @Test func aLastLineWithoutNewlineEndsAtTheEnd() { #expect(index("a\nbc").range(ofLine: 2) == 2..<4) }
}

struct RegionTests {
    private func range(of region: RawRegion, in text: String) -> Range<Int>? {
        Array(text.utf8).withUnsafeBytes { bytes in
            FileContent(entry: FileEntry(path: Array("f.py".utf8), size: Int64(bytes.count)), bytes: bytes).range(
                of: region)
        }
    }

    @Test func byteOffsetsRuleOverLines() {
        let region = RawRegion(startLine: 9, byteOffset: 2, byteLength: 3)
        #expect(range(of: region, in: "abcdefg") == 2..<5)
    }

    @Test func regionsBeyondTheFileAreClamped() {
        #expect(range(of: RawRegion(byteOffset: 5, byteLength: .max), in: "abc") == 3..<3)
        #expect(range(of: RawRegion(byteOffset: .max, byteLength: .max), in: "abc") == 3..<3)
        #expect(range(of: RawRegion(byteOffset: 1, byteLength: .max), in: "abc") == 1..<3)
        #expect(range(of: RawRegion(startLine: 1, startColumn: 1, endLine: 900, endColumn: 900), in: "a\nb") == 0..<3)
    }

    @Test func aLineAloneMeansTheWholeLine() {
        #expect(range(of: RawRegion(startLine: 2), in: "ab\ncd\nef") == 3..<5)
    }

    @Test func noPlaceMeansTheWholeFile() { #expect(range(of: RawRegion(), in: "abc") == nil) }
}
