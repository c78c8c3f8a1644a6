internal import Model

/// The line of a finding with the place marked and its parts coloured. Secrets were cut out of it before.
struct HTMLSnippet {
    private let finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    func write(to output: inout ReportBytes) {
        guard let text = finding.snippet, text.contains(where: { $0 != " " }) else { return }
        let line = SafeText.line(text, limit: 2000)
        output.raw("<pre><code>")
        if let number = finding.lineStart { output.raw("<span class=\"gutter\">\(number)</span>") }
        let bytes = Array(line.utf8)
        let marked = line.contains("[redacted]") ? 0..<0 : place(in: bytes)
        for (range, kind) in HTMLSnippet.parts(bytes) { write(bytes, range, kind, marked, to: &output) }
        output.raw("</code></pre>\n")
    }

    /// The marked part of a word may begin or end inside it.
    private func write(
        _ bytes: [UInt8], _ range: Range<Int>, _ kind: StaticString?, _ marked: Range<Int>, to output: inout ReportBytes
    ) {
        let inside = range.clamped(to: marked)
        let cuts =
            inside.isEmpty
            ? [range] : [range.lowerBound..<inside.lowerBound, inside, inside.upperBound..<range.upperBound]
        for cut in cuts where !cut.isEmpty {
            let isMarked = cut == inside
            if isMarked { output.raw("<mark>") }
            if let kind {
                output.raw("<span class=\"")
                output.raw(kind)
                output.raw("\">")
            }
            output.markup(String(decoding: bytes[cut], as: UTF8.self))
            if kind != nil { output.raw("</span>") }
            if isMarked { output.raw("</mark>") }
        }
    }

    /// Columns count bytes of the line in the file. Where something was cut out before the place, or the line was cut,
    /// they do not fit what is shown, and nothing is marked.
    private func place(in bytes: [UInt8]) -> Range<Int> {
        guard let start = finding.columnStart, let end = finding.columnEnd, finding.lineEnd == finding.lineStart,
            start > 0, end > start, start <= 80, end - 1 <= bytes.count
        else { return 0..<0 }
        let range = start - 1..<end - 1
        let isCharacter = { (index: Int) in index >= bytes.count || bytes[index] & 0xC0 != 0x80 }
        return isCharacter(range.lowerBound) && isCharacter(range.upperBound) ? range : 0..<0
    }

    /// Strings, numbers, comments to the end of the line and words that most languages reserve: enough to read a line
    /// by, in any language.
    private static func parts(_ bytes: [UInt8]) -> [(Range<Int>, StaticString?)] {
        var parts: [(Range<Int>, StaticString?)] = []
        var (index, plain) = (0, 0)
        func add(_ end: Int, _ kind: StaticString) {
            if plain < index { parts.append((plain..<index, nil)) }
            parts.append((index..<end, kind))
            (index, plain) = (end, end)
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`") {
                add(endOfString(bytes, index), "s")
            } else if isComment(bytes, index) {
                add(bytes.count, "c")
            } else if byte.isLetterOrDigit || byte == UInt8(ascii: "_") {
                var end = index
                while end < bytes.count, bytes[end].isLetterOrDigit || bytes[end] == UInt8(ascii: "_") { end += 1 }
                if byte.isDigit {
                    add(end, "n")
                } else if words.contains(String(decoding: bytes[index..<end], as: UTF8.self)) {
                    add(end, "k")
                } else {
                    index = end
                }
            } else {
                index += 1
            }
        }
        if plain < bytes.count { parts.append((plain..<bytes.count, nil)) }
        return parts
    }

    private static func endOfString(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return min(bytes.count, index + 1)
    }

    private static func isComment(_ bytes: [UInt8], _ index: Int) -> Bool {
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        let isFirst = index == 0 || bytes[index - 1] == UInt8(ascii: " ")
        switch bytes[index] {
        case UInt8(ascii: "#"): return isFirst && (next == UInt8(ascii: " ") || index == 0)
        case UInt8(ascii: "/"): return isFirst && (next == UInt8(ascii: "/") || next == UInt8(ascii: "*"))
        default: return false
        }
    }

    private static let words: Set<String> = [
        "and", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "def", "do", "elif",
        "else",
        "except", "export", "extends", "false", "final", "finally", "fn", "for", "from", "func", "function", "if",
        "import",
        "in", "instanceof", "interface", "is", "lambda", "let", "match", "new", "nil", "not", "null", "or", "package",
        "pass", "private", "protected", "public", "raise", "return", "self", "static", "super", "switch", "this",
        "throw",
        "throws", "true", "try", "type", "var", "void", "while", "with", "yield", "None", "True", "False",
    ]
}
