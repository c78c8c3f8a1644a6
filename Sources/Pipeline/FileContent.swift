internal import PluginHost
internal import Model

/// A file of the target with its bytes at hand, and what findings need to know of it.
///
/// Lives only while the bytes are lent.
struct FileContent {
    let entry: FileEntry
    let path: String
    let bytes: UnsafeRawBufferPointer
    let lines: LineIndex
    let syntax: CommentSyntax

    init(entry: FileEntry, bytes: UnsafeRawBufferPointer) {
        self.entry = entry
        self.bytes = bytes
        path = PathText.display(entry.path)
        lines = LineIndex(bytes)
        syntax = CommentSyntax.of(path: path)
    }

    /// Where a region of a plugin lies in this file, clamped to it. Nil when the region names the file as a whole.
    func range(of region: RawRegion) -> Range<Int>? {
        if region.byteLength > 0 || region.byteOffset > 0 {
            let start = Int(clamping: region.byteOffset)
            let length = Int(clamping: region.byteLength)
            let low = min(start, bytes.count)
            return low..<low + min(length, bytes.count - low)
        }
        guard region.startLine > 0 else { return nil }
        return rangeOfLines(region)
    }

    private func rangeOfLines(_ region: RawRegion) -> Range<Int>? {
        let lastLine = max(region.startLine, region.endLine)
        guard let first = lines.range(ofLine: region.startLine) else { return nil }
        let last = lines.range(ofLine: min(lastLine, lines.lineCount)) ?? first
        let start = region.startColumn > 0
            ? lines.offset(line: region.startLine, column: region.startColumn) ?? first.lowerBound : first.lowerBound
        let end = region.endColumn > 0
            ? lines.offset(line: min(lastLine, lines.lineCount), column: region.endColumn) ?? last.upperBound
            : last.upperBound
        return start..<max(start, end)
    }
}
