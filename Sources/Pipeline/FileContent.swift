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

    /// - Parameter lines: of these bytes, where they are known already.
    init(entry: FileEntry, bytes: UnsafeRawBufferPointer, lines: LineIndex? = nil) {
        self.entry = entry
        self.bytes = bytes
        path = PathText.display(entry.path)
        self.lines = lines ?? LineIndex(bytes)
        syntax = CommentSyntax.of(path: path)
    }

    /// Where a region of a plugin lies in this file, clamped to it. Nil when the region names the file as a whole.
    func range(of region: RawRegion) -> Range<Int>? {
        region.range(inFileOf: bytes.count) { lines }
    }
}

extension RawRegion {
    /// - Parameter lines: asked only for a region that is given by lines.
    func range(inFileOf count: Int, lines: () -> LineIndex) -> Range<Int>? {
        if byteLength > 0 || byteOffset > 0 {
            let low = min(Int(clamping: byteOffset), count)
            return low..<low + min(Int(clamping: byteLength), count - low)
        }
        return startLine > 0 ? range(in: lines()) : nil
    }

    private func range(in lines: LineIndex) -> Range<Int>? {
        let firstLine = Int(startLine)
        let lastLine = min(max(firstLine, Int(endLine)), max(firstLine, lines.lineCount))
        guard let first = lines.range(ofLine: firstLine), let last = lines.range(ofLine: lastLine) else { return nil }
        var start = first.lowerBound
        var end = last.upperBound
        if startColumn > 0 { start = lines.offset(line: firstLine, column: Int(startColumn)) ?? start }
        if endColumn > 0 { end = lines.offset(line: lastLine, column: Int(endColumn)) ?? end }
        return start..<max(start, end)
    }
}
