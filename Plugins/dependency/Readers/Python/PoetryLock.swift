internal import Packages

extension LockfileFormat {
    /// poetry.lock, versions 1 and 2 (python-poetry.org).
    static let poetryLock = LockfileFormat("poetry-lock", ["poetry.lock"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var lock = PoetryLock()
        while let table = cursor.nextTable() { lock.take(table, &inventory) }
        lock.close(&inventory)
        inventory.notes.add(cursor.notes)
        guard let project = PythonProject(of: file) else { return }
        for root in project.roots { inventory.root(root.key, root.scope) }
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// Reads poetry.lock. Packages are known by their name as PEP 503 compares it.
struct PoetryLock {
    private struct Wish {
        let name: String
        let isOptional: Bool
    }

    private var package: Package?
    private var isLocal = false
    private var wishes: [Wish] = []

    mutating func take(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        switch (table.name, table.isElement) {
        case ("package", true): open(table, &inventory)
        case ("package.dependencies", false):
            for member in table.members {
                wishes.append(Wish(name: member.path[0], isOptional: isOptional(member.value)))
            }
        case ("package.source", false): takeSource(table.members)
        case ("metadata", false), ("metadata.files", false):
            close(&inventory)
            let files = table.path.count == 2 ? table.members : table["files"]?.members ?? []
            for member in files { addHashes(of: member, &inventory) }
        default: break
        }
    }

    private mutating func open(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        close(&inventory)
        guard let name = table["name"]?.string else { return inventory.notes.add(table.line, "a package has no name") }
        var package = Package(.pypi, name, table["version"]?.string ?? "", line: table.line)
        package.hashes =
            table["files"]?.elements.compactMap { $0["hash"]?.string.flatMap { Digests.labelled($0) } } ?? []
        let groups = table["groups"]?.strings ?? []
        if table["category"]?.string == "dev" || (!groups.isEmpty && !groups.contains("main")) {
            package.scope = .development
        } else if table["optional"]?.isTrue == true {
            package.scope = .optional
        }
        self.package = package
        for member in table["dependencies"]?.members ?? [] {
            wishes.append(Wish(name: member.path[0], isOptional: isOptional(member.value)))
        }
        takeSource(table["source"]?.members ?? [])
    }

    private func isOptional(_ value: TOMLValue) -> Bool { value["optional"]?.isTrue ?? false }

    private mutating func takeSource(_ source: [TOMLMember]) {
        guard package != nil, let address = source.value("url")?.string else { return }
        switch source.value("type")?.string {
        case "directory", "file": isLocal = true
        case "git":
            let commit = source.value("resolved_reference")?.string ?? source.value("reference")?.string ?? ""
            package?.qualifiers["vcs_url"] = "git+\(address)" + (commit.isEmpty ? "" : "@\(commit)")
        case "url": package?.qualifiers["download_url"] = address
        default: package?.qualifiers["repository_url"] = address
        }
    }

    /// Version 1 has the hashes of all packages at its end.
    private func addHashes(of member: TOMLMember, _ inventory: inout InventoryBuilder) {
        guard let index = inventory.index(of: PythonName.key(member.path[0])) else { return }
        inventory[index].hashes += member.value.elements.compactMap {
            $0["hash"]?.string.flatMap { Digests.labelled($0) }
        }
    }

    /// Adds the package whose tables have been read.
    mutating func close(_ inventory: inout InventoryBuilder) {
        defer { (package, isLocal, wishes) = (nil, false, []) }
        guard let package else { return }
        if isLocal {
            for wish in wishes { inventory.root(PythonName.key(wish.name), wish.isOptional ? .optional : .required) }
            return
        }
        guard let index = inventory.add(package, key: PythonName.key(package.name)) else { return }
        for wish in wishes { inventory.edge(from: index, to: PythonName.key(wish.name), optional: wish.isOptional) }
    }
}
