internal import Packages

extension LockfileFormat {
    /// bun.lock (bun.sh, "Lockfile"): JSON with comments and trailing commas.
    static let bunLock = LockfileFormat("bun-lock", ["bun.lock"]) { file, inventory in
        var lock = BunLock()
        var cursor = JSONCursor(file.bytes, lenient: true)
        lock.readDocument(&cursor, &inventory)
        cursor.finish()
        inventory.notes.add(cursor.notes)
        lock.settle(&inventory)
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// Reads bun.lock. Packages are known by a way of names such as `a/b`, the `b` that only `a` sees.
struct BunLock {
    private var wishes = NPMWishes()

    mutating func readDocument(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "workspaces": readWorkspaces(&cursor)
            case "packages": readPackages(&cursor, &inventory)
            default: break
            }
        }
    }

    private mutating func readWorkspaces(_ cursor: inout JSONCursor) {
        guard cursor.enterObject() else { return }
        while let folder = cursor.nextKey() {
            guard cursor.enterObject() else { continue }
            var name = ""
            var dependencies = NPMDependencies()
            while let key = cursor.nextKey() {
                if key == "name" { name = cursor.string() ?? "" } else { _ = dependencies.read(key, &cursor) }
            }
            wishes.add(dependencies, path: folder.isEmpty ? "" : name, from: nil)
        }
    }

    private mutating func readPackages(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let path = cursor.nextKey() {
            let line = cursor.line
            guard cursor.enterArray() else { continue }
            var identity: String?
            var dependencies = NPMDependencies()
            var hashes: [String] = []
            while cursor.nextElement() {
                switch cursor.kind() {
                case .string:
                    let text = cursor.string() ?? ""
                    if identity == nil { identity = text } else if hashes.isEmpty { hashes = Digests.integrity(text) }
                case .object:
                    guard cursor.enterObject() else { continue }
                    while let key = cursor.nextKey() { _ = dependencies.read(key, &cursor) }
                default: break
                }
            }
            add(identity ?? "", dependencies, hashes, path, line, &inventory)
        }
    }

    private mutating func add(
        _ identity: String, _ dependencies: NPMDependencies, _ hashes: [String], _ path: String, _ line: Int,
        _ inventory: inout InventoryBuilder
    ) {
        let (name, version) = NPMSpecifier.split(identity)
        guard let version, !name.isEmpty else {
            return inventory.notes.add(line, "a package is expected to begin with \"name@version\"")
        }
        guard var package = Package(npm: name, specifier: NPMSpecifier(version), line: line), version != "root:" else {
            return wishes.add(dependencies, path: path, from: nil)
        }
        package.name = name
        package.version = package.requirement
        package.requirement = ""
        package.hashes = hashes
        guard let index = inventory.add(package, key: path) else { return }
        wishes.add(dependencies, path: path, from: index)
    }

    /// A dependency is the nearest package of the name: of the way itself, then of every shorter one.
    func settle(_ inventory: inout InventoryBuilder) {
        wishes.settle(&inventory) { way, name in
            way.isEmpty ? name : "\(way)/\(name)"
        } above: { way in
            let shorter = way.cutLast(at: UInt8(ascii: "/"))?.0 ?? ""
            // What is left of `@scope/name` is no name.
            let last = shorter.cutLast(at: UInt8(ascii: "/"))?.1 ?? shorter
            return last.hasPrefix("@") ? shorter.cutLast(at: UInt8(ascii: "/"))?.0 ?? "" : shorter
        }
    }
}
