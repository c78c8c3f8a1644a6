internal import Packages

extension LockfileFormat {
    /// Pipfile.lock of pipenv (pipenv.pypa.io). Every section but `_meta` is a category of packages.
    static let pipfileLock = LockfileFormat("pipfile-lock", ["Pipfile.lock"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let category = cursor.nextKey() {
                guard category != "_meta", cursor.enterObject() else { continue }
                while let name = cursor.nextKey() {
                    add(name, category == "develop" ? .development : .required, &cursor, &inventory)
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
        addRoots(file, &inventory)
    }

    private static func add(
        _ name: String, _ scope: Package.Scope, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder
    ) {
        var package = Package(.pypi, name, "", line: cursor.line)
        package.scope = scope
        var repository: String?
        var reference = ""
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "version":
                let specifier = cursor.string() ?? ""
                let pin = PythonRequirement(name + specifier)?.pin
                if let pin { package.version = pin } else { package.requirement = specifier }
            case "hashes": package.hashes = cursor.strings().compactMap { Digests.labelled($0) }
            case "git", "hg", "svn": repository = "\(key)+" + (cursor.string() ?? "")
            case "ref": reference = cursor.string() ?? ""
            case "path": return skipRest(&cursor)
            case "file":
                guard let address = cursor.string(), address.hasPrefix("http") else { return skipRest(&cursor) }
                package.qualifiers["download_url"] = address
            default: break
            }
        }
        if let repository { package.qualifiers["vcs_url"] = repository + (reference.isEmpty ? "" : "@\(reference)") }
        inventory.add(package, key: PythonName.key(name))
    }

    private static func skipRest(_ cursor: inout JSONCursor) {
        while cursor.nextKey() != nil {}
    }

    private static func addRoots(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        guard let bytes = file.open("Pipfile") else { return }
        bytes.withUnsafeBytes {
            var cursor = TOMLCursor($0)
            while let table = cursor.nextTable() {
                guard let section = table.path.first, !["source", "requires", "scripts", "pipenv"].contains(section)
                else {
                    continue
                }
                let scope: Package.Scope = section == "dev-packages" ? .development : .required
                // [packages.name] is as good as a line.
                let names = table.path.count > 1 ? [table.path[1]] : table.members.map { $0.path[0] }
                for name in names { inventory.root(PythonName.key(name), scope) }
            }
        }
        inventory.knowsDirect = true
    }
}
