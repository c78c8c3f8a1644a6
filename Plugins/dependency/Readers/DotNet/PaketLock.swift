internal import Packages

extension LockfileFormat {
    /// `paket.lock`: NuGet packages of all groups and their edges; `paket.dependencies` beside it tells which are
    /// direct. Files that Paket takes from GitHub, Git or HTTP are no packages of a registry and are left out.
    ///
    /// https://fsprojects.github.io/Paket/lock-file.html
    static let paketLock = LockfileFormat("paket-lock", ["paket.lock"]) { file, inventory in
        var reader = PaketLockReader(inventory)
        for line in file.lines { reader.take(line) }
        reader.inventory.knowsDirect = file.open("paket.dependencies").map { reader.readManifest($0) } != nil
        inventory = reader.inventory
    }
}

private struct PaketLockReader {
    var inventory: InventoryBuilder
    private var group = ""
    private var isInNuGet = false
    private var remote = ""
    private var last: Int?

    init(_ inventory: InventoryBuilder) {
        self.inventory = inventory
    }

    /// Names are the same in any case; each group has its own packages.
    private static func key(_ group: String, _ name: some StringProtocol) -> String {
        group + "\n" + name.lowercased()
    }

    /// `group X` and `nuget Name …` are all that matters here.
    mutating func readManifest(_ bytes: [UInt8]) {
        var group = ""
        bytes.withUnsafeBytes { bytes in
            for line in TextLines(bytes) {
                let words = line.text.words
                guard words.count >= 2 else { continue }
                switch words[0].lowercased() {
                case "group": group = words[1].lowercased()
                case "nuget", "clitool":
                    let key = Self.key(group, words[1])
                    if let index = inventory.index(of: key) { inventory.root(key, inventory[index].scope) }
                default: break
                }
            }
        }
    }

    mutating func take(_ line: TextLines.Line) {
        let text = line.text.trimmed
        guard !text.isEmpty else { return }
        switch line.indent {
        case 0: takeHeading(text)
        case ..<4: if let address = text.dropping(prefix: "remote:") { remote = String(address.trimmed) }
        case ..<6: if isInNuGet { takePackage(text, line.number) }
        default: takeDependency(text)
        }
    }

    private mutating func takeHeading(_ text: Substring) {
        last = nil
        if let name = text.dropping(prefix: "GROUP ") { group = name.trimmed.lowercased() }
        isInNuGet = text == "NUGET"
        remote = ""
    }

    /// `Name (1.2.3) - restriction: …`
    private mutating func takePackage(_ text: Substring, _ line: Int) {
        last = nil
        guard let (name, rest) = text.cut(at: UInt8(ascii: "(")), let (version, _) = rest.cut(at: UInt8(ascii: ")")),
            !name.trimmed.isEmpty, !version.trimmed.isEmpty
        else {
            return inventory.notes.add(line, "\"name (version)\" is expected")
        }
        var package = Package(.nuget, String(name.trimmed), String(version.trimmed), line: line)
        if ["build", "test", "tests", "dev", "development"].contains(group) { package.scope = .development }
        let isPublic = ["https://api.nuget.org/", "https://www.nuget.org/"].contains { remote.hasPrefix($0) }
        if !isPublic, !remote.isEmpty { package.qualifiers["repository_url"] = remote }
        last = inventory.add(package, key: Self.key(group, name.trimmed))
    }

    private mutating func takeDependency(_ text: Substring) {
        guard isInNuGet, let last, let name = text.words.first else { return }
        inventory.edge(from: last, to: Self.key(group, name))
    }
}
