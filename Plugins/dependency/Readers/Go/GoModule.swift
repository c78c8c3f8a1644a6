internal import Packages

extension LockfileFormat {
    /// go.mod (go.dev/ref/mod, "go.mod files"). The standard library is a package, `stdlib`, at the version of the
    /// toolchain or else of the `go` line.
    static let goModule = LockfileFormat("go-mod", ["go.mod"]) { file, inventory in
        var reader = GoModule()
        for line in file.lines { reader.take(line) }
        reader.finish(&inventory)
    }
}

/// Reads go.mod.
struct GoModule {
    struct Requirement {
        let name: String
        let version: String
        let isIndirect: Bool
        let line: Int
    }

    private struct Replacement {
        let name: String
        /// Empty for a folder.
        let version: String
    }

    /// The verb of the block that the lines are in.
    private var block: String?
    private(set) var requirements: [Requirement] = []
    /// By module, or by module and version separated by a space.
    private var replacements: [String: Replacement] = [:]
    private var excluded: Set<String> = []
    private var toolchain: (version: String, line: Int)?
    /// Of the `go` line; empty without one.
    private(set) var language = ""
    private var languageLine = 0
    private var notes = Notes()

    mutating func take(_ line: TextLines.Line) {
        let text = line.text
        let comment = text.range(ofComment: "//")
        var words = text[..<comment].split { $0 == " " || $0 == "\t" }.map(Self.unquoted)
        let isIndirect = text[comment...].drop { $0 == "/" || $0 == " " || $0 == "\t" }.hasPrefix("indirect")
        guard let first = words.first else { return }
        if let verb = block {
            if first == ")" { block = nil } else { take(verb, words, isIndirect, line.number) }
            return
        }
        words.removeFirst()
        if words.first == "(" {
            block = first
        } else {
            take(first, words, isIndirect, line.number)
        }
    }

    private mutating func take(_ verb: String, _ words: [String], _ isIndirect: Bool, _ line: Int) {
        guard requirements.count + replacements.count + excluded.count < InventoryBuilder.packageLimit else {
            return notes.add(line, "too many lines; the inventory is partial")
        }
        switch (verb, words.count) {
        case ("require", 2):
            requirements.append(Requirement(name: words[0], version: words[1], isIndirect: isIndirect, line: line))
        case ("exclude", 2): excluded.insert("\(words[0]) \(words[1])")
        case ("replace", 3...5): takeReplacement(words, line)
        case ("go", 1): (language, languageLine) = (words[0], line)
        case ("toolchain", 1):
            if let version = words[0].dropping(prefix: "go") {
                toolchain = (String(version.before("-")), line)
            }
        case ("module", _), ("retract", _), ("tool", _), ("godebug", _), ("ignore", _): break
        case ("require", _), ("exclude", _), ("replace", _), ("go", _), ("toolchain", _):
            notes.add(line, "the line has another form than its verb wants")
        default: notes.add(line, "a verb that is not known")
        }
    }

    /// `old [version] => new [version]`.
    private mutating func takeReplacement(_ words: [String], _ line: Int) {
        guard let arrow = words.firstIndex(of: "=>"), arrow == 1 || arrow == 2, arrow + 1 < words.count else {
            return notes.add(line, "the line has another form than its verb wants")
        }
        let version = arrow + 2 < words.count ? words[arrow + 2] : ""
        let key = words[..<arrow].joined(separator: " ")
        if replacements[key] == nil { replacements[key] = Replacement(name: words[arrow + 1], version: version) }
    }

    private static func unquoted(_ word: Substring) -> String {
        let isQuoted = word.count > 1 && word.first == word.last && (word.first == "\"" || word.first == "`")
        return String(isQuoted ? word.dropFirst().dropLast() : word)
    }

    /// What a required module is after replacement; nil when it is a folder.
    func resolved(_ requirement: Requirement) -> (name: String, version: String)? {
        let name = requirement.name
        guard let other = replacements["\(name) \(requirement.version)"] ?? replacements[name] else {
            return (name, requirement.version)
        }
        return other.version.isEmpty ? nil : (other.name, other.version)
    }

    func finish(_ inventory: inout InventoryBuilder) {
        inventory.notes.add(notes)
        addLibrary(&inventory)
        for requirement in requirements {
            guard let (name, version) = resolved(requirement) else { continue }
            var package = Package(.go, name, version, line: requirement.line)
            package.isDirect = !requirement.isIndirect
            if excluded.contains("\(name) \(version)") {
                inventory.notes.add(requirement.line, "a required version is excluded; Go takes a higher one")
                (package.version, package.requirement) = ("", ">\(version)")
            }
            inventory.add(package)
        }
    }

    private func addLibrary(_ inventory: inout InventoryBuilder) {
        guard toolchain != nil || !language.isEmpty else { return }
        var library = Package(.go, "stdlib", toolchain?.version ?? language, line: toolchain?.line ?? languageLine)
        library.isDirect = true
        if toolchain == nil { library.requirement = ">=\(language)" }
        inventory.add(library)
    }

    /// Whether the file names every module that the build needs, which it does from Go 1.17 on (go.dev/ref/mod, "Module
    /// graph pruning").
    var isComplete: Bool {
        let parts = language.pieces(at: UInt8(ascii: "."))
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1].prefix { $0.isNumber }) else {
            return false
        }
        return major > 1 || minor >= 17
    }
}

extension String {
    /// Where the comment begins, or the end.
    fileprivate func range(ofComment mark: String) -> Index {
        var index = utf8.startIndex
        while let place = self[index...].utf8.firstIndex(of: UInt8(ascii: "/")) {
            let isWord = place > startIndex && !utf8[utf8.index(before: place)].isBlank
            if !isWord, self[place...].utf8.starts(with: mark.utf8) { return place }
            index = utf8.index(after: place)
        }
        return endIndex
    }
}
