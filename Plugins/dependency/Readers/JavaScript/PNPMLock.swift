internal import Packages

extension LockfileFormat {
    /// pnpm-lock.yaml, versions 5 to 9 (github.com/pnpm/spec, "lockfile").
    static let pnpmLock = LockfileFormat("pnpm-lock", ["pnpm-lock.yaml"]) { file, inventory in
        var cursor = YAMLCursor(file.bytes)
        // Later versions put what pnpm itself needs into a document of its own before that of the project.
        repeat {
            var lock = PNPMLock()
            lock.readDocument(&cursor, &inventory)
        } while cursor.nextDocument()
        inventory.notes.add(cursor.notes)
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// Reads one document of pnpm-lock.yaml. Packages are known by their key in it without a leading slash.
struct PNPMLock {
    private struct Entry {
        var name: String?
        var version: String?
        var hashes: [String] = []
        var place: String?
        var isLocal = false
        var scope = Package.Scope.required
        var dependencies = NPMDependencies()
    }

    /// Whether keys are `/name/version` and not `name@version`.
    private var isVersion5 = false

    mutating func readDocument(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "lockfileVersion": isVersion5 = cursor.scalar()?.hasPrefix("5") ?? false
            case "importers": readImporters(&cursor, &inventory)
            case "packages": readPackages(&cursor, &inventory)
            case "snapshots": readSnapshots(&cursor, &inventory)
            default: readRoots(key, &cursor, &inventory)
            }
        }
    }

    private func readImporters(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while cursor.nextKey() != nil {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() { readRoots(key, &cursor, &inventory) }
        }
    }

    /// A group of dependencies of the project: the version, or from version 6 on an object that has it.
    private func readRoots(_ key: String, _ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        let scopes: [String: Package.Scope] = [
            "dependencies": .required, "devDependencies": .development, "optionalDependencies": .optional,
            "configDependencies": .development, "packageManagerDependencies": .development,
        ]
        guard let scope = scopes[key], cursor.enterObject() else { return }
        while let name = cursor.nextKey() {
            let version =
                cursor.kind() == .object ? cursor.pairs().first { $0.key == "version" }?.value : cursor.scalar()
            if let version, let target = target(name, version) { inventory.root(target, scope) }
        }
    }

    private func readPackages(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            let line = cursor.line
            guard cursor.enterObject() else { continue }
            add(readEntry(&cursor), key, line, &inventory)
        }
    }

    private func readEntry(_ cursor: inout YAMLCursor) -> Entry {
        var entry = Entry()
        while let key = cursor.nextKey() {
            switch key {
            case "name": entry.name = cursor.scalar()
            case "version": entry.version = cursor.scalar()
            case "resolution": readResolution(&cursor, &entry)
            case "dev": if cursor.bool() == true { entry.scope = .development }
            case "optional": if cursor.bool() == true { entry.scope = .optional }
            case "dependencies", "optionalDependencies": _ = entry.dependencies.read(key, &cursor)
            default: break
            }
        }
        return entry
    }

    private func readResolution(_ cursor: inout YAMLCursor, _ entry: inout Entry) {
        let members = Dictionary(cursor.pairs().map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
        entry.hashes = Digests.integrity(members["integrity"] ?? "")
        entry.isLocal = members["type"] == "directory"
        if let repository = members["repo"], let commit = members["commit"] {
            entry.place = "\(repository.hasPrefix("git") ? "" : "git+")\(repository)#\(commit)"
        } else {
            entry.place = members["tarball"]
        }
    }

    private func add(_ entry: Entry, _ key: String, _ line: Int, _ inventory: inout InventoryBuilder) {
        guard !entry.isLocal, let (name, version) = identity(key, entry) else {
            if !entry.isLocal { inventory.notes.add(line, "the key of a package has no name and version") }
            for item in entry.dependencies.items {
                if let target = target(item.name, item.range) { inventory.root(target, item.scope) }
            }
            return
        }
        let place = NPMSpecifier(entry.place ?? "")
        guard var package = Package(npm: name, specifier: place, line: line) else { return }
        package.requirement = ""
        package.version = version
        package.hashes = entry.hashes
        package.scope = entry.scope
        guard let index = inventory.add(package, key: Self.plain(key)) else { return }
        addEdges(entry.dependencies, from: index, &inventory)
    }

    private func addEdges(_ dependencies: NPMDependencies, from index: Int, _ inventory: inout InventoryBuilder) {
        for item in dependencies.unique {
            guard let target = target(item.name, item.range) else { continue }
            inventory.edge(from: index, to: target, optional: item.scope == .optional)
        }
    }

    /// From version 9 on, the dependencies of a package for each set of peers that it is used with.
    private func readSnapshots(_ cursor: inout YAMLCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard let index = inventory.index(of: Self.plain(Self.withoutPeers(key))) else { continue }
            inventory.define(Self.plain(key), as: index)
            guard cursor.enterObject() else { continue }
            let entry = readEntry(&cursor)
            addEdges(entry.dependencies, from: index, &inventory)
        }
    }

    /// The key of the package that a dependency leads to; nil for one of the project's own.
    private func target(_ name: String, _ version: String) -> String? {
        guard !version.hasPrefix("link:"), !version.hasPrefix("workspace:") else { return nil }
        if version.hasPrefix("/") { return Self.plain(version) }
        let bare = Self.withoutPeers(version)
        // Repositories and archives are known by where they are.
        let isPlace = bare.utf8.contains(UInt8(ascii: "/")) && bare.utf8.first?.isDigit == false
        if isPlace, !bare.utf8.contains(UInt8(ascii: ":")) { return version }
        if !isVersion5, bare.utf8.contains(UInt8(ascii: "@")), !bare.utf8.contains(UInt8(ascii: ":")) {
            return version
        }
        return isVersion5 ? "\(name)/\(version)" : "\(name)@\(version)"
    }

    private func identity(_ key: String, _ entry: Entry) -> (String, String)? {
        let bare = Self.plain(Self.withoutPeers(key))
        let mark = UInt8(ascii: isVersion5 ? "/" : "@")
        var parts = bare.cutLast(at: mark).map { (String($0), String($1)) }
        if isVersion5, let version = parts?.1 { parts?.1 = String(version.before("_")) }
        if !isVersion5, parts?.1.has("/") == true || parts?.0.has(":") == true {
            let (name, place) = NPMSpecifier.split(bare)
            parts = place.map { (name, $0) }
        }
        guard let name = entry.name ?? parts?.0, let version = entry.version ?? parts?.1, !name.isEmpty else {
            return nil
        }
        return (name, version)
    }

    private static func plain(_ key: String) -> String { String(key.dropping(prefix: "/") ?? key[...]) }

    private static func withoutPeers(_ text: String) -> String { String(text.before("(")) }
}
