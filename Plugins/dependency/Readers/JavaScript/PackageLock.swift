internal import Packages

extension LockfileFormat {
    /// package-lock.json of npm, versions 1 to 3 (docs.npmjs.com, "package-lock.json").
    static let packageLock = LockfileFormat("package-lock", ["package-lock.json"], filling: PackageLock.read)

    /// npm-shrinkwrap.json, which has the same form and is published with its package.
    static let npmShrinkwrap = LockfileFormat("npm-shrinkwrap", ["npm-shrinkwrap.json"], filling: PackageLock.read)
}

/// Reads package-lock.json. Packages are known by their place below node_modules, and a dependency is looked for there
/// as Node looks for it.
struct PackageLock {
    private struct Entry {
        var name: String?
        var version = ""
        var resolved = ""
        var hashes: [String] = []
        var licence = ""
        var flags: Set<String> = []
        var dependencies = NPMDependencies()
    }

    private var wishes = NPMWishes()

    static func read(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        var lock = PackageLock()
        var cursor = JSONCursor(file.bytes)
        lock.readDocument(&cursor, file, &inventory)
        cursor.finish()
        inventory.notes.add(cursor.notes)
        lock.wishes.settle(&inventory) { path, name in
            path.isEmpty ? "node_modules/" + name : "\(path)/node_modules/\(name)"
        } above: { path in
            var folder = path
            repeat {
                folder = folder.cutLast(at: UInt8(ascii: "/"))?.0 ?? ""
            } while folder.hasSuffix("node_modules")
            return folder
        }
    }

    private mutating func readDocument(
        _ cursor: inout JSONCursor, _ file: SourceFile, _ inventory: inout InventoryBuilder
    ) {
        var hasPackages = false
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "lockfileVersion":
                if cursor.kind() == .number, let version = cursor.scalar(), version != "1" { hasPackages = true }
            case "packages":
                hasPackages = true
                readPackages(&cursor, &inventory)
                inventory.knowsDirect = true
            case "dependencies" where !hasPackages:
                readNested(&cursor, &inventory, below: "")
                if let manifest = PackageManifest(of: file) {
                    wishes.add(manifest.dependencies, path: "", from: nil)
                    inventory.knowsDirect = !manifest.hasWorkspaces
                }
            default: break
            }
        }
    }

    private mutating func readPackages(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let path = cursor.nextKey() {
            let line = cursor.line
            guard let entry = readEntry(&cursor), !entry.flags.contains("link") else { continue }
            guard let inner = path.lastPart(after: "node_modules") else {
                wishes.add(entry.dependencies, path: path, from: nil)
                continue
            }
            add(entry, entry.name ?? String(inner), path, line, &inventory)
        }
    }

    /// Version 1: packages inside one another. The cursor bounds the depth.
    private mutating func readNested(
        _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder, below parent: String
    ) {
        guard cursor.enterObject() else { return }
        while let name = cursor.nextKey() {
            let line = cursor.line
            let path = (parent.isEmpty ? "" : parent + "/") + "node_modules/" + name
            guard cursor.enterObject() else { continue }
            var entry = Entry()
            while let key = cursor.nextKey() {
                switch key {
                case "dependencies": readNested(&cursor, &inventory, below: path)
                case "requires" where cursor.kind() == .object: _ = entry.dependencies.read("dependencies", &cursor)
                default: readMember(key, &cursor, &entry)
                }
            }
            add(entry, name, path, line, &inventory)
        }
    }

    private func readEntry(_ cursor: inout JSONCursor) -> Entry? {
        guard cursor.enterObject() else { return nil }
        var entry = Entry()
        while let key = cursor.nextKey() { readMember(key, &cursor, &entry) }
        return entry
    }

    private func readMember(_ key: String, _ cursor: inout JSONCursor, _ entry: inout Entry) {
        switch key {
        case "name": entry.name = cursor.string()
        case "version": entry.version = cursor.string() ?? ""
        // A boolean in entries that are part of another archive.
        case "resolved" where cursor.kind() == .string: entry.resolved = cursor.string() ?? ""
        case "integrity": entry.hashes = Digests.integrity(cursor.string() ?? "")
        case "license": entry.licence = NPMLicence.read(&cursor)
        case "dev", "optional", "devOptional", "link": if cursor.bool() == true { entry.flags.insert(key) }
        default: _ = entry.dependencies.read(key, &cursor)
        }
    }

    private mutating func add(
        _ entry: Entry, _ name: String, _ path: String, _ line: Int, _ inventory: inout InventoryBuilder
    ) {
        let isRange = if case .range = NPMSpecifier(entry.version) { true } else { false }
        let place = NPMSpecifier(isRange ? entry.resolved : entry.version)
        guard var package = Package(npm: name, specifier: place, line: line) else {
            return wishes.add(entry.dependencies, path: path, from: nil)
        }
        package.version = isRange ? entry.version : package.requirement
        package.requirement = ""
        package.hashes = entry.hashes
        package.licence = entry.licence
        package.scope =
            entry.flags.contains("dev")
            ? .development : entry.flags.isDisjoint(with: ["optional", "devOptional"]) ? .required : .optional
        guard let index = inventory.add(package, key: path) else { return }
        wishes.add(entry.dependencies, path: path, from: index)
    }

}

extension String {
    /// What stands after the last occurrence; nil without one.
    fileprivate func lastPart(after mark: String) -> Substring? {
        let parts = pieces(at: UInt8(ascii: "/"), keepingEmpty: true)
        guard let place = parts.lastIndex(of: mark[...]), place + 1 < parts.count else {
            return nil
        }
        return self[parts[place + 1].startIndex...]
    }
}
