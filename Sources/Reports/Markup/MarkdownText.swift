/// Text in Markdown (CommonMark with GitHub's extensions) that stays the text it is: no mark-up, no HTML, no link, no
/// mention of a person, no reference to an issue.
enum MarkdownText {
    /// In a paragraph or a cell of a table.
    static func inline(_ text: String, limit: Int = 1000) -> String {
        var bytes = ReportBytes()
        bytes.escaped(SafeText.line(text, limit: limit)) { byte in
            switch byte {
            case UInt8(ascii: "\\"): "\\\\"
            case UInt8(ascii: "`"): "\\`"
            case UInt8(ascii: "*"): "\\*"
            case UInt8(ascii: "_"): "\\_"
            case UInt8(ascii: "~"): "\\~"
            case UInt8(ascii: "["): "\\["
            case UInt8(ascii: "]"): "\\]"
            case UInt8(ascii: "|"): "\\|"
            case UInt8(ascii: "!"): "\\!"
            case UInt8(ascii: "$"): "\\$"
            case UInt8(ascii: "<"): "&lt;"
            case UInt8(ascii: ">"): "&gt;"
            case UInt8(ascii: "&"): "&amp;"
            // What comes after these must not touch them, or it is a mention, an issue.
            case UInt8(ascii: "@"): "@&#8203;"
            case UInt8(ascii: "#"): "#&#8203;"
            default: nil
            }
        }
        let result = String(decoding: bytes.take(), as: UTF8.self)
        // Few texts have an address, and looking for one costs more than all of the above.
        guard text.utf8.contains(UInt8(ascii: ":")) || text.utf8.contains(UInt8(ascii: "w")) else { return result }
        return unlinked(result)
    }

    /// At the beginning of a line, where a row of marks or a number would make it a heading, a rule or a list.
    static func paragraph(_ text: String, limit: Int = 1000) -> String {
        let text = inline(text, limit: limit).drop { $0 == " " }
        guard let first = text.utf8.first else { return "" }
        if "-+=".utf8.contains(first) { return "\\" + text }
        let digits = text.utf8.prefix { $0.isDigit }
        let rest = text.utf8[digits.endIndex...]
        guard !digits.isEmpty, let mark = rest.first, ".)".utf8.contains(mark) else { return String(text) }
        return text[..<digits.endIndex] + "\\" + text[digits.endIndex...]
    }

    /// GitHub links addresses that stand in a text.
    private static func unlinked(_ text: String) -> String {
        var result = ReportBytes()
        var text = text
        text.withUTF8 { source in
            var start = 0
            for index in source.indices.dropLast(2) {
                let isScheme = source[index] == 0x3A && source[index + 1] == 0x2F && source[index + 2] == 0x2F
                // In any case.
                let isHost = (0...2).allSatisfy { source[index + $0] | 0x20 == 0x77 }
                guard isScheme || isHost else { continue }
                result.raw(String(decoding: source[start...index], as: UTF8.self))
                result.raw("&#8203;")
                start = index + 1
            }
            result.raw(String(decoding: source[start...], as: UTF8.self))
        }
        return String(decoding: result.take(), as: UTF8.self)
    }

    /// A code span, whose marks are longer than any row of them in the text; good in a table as well. It holds no start
    /// of a comment, so that the marker of a report is where the report begins and nowhere else.
    static func code(_ text: String, limit: Int = 300) -> String {
        var text = SafeText.line(text, limit: limit)
        if text.utf8.contains(UInt8(ascii: "|")) { text = text.replacing("|", with: "¦") }
        if text.utf8.contains(UInt8(ascii: "<")) { text = text.replacing("<!--", with: "<! --") }
        guard text.utf8.contains(where: { $0 != 0x20 }) else { return "" }
        var (longest, row) = (0, 0)
        for byte in text.utf8 {
            row = byte == UInt8(ascii: "`") ? row + 1 : 0
            longest = max(longest, row)
        }
        let marks = String(repeating: "`", count: longest + 1)
        return longest > 0 ? "\(marks) \(text) \(marks)" : marks + text + marks
    }
}
