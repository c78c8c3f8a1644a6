internal import Packages

extension LockfileFormat {
    /// `project.assets.json`, which NuGet's restore leaves behind: all packages of all target frameworks with hashes
    /// and edges. References with `PrivateAssets="all"` are for development, and so is what only they bring along.
    static let projectAssets = LockfileFormat("nuget-project-assets", ["project.assets.json"]) { file, inventory in
        var reader = ProjectAssetsReader(hashes: readHashes(file.bytes))
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "targets": reader.readTargets(&cursor, &inventory)
                case "project": reader.readProject(&cursor)
                default: break
                }
            }
        }
        cursor.finish()
        reader.connectRoots(&inventory)
        inventory.notes.add(cursor.notes)
        inventory.knowsDirect = true
        inventory.spreadsScopes = true
    }

    /// By library as it is written; they stand behind the targets.
    private static func readHashes(_ bytes: UnsafeRawBufferPointer) -> [String: String] {
        var hashes: [String: String] = [:]
        var cursor = JSONCursor(bytes)
        guard cursor.enterObject() else { return hashes }
        while let key = cursor.nextKey() {
            guard key == "libraries", cursor.enterObject() else { continue }
            while let library = cursor.nextKey() {
                guard cursor.enterObject() else { continue }
                while let key = cursor.nextKey() {
                    guard key == "sha512", hashes.count < InventoryBuilder.packageLimit else { continue }
                    hashes[library] = cursor.string()
                }
            }
        }
        return hashes
    }
}

private struct ProjectAssetsReader {
    /// Frameworks of one project; it has a handful.
    static let targetLimit = 64

    let hashes: [String: String]
    private var targets: [String] = []
    private var references: [String: Package.Scope] = [:]

    init(hashes: [String: String]) {
        self.hashes = hashes
    }

    /// A target is a framework, or a framework and a runtime: `net8.0/linux-x64`.
    mutating func readTargets(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let target = cursor.nextKey() {
            guard targets.count < Self.targetLimit else {
                if targets.count == Self.targetLimit {
                    inventory.notes.add(cursor.line, "more than \(Self.targetLimit) targets; the inventory is partial")
                    targets.append(target)
                }
                continue
            }
            targets.append(target)
            guard cursor.enterObject() else { continue }
            while let library = cursor.nextKey() { readLibrary(library, of: target, &cursor, &inventory) }
        }
    }

    private func readLibrary(
        _ text: String, of target: String, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder
    ) {
        let line = cursor.line
        let (type, dependencies) = Self.readMembers(&cursor)
        guard let library = NuGetLibrary(text) else {
            return inventory.notes.add(line, "\"name/version\" is expected")
        }
        // What a project of the same solution depends on is as good as asked for by this one.
        if type == "project" {
            for name in dependencies { inventory.root(NuGetLibrary.key(target, name), .required) }
            return
        }
        var package = Package(.nuget, library.name, library.version, line: line)
        package.hashes = NuGetLibrary.hashes(hashes[text])
        guard let index = inventory.add(package, key: NuGetLibrary.key(target, library.name)) else { return }
        for name in dependencies { inventory.edge(from: index, to: NuGetLibrary.key(target, name)) }
    }

    private static func readMembers(_ cursor: inout JSONCursor) -> (type: String, dependencies: [String]) {
        var type = ""
        var dependencies: [String] = []
        guard cursor.enterObject() else { return (type, dependencies) }
        while let key = cursor.nextKey() {
            switch key {
            case "type": type = cursor.string()?.lowercased() ?? ""
            case "dependencies": dependencies = cursor.keys()
            default: break
            }
        }
        return (type, dependencies)
    }

    mutating func readProject(_ cursor: inout JSONCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "frameworks", cursor.enterObject() else { continue }
            while cursor.nextKey() != nil {
                guard cursor.enterObject() else { continue }
                while let key = cursor.nextKey() {
                    guard key == "dependencies", cursor.enterObject() else { continue }
                    while let name = cursor.nextKey() { readReference(name, &cursor) }
                }
            }
        }
    }

    private mutating func readReference(_ name: String, _ cursor: inout JSONCursor) {
        var scope = Package.Scope.required
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            if key == "suppressParent", cursor.string()?.lowercased() == "all" { scope = .development }
        }
        references[name] = references[name].map { $0.wider(scope) } ?? scope
    }

    func connectRoots(_ inventory: inout InventoryBuilder) {
        for target in targets {
            for (name, scope) in references { inventory.root(NuGetLibrary.key(target, name), scope) }
        }
    }
}
