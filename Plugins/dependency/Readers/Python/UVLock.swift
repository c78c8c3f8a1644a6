internal import Packages

extension LockfileFormat {
    /// uv.lock (docs.astral.sh/uv, "Project lockfile").
    static let uvLock = LockfileFormat("uv-lock", ["uv.lock"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var lock = UVLock()
        while let table = cursor.nextTable() { lock.take(table, &inventory) }
        lock.close(&inventory)
        inventory.notes.add(cursor.notes)
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// Reads uv.lock. Packages are known by their name, and by name and version where there are several of a name.
struct UVLock {
    private var package: Package?
    private var isLocal = false
    /// Keys of packages and how they are wanted.
    private var wishes: [(key: String, scope: Package.Scope)] = []

    mutating func take(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        switch (table.name, table.isElement) {
        case ("package", true): open(table, &inventory)
        case ("package.optional-dependencies", false): for extra in table.members { wish(extra.value, .optional) }
        case ("package.dev-dependencies", false): for group in table.members { wish(group.value, .development) }
        default: break
        }
    }

    private mutating func open(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        close(&inventory)
        guard let name = table["name"]?.string else { return inventory.notes.add(table.line, "a package has no name") }
        var package = Package(.pypi, name, table["version"]?.string ?? "", line: table.line)
        let source = table["source"]
        isLocal = ["virtual", "editable", "directory", "path", "workspace"].contains { source?[$0] != nil }
        if let address = source?["registry"]?.string, address != "https://pypi.org/simple" {
            package.qualifiers["repository_url"] = address
        } else if let address = source?["git"]?.string {
            package.qualifiers["vcs_url"] = Self.repository(address)
        } else if let address = source?["url"]?.string {
            package.qualifiers["download_url"] = address
        }
        let files = (table["sdist"].map { [$0] } ?? []) + (table["wheels"]?.elements ?? [])
        package.hashes = files.compactMap { $0["hash"]?.string.flatMap { Digests.labelled($0) } }
        self.package = package
        wish(table["dependencies"], .required)
    }

    /// `https://host/name?rev=main#commit`.
    private static func repository(_ address: String) -> String {
        let place = address.before("?", "#")
        let commit = address.cut(at: UInt8(ascii: "#")).map { "@\($0.1)" } ?? ""
        return "git+\(place)\(commit)"
    }

    private mutating func wish(_ list: TOMLValue?, _ scope: Package.Scope) {
        for item in list?.elements ?? [] where wishes.count < InventoryBuilder.packageLimit {
            guard let name = item["name"]?.string else { continue }
            let version = item["version"]?.string.map { " " + $0 } ?? ""
            wishes.append((PythonName.key(name) + version, scope))
        }
    }

    mutating func close(_ inventory: inout InventoryBuilder) {
        defer { (package, isLocal, wishes) = (nil, false, []) }
        guard let package else { return }
        if isLocal {
            for wish in wishes { inventory.root(wish.key, wish.scope) }
            return
        }
        let key = PythonName.key(package.name)
        guard let index = inventory.add(package, key: key) else { return }
        inventory.define("\(key) \(package.version)", as: index)
        for wish in wishes { inventory.edge(from: index, to: wish.key, optional: wish.scope != .required) }
    }
}
