/// An instruction of a Dockerfile, its continued lines joined.
struct DockerInstruction {
    /// In capitals: `RUN`.
    let keyword: String
    /// What follows the keyword, without flags and here-documents.
    let arguments: [UInt8]
    /// `--from=build` as name and value; a flag alone has an empty value.
    let flags: [(name: String, value: String)]
    /// Of the file's bytes, without here-documents.
    let range: Range<Int>
    /// The here-documents' texts, which `RUN` executes, with the place of each.
    let documents: [(text: [UInt8], start: Int)]
    /// Whether it runs only when another image is built on this one.
    let isTrigger: Bool
    /// Where each piece of `arguments` that is whole in the file begins, in both.
    fileprivate let pieces: [(inText: Int, inFile: Int)]

    var text: String { String(decoding: arguments, as: UTF8.self) }

    /// What tells it from others: how it begins, in one line.
    var outline: String {
        let start = String(decoding: arguments.prefix(160), as: UTF8.self)
        return keyword + " " + start.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    func flag(_ name: String) -> String? { flags.first { $0.name == name }?.value }

    /// Where a part of the arguments stands in the file.
    func place(of part: Range<Int>) -> Range<Int> {
        guard !part.isEmpty else { return range }
        let start = place(part.lowerBound)
        return start..<max(start + 1, place(part.upperBound - 1) + 1)
    }

    private func place(_ offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].inText <= offset { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return range.lowerBound }
        return pieces[low - 1].inFile + offset - pieces[low - 1].inText
    }

    /// The arguments when they are a JSON list of texts; nil for the shell form.
    var execForm: [String]? { DockerExecForm.words(arguments) }
}

/// Splits a Dockerfile into instructions, as BuildKit does: parser directives, comments between continued lines,
/// here-documents.
struct DockerfileReader {
    static let mostInstructions = 5_000

    private let bytes: UnsafeRawBufferPointer
    private var position: Int
    private var escape = UInt8(ascii: "\\")
    private(set) var instructions: [DockerInstruction] = []
    /// Lines that begin with no word.
    private(set) var strayLine: Int?
    private(set) var isCut = false

    /// Whether lines go on with a backtick, as in images for Windows.
    var isForWindows: Bool { escape == UInt8(ascii: "`") }

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        readDirectives()
        while position < bytes.count {
            guard instructions.count < Self.mostInstructions else {
                isCut = true
                break
            }
            readInstruction()
        }
    }

    /// The line at the position without its end, and where the next one begins.
    private func line() -> (range: Range<Int>, next: Int) {
        let newline = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        var end = newline
        if end > position, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return (position..<end, min(newline + 1, bytes.count))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        let start = bytes[range].firstIndex { !Self.isBlank($0) } ?? range.upperBound
        let end = bytes[start..<range.upperBound].lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? start
        return start..<end
    }

    private func isComment(_ range: Range<Int>) -> Bool {
        let range = trimmed(range)
        return !range.isEmpty && bytes[range.lowerBound] == UInt8(ascii: "#")
    }

    /// `# escape=` counts only before everything else.
    private mutating func readDirectives() {
        while position < bytes.count {
            let (range, next) = line()
            guard isComment(range), range.count < 200 else { return }
            let text = String(decoding: bytes[range], as: UTF8.self).filter { $0 != " " && $0 != "\t" }.lowercased()
            guard text.contains("=") else { return }
            if text == "#escape=`" { escape = UInt8(ascii: "`") }
            position = next
        }
    }

    private mutating func readInstruction() {
        var text: [UInt8] = []
        var pieces: [(inText: Int, inFile: Int)] = []
        var first: Int?
        var last = position
        while position < bytes.count {
            let (range, next) = line()
            let content = trimmed(range)
            position = next
            if isComment(range) || (content.isEmpty && first != nil) { continue }
            if content.isEmpty { return }
            first = first ?? content.lowerBound
            last = content.upperBound
            let goesOn = bytes[content.upperBound - 1] == escape
            // Later lines keep their indentation: it separates words.
            let kept =
                (pieces.isEmpty ? content.lowerBound : range.lowerBound)..<(content.upperBound - (goesOn ? 1 : 0))
            pieces.append((text.count, kept.lowerBound))
            text += bytes[kept]
            if !goesOn { break }
        }
        guard let first else { return }
        finish(text, pieces, first..<last)
    }

    private mutating func finish(_ text: [UInt8], _ pieces: [(inText: Int, inFile: Int)], _ range: Range<Int>) {
        var isTrigger = false
        var rest = text[...]
        var keyword = Self.word(&rest)
        if keyword.uppercased() == "ONBUILD" {
            isTrigger = true
            keyword = Self.word(&rest)
        }
        guard !keyword.isEmpty, keyword.utf8.allSatisfy({ ShellCommand.isName($0) }) else {
            strayLine = strayLine ?? range.lowerBound
            return
        }
        keyword = keyword.uppercased()
        let flags = Self.flags(&rest)
        let documents = ["RUN", "COPY", "ADD"].contains(keyword) ? readDocuments(rest) : []
        let moved = pieces.map { (inText: $0.inText - rest.startIndex, inFile: $0.inFile) }
        instructions.append(
            DockerInstruction(
                keyword: keyword, arguments: Array(rest), flags: flags, range: range, documents: documents,
                isTrigger: isTrigger, pieces: moved))
    }

    private static func word(_ rest: inout ArraySlice<UInt8>) -> String {
        rest = rest.drop(while: isBlank)
        let word = rest.prefix { !isBlank($0) }
        rest = rest.dropFirst(word.count).drop(while: isBlank)
        return String(decoding: word, as: UTF8.self)
    }

    private static func flags(_ rest: inout ArraySlice<UInt8>) -> [(name: String, value: String)] {
        var flags: [(name: String, value: String)] = []
        while rest.starts(with: "--".utf8) {
            let parts = word(&rest).dropFirst(2).split(separator: "=", maxSplits: 1)
            flags.append((parts.first.map { String($0) } ?? "", parts.count > 1 ? String(parts[1]) : ""))
        }
        return flags
    }

    /// Reads the here-documents that an instruction announces.
    private mutating func readDocuments(_ arguments: ArraySlice<UInt8>) -> [(text: [UInt8], start: Int)] {
        var documents: [(text: [UInt8], start: Int)] = []
        for (name, stripsTabs) in Self.heredocs(arguments).prefix(16) {
            let start = position
            var end = position
            while position < bytes.count {
                let (range, next) = line()
                var content = bytes[range]
                if stripsTabs { content = content.drop { $0 == 0x09 } }
                position = next
                if content.elementsEqual(name) { break }
                end = next
            }
            documents.append((Array(bytes[start..<end]), start))
        }
        return documents
    }

    /// `<<EOF`, `<<-"EOF"`: the names, in order.
    private static func heredocs(_ text: ArraySlice<UInt8>) -> [(name: [UInt8], stripsTabs: Bool)] {
        var found: [(name: [UInt8], stripsTabs: Bool)] = []
        var rest = text
        let less = UInt8(ascii: "<")
        while let at = rest.firstIndex(of: less) {
            rest = rest[at...]
            let run = rest.prefix { $0 == less }.count
            rest = rest.dropFirst(run)
            guard run == 2 else { continue }
            let stripsTabs = rest.first == UInt8(ascii: "-")
            if stripsTabs { rest = rest.dropFirst() }
            let quote = rest.first.flatMap { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") ? $0 : nil }
            if quote != nil { rest = rest.dropFirst() }
            let name = rest.prefix { ShellCommand.isName($0) }
            if let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
                found.append((Array(name), stripsTabs))
            }
        }
        return found
    }
}

/// `["program", "argument"]`.
enum DockerExecForm {
    static func words(_ bytes: [UInt8]) -> [String]? {
        guard bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]"), bytes.count < 65_536 else {
            return nil
        }
        var words: [String] = []
        var current: [UInt8]?
        var index = 1
        while index < bytes.count - 1 {
            let byte = bytes[index]
            if let word = current {
                if byte == UInt8(ascii: "\"") {
                    words.append(String(decoding: word, as: UTF8.self))
                    current = nil
                } else {
                    if byte == UInt8(ascii: "\\") { index += 1 }
                    current?.append(bytes[index])
                }
            } else if byte == UInt8(ascii: "\"") {
                current = []
            } else if !" \t,".utf8.contains(byte) {
                return nil
            }
            index += 1
        }
        return current == nil ? words : nil
    }
}
