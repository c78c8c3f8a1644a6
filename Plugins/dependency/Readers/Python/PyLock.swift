internal import Packages

extension LockfileFormat {
    /// pylock.toml (PEP 751).
    static let pylock = LockfileFormat("pylock", ["pylock.toml", "pylock.*.toml"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var lock = PyLock()
        while let table = cursor.nextTable() { lock.take(table, &inventory) }
        lock.close(&inventory)
        inventory.notes.add(cursor.notes)
        guard let project = PythonProject(of: file) else { return }
        for root in project.roots { inventory.root(root.key, root.scope) }
        inventory.knowsDirect = true
    }
}

/// Reads pylock.toml. The parts of a package may be tables of their own or stand within it.
struct PyLock {
    private var package: Package?
    private var isLocal = false
    private var wishes: [String] = []

    mutating func take(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        guard table.path.first == "packages" else { return close(&inventory) }
        if table.path.count == 1 { return open(table, &inventory) }
        takePart(table.path[1], table.members)
        // [packages.archive.hashes] and its like.
        if table.path.last == "hashes" { addHashes(table.members) }
    }

    private mutating func open(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        close(&inventory)
        guard let name = table["name"]?.string else { return inventory.notes.add(table.line, "a package has no name") }
        package = Package(.pypi, name, table["version"]?.string ?? "", line: table.line)
        if let index = table["index"]?.string, !index.hasPrefix("https://pypi.org/") {
            package?.qualifiers["repository_url"] = index
        }
        // Used in extras or groups only; which one is not told apart from being optional.
        let marker = table["marker"]?.string ?? ""
        if marker.contains("in dependency_groups") {
            package?.scope = .development
        } else if marker.contains("in extras") {
            package?.scope = .optional
        }
        for part in ["vcs", "directory", "archive", "sdist", "wheels", "dependencies"] {
            guard let value = table[part] else { continue }
            if case .table(let members) = value { takePart(part, members) }
            for element in value.elements { takePart(part, element.members) }
        }
    }

    private mutating func takePart(_ part: String, _ members: [TOMLMember]) {
        addHashes(members.value("hashes")?.members ?? [])
        switch part {
        case "directory": isLocal = true
        case "dependencies": if let name = members.value("name")?.string { wishes.append(name) }
        case "vcs":
            guard let address = members.value("url")?.string else { return }
            let commit = members.value("commit-id")?.string.map { "@\($0)" } ?? ""
            package?.qualifiers["vcs_url"] = "\(members.value("type")?.string ?? "git")+\(address)\(commit)"
        case "archive":
            if let address = members.value("url")?.string { package?.qualifiers["download_url"] = address }
            if members.value("path") != nil { isLocal = true }
        default: break
        }
    }

    private mutating func addHashes(_ members: [TOMLMember]) {
        for member in members {
            guard let digits = member.value.string, let hash = Digests.hex(digits, algorithm: member.key) else {
                continue
            }
            package?.hashes.append(hash)
        }
    }

    mutating func close(_ inventory: inout InventoryBuilder) {
        defer { (package, isLocal, wishes) = (nil, false, []) }
        guard let package else { return }
        if isLocal {
            for wish in wishes { inventory.root(PythonName.key(wish), .required) }
            return
        }
        guard let index = inventory.add(package, key: PythonName.key(package.name)) else { return }
        for wish in wishes { inventory.edge(from: index, to: PythonName.key(wish)) }
    }
}
