internal import Packages

extension LockfileFormat {
    /// `packages.lock.json` of NuGet: what each target framework restores, with hashes and edges. A package that
    /// several frameworks have is one. Projects of the same solution are left out.
    ///
    /// https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies
    static let packagesLock = LockfileFormat("nuget-packages-lock", ["packages.lock.json", "packages.*.lock.json"]) {
        file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "dependencies", cursor.enterObject() else { continue }
                while let framework = cursor.nextKey() {
                    guard cursor.enterObject() else { continue }
                    while let name = cursor.nextKey() {
                        PackagesLockEntry(name, &cursor).add(framework, to: &inventory)
                    }
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }
}

private struct PackagesLockEntry {
    let name: String
    let line: Int
    var type = ""
    var requested = ""
    var resolved = ""
    var hash: String?
    var dependencies: [String] = []

    init(_ name: String, _ cursor: inout JSONCursor) {
        self.name = name
        line = cursor.line
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "type": type = cursor.string()?.lowercased() ?? ""
            case "requested": requested = cursor.string() ?? ""
            case "resolved": resolved = cursor.string() ?? ""
            case "contentHash": hash = cursor.string()
            case "dependencies": dependencies = cursor.keys()
            default: break
            }
        }
    }

    func add(_ framework: String, to inventory: inout InventoryBuilder) {
        if type == "project" { return }
        guard !resolved.isEmpty else { return inventory.notes.add(line, "a package has no resolved version") }
        var package = Package(.nuget, name, resolved, line: line)
        package.requirement = requested
        package.isDirect = type == "direct"
        package.hashes = NuGetLibrary.hashes(hash)
        guard let index = inventory.add(package, key: NuGetLibrary.key(framework, name)) else { return }
        for dependency in dependencies { inventory.edge(from: index, to: NuGetLibrary.key(framework, dependency)) }
    }
}
