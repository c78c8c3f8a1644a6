internal import Packages

extension LockfileFormat {
    /// pdm.lock (pdm-project.org, "Lock file"). An entry for each set of extras of a package; they become one.
    static let pdmLock = LockfileFormat("pdm-lock", ["pdm.lock"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        while let table = cursor.nextTable() {
            if table.name == "package", table.isElement { add(table, &inventory) }
            if table.name == "metadata.files" { addHashes(table, &inventory) }
        }
        inventory.notes.add(cursor.notes)
        guard let project = PythonProject(of: file) else { return }
        for root in project.roots { inventory.root(root.key, root.scope) }
        inventory.knowsDirect = true
    }

    private static func add(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        guard let name = table["name"]?.string else { return inventory.notes.add(table.line, "a package has no name") }
        let wishes = (table["dependencies"]?.strings ?? []).compactMap { PythonRequirement($0)?.name }
        if table["path"] != nil {
            for wish in wishes { inventory.root(PythonName.key(wish), .required) }
            return
        }
        var package = Package(.pypi, name, table["version"]?.string ?? "", line: table.line)
        let groups = table["groups"]?.strings ?? []
        if !groups.isEmpty, !groups.contains("default") { package.scope = .development }
        if let address = table["git"]?.string {
            package.qualifiers["vcs_url"] = "git+\(address)" + (table["revision"]?.string.map { "@\($0)" } ?? "")
        } else if let address = table["url"]?.string {
            package.qualifiers["download_url"] = address
        }
        package.hashes = hashes(table["files"])
        guard let index = inventory.add(package, key: PythonName.key(name)) else { return }
        for wish in wishes { inventory.edge(from: index, to: PythonName.key(wish)) }
    }

    private static func hashes(_ files: TOMLValue?) -> [String] {
        files?.elements.compactMap { $0["hash"]?.string.flatMap { Digests.labelled($0) } } ?? []
    }

    /// Old files have the hashes at their end: `"name version" = [...]`.
    private static func addHashes(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        for member in table.members {
            let name = member.path[0].before(" ", "[")
            guard let index = inventory.index(of: PythonName.key(name)) else { continue }
            for hash in hashes(member.value)
            where !inventory[index].hashes.contains(hash) && inventory[index].hashes.count < 1024 {
                inventory[index].hashes.append(hash)
            }
        }
    }
}
