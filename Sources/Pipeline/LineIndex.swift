/// Turns byte offsets of one file into lines and columns and back. Lines end with LF; a CR before it belongs to the
/// line.
struct LineIndex {
    /// Offset of the first byte of each line; never empty.
    private let starts: [Int]
    private let length: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        var starts = [0]
        for offset in bytes.indices where bytes[offset] == UInt8(ascii: "\n") { starts.append(offset + 1) }
        self.starts = starts
        length = bytes.count
    }

    var lineCount: Int { starts.count }

    /// 1-based line and 1-based column in bytes; offsets beyond the end count as the end.
    func position(of offset: Int) -> (line: Int, column: Int) {
        let offset = min(max(0, offset), length)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return (low + 1, offset - starts[low] + 1)
    }

    /// The bytes of a line without its LF; nil when the file has no such line.
    func range(ofLine line: Int) -> Range<Int>? {
        guard line >= 1, line <= starts.count else { return nil }
        let end = line < starts.count ? starts[line] - 1 : length
        return starts[line - 1]..<end
    }

    /// Offset of a 1-based line and column, clamped to the line; nil when the file has no such line.
    func offset(line: Int, column: Int) -> Int? {
        range(ofLine: line).map { min($0.lowerBound + max(0, column - 1), $0.upperBound) }
    }
}
