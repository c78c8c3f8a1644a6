internal import Model
internal import PluginHost

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
        let firstLine = Int(region.startLine)
        let lastLine = min(max(firstLine, Int(region.endLine)), max(firstLine, lines.lineCount))
        guard let first = lines.range(ofLine: firstLine), let last = lines.range(ofLine: lastLine) else { return nil }
        var start = first.lowerBound
        var end = last.upperBound
        if region.startColumn > 0 { start = lines.offset(line: firstLine, column: Int(region.startColumn)) ?? start }
        if region.endColumn > 0 { end = lines.offset(line: lastLine, column: Int(region.endColumn)) ?? end }
        return start..<max(start, end)
    }
}
