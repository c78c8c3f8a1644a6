internal import Packages

/// Reads yarn.lock of Yarn 1: an entry for each package, headed by the descriptors (`name@range`) that it answers.
struct YarnClassicLock {
    private struct Entry {
        let descriptors: [String]
        let line: Int
        var version = ""
        var resolved = ""
        var integrity = ""
        /// Descriptors, and whether they may be missing.
        var dependencies: [(descriptor: String, isOptional: Bool)] = []
    }

    /// Of one entry.
    private static let dependencyLimit = 200_000
    private var entry: Entry?
    /// Of the group that the lines are in; nil outside of groups that count.
    private var isOptional: Bool?
    private var inventory: InventoryBuilder

    static func read(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        var lock = YarnClassicLock(inventory: inventory)
        for line in file.lines { lock.take(line) }
        lock.close()
        inventory = lock.inventory
        guard let manifest = PackageManifest(of: file) else { return }
        for item in manifest.dependencies.unique { inventory.root("\(item.name)@\(item.range)", item.scope) }
        inventory.spreadsScopes = true
        inventory.knowsDirect = !manifest.hasWorkspaces
    }

    private init(inventory: InventoryBuilder) {
        self.inventory = inventory
    }

    private mutating func take(_ line: TextLines.Line) {
        let indent = line.indent
        guard indent < line.bytes.count, line.bytes[indent] != UInt8(ascii: "#"), !line.isEmpty else { return }
        let words = line.words
        switch indent {
        case 0: open(words, line)
        case 2: takeMember(words, line)
        case 4 where words.count == 2:
            if let isOptional, entry?.dependencies.count ?? 0 < Self.dependencyLimit {
                entry?.dependencies.append(("\(words[0])@\(words[1])", isOptional))
            }
        case 4 where isOptional == nil: break
        default: inventory.notes.add(line.number, "a line of an entry is expected")
        }
    }

    private mutating func open(_ words: [String], _ line: TextLines.Line) {
        close()
        guard line.bytes.last == UInt8(ascii: ":"), !words.isEmpty else {
            inventory.notes.add(line.number, "the head of an entry is expected, such as \"name@range:\"")
            return
        }
        entry = Entry(descriptors: words, line: line.number)
    }

    private mutating func takeMember(_ words: [String], _ line: TextLines.Line) {
        isOptional = nil
        guard entry != nil else { return inventory.notes.add(line.number, "the line belongs to no entry") }
        switch (words.first, words.count) {
        case ("version", 2): entry?.version = words[1]
        case ("resolved", 2): entry?.resolved = words[1]
        case ("integrity", 2...): entry?.integrity = words.dropFirst().joined(separator: " ")
        case ("dependencies", 1): isOptional = false
        case ("optionalDependencies", 1): isOptional = true
        default: break
        }
    }

    private mutating func close() {
        defer { entry = nil }
        guard let entry, let first = entry.descriptors.first else { return }
        let (alias, range) = NPMSpecifier.split(first)
        guard !entry.version.isEmpty else {
            inventory.notes.add(entry.line, "an entry has no version")
            return
        }
        var name = alias
        if case .alias(let real, _) = NPMSpecifier(range ?? "") { name = real }
        guard var package = Package(npm: name, specifier: NPMSpecifier(entry.resolved), line: entry.line),
            NPMSpecifier(range ?? "") != .local
        else {
            for dependency in entry.dependencies {
                inventory.root(dependency.descriptor, dependency.isOptional ? .optional : .required)
            }
            return
        }
        package.requirement = ""
        package.version = entry.version
        package.hashes = hashes(of: entry)
        guard let index = inventory.add(package) else { return }
        for descriptor in entry.descriptors { inventory.define(descriptor, as: index) }
        for dependency in entry.dependencies {
            inventory.edge(from: index, to: dependency.descriptor, optional: dependency.isOptional)
        }
    }

    private func hashes(of entry: Entry) -> [String] {
        let stated = Digests.integrity(entry.integrity)
        guard stated.isEmpty, !entry.resolved.hasPrefix("git"),
            let (_, digits) = entry.resolved.cut(at: UInt8(ascii: "#"))
        else { return stated }
        return Digests.hex(digits, algorithm: "sha1").map { [$0] } ?? []
    }
}

extension TextLines.Line {
    /// The words of the line, which are separated by spaces, commas and a colon at the end; in double quotes, they may
    /// have those in them.
    fileprivate var words: [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for (index, byte) in bytes.enumerated() {
            if isEscaped {
                word.append(byte)
                isEscaped = false
            } else if isQuoted, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted,
                byte.isBlank || byte == UInt8(ascii: ",") || (byte == UInt8(ascii: ":") && index == bytes.count - 1)
            {
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word = []
            } else {
                word.append(byte)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }
}
