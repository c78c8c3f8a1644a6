/// A word of a shell command, without its quotes.
struct ShellWord {
    let text: String
    /// Of the script's bytes.
    let range: Range<Int>
    /// The commands of the script that stand in `$(…)`, backticks or `<(…)` inside this word.
    var nested: Range<Int> = 0..<0
    /// Whether it has no expansions.
    var isLiteral = true
}

/// A simple command: its words, and what feeds it.
struct ShellCommand {
    var words: [ShellWord] = []
    /// The command whose output it reads.
    var pipedFrom: Int?

    var range: Range<Int> {
        guard let first = words.first, let last = words.last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }

    /// The words from the program's name on: without assignments, keywords, and programs that start others.
    var call: ArraySlice<ShellWord> {
        var rest = words[...]
        while let word = rest.first {
            if Self.keywords.contains(word.text) || Self.isAssignment(word.text) {
                rest = rest.dropFirst()
            } else if Self.starters.contains(Self.base(word.text)) {
                rest = rest.dropFirst().drop { $0.text.hasPrefix("-") || Self.isAssignment($0.text) }
            } else {
                break
            }
        }
        return rest
    }

    /// The program's name without its folder.
    var program: String { call.first.map { Self.base($0.text) } ?? "" }
    var arguments: ArraySlice<ShellWord> { call.dropFirst() }

    private static let keywords: Set<String> = ["if", "then", "elif", "else", "do", "while", "until", "!", "{", "time"]
    private static let starters: Set<String> = [
        "sudo", "doas", "env", "exec", "command", "nohup", "nice", "ionice", "builtin",
    ]

    static func base(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? path }

    static func isAssignment(_ text: String) -> Bool {
        guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")), equals != text.startIndex else { return false }
        return text.utf8[..<equals].allSatisfy { isName($0) }
    }

    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}

/// The simple commands of a shell script, those of substitutions included, in no more detail than the checks need:
/// functions, loops and conditions are lists of commands, here-documents are passed over.
struct ShellScript {
    /// Substitutions inside one another; deeper ones are text.
    static let deepest = 8

    private(set) var commands: [ShellCommand] = []
    private let bytes: [UInt8]
    private var position = 0
    private var heredocs: [(end: [UInt8], stripsTabs: Bool)] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        list(depth: 0, until: nil)
    }

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func follows(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard position + count <= bytes.count else { return false }
        return bytes[position..<position + count].elementsEqual(
            UnsafeBufferPointer(start: text.utf8Start, count: count))
    }

    /// Commands up to a closing mark, which is passed over.
    private mutating func list(depth: Int, until closing: UInt8?) {
        var current = ShellCommand()
        while let byte {
            if byte == closing {
                position += 1
                break
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"):
                position += 1
                end(&current, isPipe: false)
                skipHeredocs()
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "|") where !follows("||"):
                position += follows("|&") ? 2 : 1
                end(&current, isPipe: true)
            case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: ")"):
                position += 1
                end(&current, isPipe: false)
            case UInt8(ascii: "<"), UInt8(ascii: ">"): redirection(&current, depth)
            default: current.words.append(word(depth, until: closing))
            }
        }
        end(&current, isPipe: false)
    }

    private mutating func end(_ command: inout ShellCommand, isPipe: Bool) {
        var next = ShellCommand()
        if !command.words.isEmpty {
            commands.append(command)
            if isPipe { next.pipedFrom = commands.count - 1 }
        } else if command.pipedFrom != nil {
            // A line end after `|` does not end the pipeline.
            next.pipedFrom = command.pipedFrom
        }
        command = next
    }

    private mutating func skipLine() {
        position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    }

    private mutating func redirection(_ command: inout ShellCommand, _ depth: Int) {
        if follows("<(") || follows(">("), depth < Self.deepest {
            let start = position
            position += 2
            let first = commands.count
            list(depth: depth + 1, until: UInt8(ascii: ")"))
            command.words.append(
                ShellWord(text: "<()", range: start..<position, nested: first..<commands.count, isLiteral: false))
        } else if follows("<<"), !follows("<<<") {
            heredoc()
        } else {
            // The operator is a word of its own, so that the file behind it can be told from an argument.
            let start = position
            while let byte, "<>&|".utf8.contains(byte) { position += 1 }
            command.words.append(
                ShellWord(text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position))
        }
    }

    private mutating func heredoc() {
        position += 2
        let stripsTabs = byte == UInt8(ascii: "-")
        if stripsTabs { position += 1 }
        while byte == UInt8(ascii: " ") { position += 1 }
        let name = word(Self.deepest, until: nil)
        if !name.text.isEmpty, heredocs.count < 16 { heredocs.append((Array(name.text.utf8), stripsTabs)) }
    }

    private mutating func skipHeredocs() {
        for (end, stripsTabs) in heredocs {
            while position < bytes.count {
                let start = position
                skipLine()
                var line = bytes[start..<position]
                position = min(position + 1, bytes.count)
                if stripsTabs { line = line.drop { $0 == UInt8(ascii: "\t") } }
                if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
                if line.elementsEqual(end) { break }
            }
        }
        heredocs.removeAll()
    }

    /// One word; at least one byte is passed over.
    private mutating func word(_ depth: Int, until closing: UInt8?) -> ShellWord {
        let start = position
        let first = commands.count
        var text: [UInt8] = []
        var isLiteral = true
        var quote: UInt8?
        while let byte {
            if byte == closing, quote == nil, position > start { break }
            switch byte {
            case UInt8(ascii: "'") where quote != UInt8(ascii: "\""),
                UInt8(ascii: "\"") where quote != UInt8(ascii: "'"):
                quote = quote == byte ? nil : byte
            case UInt8(ascii: "\\") where quote != UInt8(ascii: "'"):
                position += 1
                // A line that goes on contributes nothing.
                if let next = self.byte, next != UInt8(ascii: "\n") { text.append(next) }
            case UInt8(ascii: "$"), UInt8(ascii: "`"):
                text.append(byte)
                guard quote != UInt8(ascii: "'") else { break }
                isLiteral = false
                if substitution(depth) { continue }
            case _ where quote == nil && " \t\r\n;&|<>()".utf8.contains(byte):
                if position == start { position += 1 }
                return ShellWord(
                    text: String(decoding: text, as: UTF8.self), range: start..<position,
                    nested: first..<commands.count,
                    isLiteral: isLiteral)
            default: text.append(byte)
            }
            position = min(position + 1, bytes.count)
        }
        return ShellWord(
            text: String(decoding: text, as: UTF8.self), range: start..<max(position, start),
            nested: first..<commands.count,
            isLiteral: isLiteral)
    }

    /// `$(…)` or backticks at the position; false when there is none.
    private mutating func substitution(_ depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        if follows("$("), !follows("$((") {
            position += 2
            list(depth: depth + 1, until: UInt8(ascii: ")"))
            return true
        }
        if byte == UInt8(ascii: "`") {
            position += 1
            list(depth: depth + 1, until: UInt8(ascii: "`"))
            return true
        }
        return false
    }
}
