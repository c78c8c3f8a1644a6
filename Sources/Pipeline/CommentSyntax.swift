/// How comments are written in a file, told by its name: enough to leave them out of a fingerprint, not a parser.
struct CommentSyntax: Equatable {
    /// What opens a comment that runs to the end of the line.
    var line: [[UInt8]]
    /// What opens and closes a comment inside a line.
    var block: (open: [UInt8], close: [UInt8])?

    static func == (a: CommentSyntax, b: CommentSyntax) -> Bool {
        a.line == b.line && a.block?.open == b.block?.open && a.block?.close == b.block?.close
    }

    private static let hash = CommentSyntax(line: [Array("#".utf8)], block: nil)
    private static let slashes = CommentSyntax(line: [Array("//".utf8)], block: (Array("/*".utf8), Array("*/".utf8)))
    private static let php = CommentSyntax(line: [Array("//".utf8), Array("#".utf8)], block: slashes.block)
    private static let dashes = CommentSyntax(line: [Array("--".utf8)], block: slashes.block)
    private static let semicolon = CommentSyntax(line: [Array(";".utf8), Array("#".utf8)], block: nil)
    private static let markup = CommentSyntax(line: [], block: (Array("<!--".utf8), Array("-->".utf8)))
    private static let none = CommentSyntax(line: [], block: nil)

    private static let byExtension: [String: CommentSyntax] = {
        var table: [String: CommentSyntax] = [:]
        for name in [
            "py", "rb", "sh", "bash", "yml", "yaml", "toml", "r", "pl", "env", "conf", "tf", "mk", "ex", "exs",
        ] {
            table[name] = hash
        }
        for name in [
            "c", "h", "cc", "cpp", "hpp", "cs", "go", "java", "js", "jsx", "mjs", "cjs", "kt", "rs", "scala", "swift",
            "ts", "tsx", "dart", "groovy", "gradle", "css", "scss", "less", "proto",
        ] { table[name] = slashes }
        for name in ["sql", "lua", "hs", "elm"] { table[name] = dashes }
        for name in ["ini", "cfg", "properties", "asm"] { table[name] = semicolon }
        for name in ["html", "htm", "xml", "vue", "svg", "md"] { table[name] = markup }
        table["php"] = php
        return table
    }()

    static func of(path: String) -> CommentSyntax {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
        if name == "Dockerfile" || name == "Makefile" || name.hasPrefix(".env") { return hash }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 1 ? byExtension[parts[parts.count - 1].lowercased()] ?? none : none
    }
}

extension CommentSyntax {
    /// `code` without comments that begin at or after `from` (what was found may itself stand in a comment).
    /// Quoted text is left alone, so a `#` in a string opens nothing.
    func strip(_ code: [UInt8], from: Int) -> [UInt8] {
        var kept: [UInt8] = []
        var quote: UInt8?
        var index = 0
        while index < code.count {
            let byte = code[index]
            if index >= from, quote == nil {
                if line.contains(where: { code.matches($0, at: index) }) {
                    index = code[index...].firstIndex(of: UInt8(ascii: "\n")) ?? code.count
                    continue
                }
                if let block, code.matches(block.open, at: index) {
                    index = code.end(of: block.close, from: index + block.open.count)
                    continue
                }
            }
            if byte == UInt8(ascii: "\\"), quote != nil, index + 1 < code.count {
                kept.append(byte)
                index += 1
            } else if byte == quote || byte == UInt8(ascii: "\n") {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
            {
                quote = byte
            }
            kept.append(code[index])
            index += 1
        }
        return kept
    }
}

extension [UInt8] {
    fileprivate func matches(_ needle: [UInt8], at index: Int) -> Bool {
        index + needle.count <= count && self[index..<index + needle.count].elementsEqual(needle)
    }

    /// The index just after the next `needle`, or the end.
    fileprivate func end(of needle: [UInt8], from start: Int) -> Int {
        var index = start
        while index + needle.count <= count {
            if matches(needle, at: index) { return index + needle.count }
            index += 1
        }
        return count
    }
}
