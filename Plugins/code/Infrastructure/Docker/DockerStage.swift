/// A stage of a Dockerfile: what one `FROM` begins.
struct DockerStage {
    let from: DockerInstruction
    /// The image's name with variables filled in; nil when only the build knows it.
    let image: String?
    let name: String?
    /// The stage it is built on, when that is one of this file.
    let base: Int?
    var instructions: [DockerInstruction] = []
    /// What `USER` says at the end, here or in the stages below; nil when nobody said anything.
    var user: (instruction: DockerInstruction, name: String?)?
    /// Every variable that `ENV` and `ARG` set.
    var settings: [DockerSetting] = []

    /// The variables that commands name.
    var usedVariables: Set<String> {
        var names: Set<String> = []
        for instruction in instructions where instruction.keyword == "RUN" {
            for text in [instruction.arguments] + instruction.documents.map(\.text) { Self.collect(text, &names) }
        }
        return names
    }

    private static func collect(_ text: [UInt8], _ names: inout Set<String>) {
        for part in text.split(separator: UInt8(ascii: "$")).dropFirst(text.first == UInt8(ascii: "$") ? 0 : 1) {
            let name = part.drop { $0 == UInt8(ascii: "{") }.prefix(200).prefix { ShellCommand.isName($0) }
            names.insert(String(decoding: name, as: UTF8.self))
        }
    }
}

/// A variable that `ENV` or `ARG` sets.
struct DockerSetting {
    let instruction: DockerInstruction
    let name: String
    /// Nil for an `ARG` without one.
    let value: String?
    let range: Range<Int>
}

/// The stages of a Dockerfile.
struct DockerStages {
    private(set) var all: [DockerStage] = []
    private var variables = DockerVariables()
    /// Those before the first `FROM`, which stages see only where they name them.
    private var global = DockerVariables()

    init(_ instructions: [DockerInstruction]) {
        for instruction in instructions {
            switch instruction.keyword {
            case "FROM" where !instruction.isTrigger: begin(instruction)
            case "ARG", "ENV": set(instruction)
            case "USER" where !instruction.isTrigger && !all.isEmpty:
                let name = variables.expand(Self.unquoted(instruction.text))
                all[all.count - 1].user = (instruction, name)
            default: break
            }
            if !all.isEmpty, instruction.keyword != "FROM" { all[all.count - 1].instructions.append(instruction) }
        }
    }

    /// The stages whose files are in the image that is built by default, the last one first.
    var final: [DockerStage] {
        var stages: [DockerStage] = []
        var index = all.indices.last
        while let at = index {
            stages.append(all[at])
            index = all[at].base
        }
        return stages
    }

    private mutating func begin(_ instruction: DockerInstruction) {
        let words = instruction.text.split(whereSeparator: { $0 == " " || $0 == "\t" }).map { String($0) }
        let name = words.count > 2 && words[1].uppercased() == "AS" ? words[2].lowercased() : nil
        let image = words.first.flatMap { global.expand($0) }
        let base = image.flatMap { image in all.lastIndex { $0.name == image.lowercased() } }
        var stage = DockerStage(from: instruction, image: image, name: name, base: base)
        if let base { stage.user = all[base].user }
        all.append(stage)
        variables = DockerVariables()
    }

    private mutating func set(_ instruction: DockerInstruction) {
        for setting in Self.settings(of: instruction) {
            let value = setting.value.map { variables.expand($0) } ?? global[setting.name]
            if all.isEmpty {
                global.set(setting.name, setting.value.flatMap { global.expand($0) })
            } else if !instruction.isTrigger {
                // The environment wins over an argument of the same name.
                variables.set(setting.name, value)
                all[all.count - 1].settings.append(setting)
            }
        }
    }

    static func unquoted(_ text: String) -> String {
        guard text.count > 1, let first = text.first, first == text.last, first == "\"" || first == "'" else {
            return text
        }
        return String(text.dropFirst().dropLast())
    }

    /// `A=b C="d e"`, and `ENV A b c` of old.
    private static func settings(of instruction: DockerInstruction) -> [DockerSetting] {
        let words = DockerWords.split(instruction.arguments)
        guard let first = words.first else { return [] }
        if instruction.keyword == "ENV", !first.text.contains("=") {
            let value = instruction.text.dropFirst(first.text.count).drop { $0 == " " || $0 == "\t" }
            return [
                DockerSetting(
                    instruction: instruction, name: first.text, value: unquoted(String(value)), range: instruction.range
                )
            ]
        }
        return words.map { word in
            let parts = word.text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return DockerSetting(
                instruction: instruction, name: String(parts[0]), value: parts.count > 1 ? String(parts[1]) : nil,
                range: instruction.place(of: word.range))
        }
    }
}

/// Words between blanks, as `ENV`, `ARG` and `COPY` have them: quotes and backslashes, but nothing else of a shell.
enum DockerWords {
    static func split(_ bytes: [UInt8]) -> [(text: String, range: Range<Int>)] {
        var words: [(text: String, range: Range<Int>)] = []
        var current: [UInt8] = []
        var start: Int?
        var quote: UInt8?
        var index = 0
        while index <= bytes.count {
            let byte = index < bytes.count ? bytes[index] : UInt8(ascii: " ")
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            if isBlank, quote == nil || index == bytes.count {
                if let begin = start { words.append((String(decoding: current, as: UTF8.self), begin..<index)) }
                start = nil
                current = []
            } else {
                start = start ?? index
                if byte == quote {
                    quote = nil
                } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                } else {
                    if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'"), index + 1 < bytes.count { index += 1 }
                    current.append(bytes[index])
                }
            }
            index += 1
        }
        return words
    }
}
