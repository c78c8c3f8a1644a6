internal import Packages

extension LockfileFormat {
    /// Gemfile.lock of Bundler (bundler.io).
    static let gemfileLock = LockfileFormat(
        "gemfile-lock", ["Gemfile.lock", "*.gemfile.lock"], filling: GemfileLock.read)

    /// gems.locked, the other name of the same.
    static let gemsLocked = LockfileFormat("gems-locked", ["gems.locked"], filling: GemfileLock.read)
}

/// Reads Gemfile.lock: sections with indented members. A gem may be there for several platforms; an edge leads to all.
struct GemfileLock {
    private static let home = "https://rubygems.org/"
    private var section = ""
    private var members: [String: String] = [:]
    private var current: Int?
    private var isLocal = false
    /// The packages of a name.
    private var gems: [String: [Int]] = [:]
    private var wishes: [(from: Int, name: String)] = []
    private var roots: Set<String> = []

    static func read(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        var lock = GemfileLock()
        for line in file.lines where !line.isEmpty { lock.take(line, &inventory) }
        lock.finish(&inventory)
    }

    private mutating func take(_ line: TextLines.Line, _ inventory: inout InventoryBuilder) {
        let text = line.text.trimmed
        switch (section, line.indent) {
        case (_, 0):
            if ["<<<<<<<", "=======", ">>>>>>>"].contains(where: { text.hasPrefix($0) }) {
                inventory.notes.add(line.number, "a conflict of a merge is not resolved")
                return
            }
            section = String(text)
            (members, current) = ([:], nil)
        case ("GEM", 2), ("GIT", 2), ("PATH", 2), ("PLUGIN SOURCE", 2):
            // A section may have several remotes; the first is where most comes from.
            if let (key, value) = text.cut(at: UInt8(ascii: ":")), members[String(key)] == nil {
                members[String(key)] = String(value.trimmed)
            }
        case ("GEM", 4), ("GIT", 4), ("PATH", 4), ("PLUGIN SOURCE", 4): addGem(text, line.number, &inventory)
        case ("GEM", 6), ("GIT", 6), ("PATH", 6), ("PLUGIN SOURCE", 6):
            let name = String(text.before(" ", "!"))
            if isLocal { addRoot(name) } else if let current { addWish(current, name) }
        case ("DEPENDENCIES", 2): addRoot(String(text.before(" ", "!")))
        case ("CHECKSUMS", 2): addChecksum(text, &inventory)
        case ("PLATFORMS", _), ("RUBY VERSION", _), ("BUNDLED WITH", _): break
        default: inventory.notes.add(line.number, "the line fits nothing above")
        }
    }

    private mutating func addWish(_ from: Int, _ name: String) {
        if wishes.count < InventoryBuilder.edgeLimit { wishes.append((from, name)) }
    }

    private mutating func addRoot(_ name: String) {
        if roots.count < InventoryBuilder.packageLimit { roots.insert(name) }
    }

    private mutating func addGem(_ text: Substring, _ line: Int, _ inventory: inout InventoryBuilder) {
        isLocal = section == "PATH"
        current = nil
        guard let (name, version, platform) = Self.identity(text) else {
            return inventory.notes.add(line, "a gem is expected, such as \"name (1.0)\"")
        }
        guard !isLocal else { return }
        var package = Package(.rubygems, name, version, line: line)
        if !platform.isEmpty { package.qualifiers["platform"] = platform }
        if section == "GIT", let remote = members["remote"] {
            let prefix = remote.hasPrefix("git") ? "" : "git+"
            package.qualifiers["vcs_url"] = prefix + remote + (members["revision"].map { "@\($0)" } ?? "")
        } else if let remote = members["remote"], remote != Self.home, remote + "/" != Self.home {
            package.qualifiers["repository_url"] = remote
        }
        guard let index = inventory.add(package, key: Self.key(name, version, platform)) else { return }
        current = index
        if gems[name]?.contains(index) != true, gems[name, default: []].count < 64 {
            gems[name, default: []].append(index)
        }
    }

    /// `name (version-platform)`; a version has no dash of its own.
    private static func identity(_ text: Substring) -> (name: String, version: String, platform: String)? {
        guard let (name, rest) = text.cut(at: UInt8(ascii: " ")), rest.hasPrefix("("),
            let (inner, _) = rest.dropFirst().cut(at: UInt8(ascii: ")")), !name.isEmpty
        else { return nil }
        guard let (version, platform) = inner.cut(at: UInt8(ascii: "-")) else {
            return (String(name), String(inner), "")
        }
        return (String(name), String(version), String(platform))
    }

    private static func key(_ name: String, _ version: String, _ platform: String) -> String {
        "\(name) \(version) \(platform)"
    }

    /// `name (version) sha256=hex`.
    private func addChecksum(_ text: Substring, _ inventory: inout InventoryBuilder) {
        guard let (name, version, platform) = Self.identity(text),
            let index = inventory.index(of: Self.key(name, version, platform)),
            let (_, digests) = text.cut(at: UInt8(ascii: ")"))
        else { return }
        for digest in digests.split(whereSeparator: { $0 == " " || $0 == "," }).prefix(16) {
            if let hash = Digests.labelled(digest) { inventory[index].hashes.append(hash) }
        }
    }

    private func finish(_ inventory: inout InventoryBuilder) {
        for wish in wishes {
            for to in gems[wish.name] ?? [] { inventory.edge(from: wish.from, to: to) }
        }
        for name in roots {
            for index in gems[name] ?? [] { inventory[index].isDirect = true }
        }
        inventory.knowsDirect = !roots.isEmpty
    }
}
