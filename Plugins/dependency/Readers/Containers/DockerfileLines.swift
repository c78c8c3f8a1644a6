/// Joins the lines of a Dockerfile into instructions: continued lines, comments between them, and here-documents, whose
/// text is no instruction.
///
/// https://docs.docker.com/reference/dockerfile/#format
struct DockerfileLines {
    struct Instruction: Equatable {
        var text: String
        var line: Int
    }

    /// Bytes of one instruction that are kept; what matters stands at its beginning.
    static let instructionLimit = 16 << 10

    private var escape: Character = "\\"
    private var isHead = true
    private var pending: Instruction?
    private var terminators: [Substring] = []
    /// The image that interprets the file (`# syntax=`).
    private(set) var syntax: Instruction?

    /// Takes the next line; answers an instruction when this line ends one.
    mutating func take(_ line: Substring, number: Int) -> Instruction? {
        let text = line.trimmed
        if let terminator = terminators.first {
            if text == terminator { terminators.removeFirst() }
            return nil
        }
        if text.isEmpty { return nil }
        if text.utf8.first == UInt8(ascii: "#") {
            directive(text, number)
            return nil
        }
        isHead = false
        let isContinued = text.last == escape
        join(isContinued ? text.dropLast().trimmed : text, number)
        return isContinued ? nil : finish()
    }

    /// The instruction that the end of the file cut off.
    mutating func finish() -> Instruction? {
        guard let instruction = pending else { return nil }
        pending = nil
        terminators = Self.hereDocuments(instruction.text)
        return instruction
    }

    private mutating func join(_ text: Substring, _ number: Int) {
        guard var instruction = pending else {
            pending = Instruction(text: String(text.prefix(bytes: Self.instructionLimit)), line: number)
            return
        }
        pending = nil
        let room = Self.instructionLimit - instruction.text.utf8.count
        if room > 1 { instruction.text += " " + text.prefix(bytes: room - 1) }
        pending = instruction
    }

    /// `# escape=` and `# syntax=` count before the first instruction only.
    private mutating func directive(_ comment: Substring, _ number: Int) {
        guard isHead, let (name, value) = comment.dropFirst().cut(at: UInt8(ascii: "=")) else { return }
        switch name.trimmed.lowercased() {
        case "escape": if value.trimmed == "`" { escape = "`" }
        case "syntax": syntax = syntax ?? Instruction(text: String(value.trimmed), line: number)
        default: isHead = false
        }
    }

    /// The words that end the here-documents of an instruction, in their order.
    private static func hereDocuments(_ text: String) -> [Substring] {
        let words = text.words
        guard let name = words.first?.uppercased(), ["RUN", "COPY", "ADD"].contains(name) else { return [] }
        return words.dropFirst().compactMap { word in
            guard var end = word.dropping(prefix: "<<"), !end.hasPrefix("<") else { return nil }
            if end.hasPrefix("-") { end = end.dropFirst() }
            return end.isEmpty ? nil : end.unquoted
        }
    }
}
