/// The configuration file of one repository, as far as it is looked at: `include` is not followed.
///
/// https://git-scm.com/docs/git-config#_syntax
struct ConfigFile: Sendable {
    private var values: [String: String] = [:]

    /// Nil when there is no such file.
    init?(_ path: String) {
        guard let bytes = SmallFile.read(path) else { return nil }
        self.init(text: String(decoding: bytes, as: UTF8.self))
    }

    init(text: String) {
        var section = ""
        for line in ConfigFile.logicalLines(text) {
            if line.first == "[" {
                section = ConfigFile.section(line)
            } else if let (name, value) = ConfigFile.assignment(line) {
                values[section + "." + name] = value
            }
        }
    }

    /// The last value of `section.name` or `section.subsection.name`; section and name in lower case.
    subscript(key: String) -> String? { values[key] }

    /// Lines without blanks around them, those that end in a backslash joined with the next.
    private static func logicalLines(_ text: String) -> [String] {
        var lines: [String] = []
        var open: String?
        for line in text.split(whereSeparator: \.isNewline) {
            let whole = (open ?? "") + line.drop(while: \.isWhitespace)
            open = nil
            if whole.hasSuffix("\\") {
                open = String(whole.dropLast())
            } else if let first = whole.first, first != "#", first != ";" {
                lines.append(whole)
            }
        }
        return lines
    }

    /// `[section]` or `[section "subsection"]`.
    private static func section(_ line: String) -> String {
        let inside = line.dropFirst().prefix { $0 != "]" }
        guard let quote = inside.firstIndex(of: "\"") else { return inside.lowercased() }
        let name = inside[..<quote].filter { !$0.isWhitespace }.lowercased()
        let subsection = inside[inside.index(after: quote)...].prefix { $0 != "\"" }
        return name + "." + subsection.filter { $0 != "\\" }
    }

    private static func assignment(_ line: String) -> (name: String, value: String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let name = line[..<equals].filter { !$0.isWhitespace }.lowercased()
        return (name, value(line[line.index(after: equals)...]))
    }

    /// Quotes and escapes taken away, a comment cut off.
    private static func value(_ text: Substring) -> String {
        var value = ""
        var isQuoted = false
        var isEscaped = false
        for character in text.drop(while: \.isWhitespace) {
            if isEscaped {
                value.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "#" || character == ";" {
                break
            } else {
                value.append(character)
            }
        }
        while value.last?.isWhitespace == true { value.removeLast() }
        return value
    }
}
