internal import Packages

/// Reads yarn.lock of Yarn 2 and later: YAML, an entry for each package, its key the descriptors that it answers.
struct YarnBerryLock {
    private struct Entry {
        var version = ""
        var resolution = ""
        var checksum = ""
        var dependencies = NPMDependencies()
        var optional: Set<String> = []
    }

    /// Workspaces whose package.json is asked which of their dependencies are for development.
    private static let workspaceLimit = 1000
    private var workspaces = 0
    private let file: SourceFile

    static func read(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        var lock = YarnBerryLock(file: file)
        var cursor = YAMLCursor(file.bytes)
        guard cursor.enterObject() else { return inventory.notes.add(cursor.notes) }
        while let key = cursor.nextKey() {
            let line = cursor.line
            guard key != "__metadata", cursor.enterObject() else { continue }
            lock.add(readEntry(&cursor), key, line, &inventory)
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }

    private init(file: SourceFile) {
        self.file = file
    }

    private static func readEntry(_ cursor: inout YAMLCursor) -> Entry {
        var entry = Entry()
        while let key = cursor.nextKey() {
            switch key {
            case "version": entry.version = cursor.scalar() ?? ""
            case "resolution": entry.resolution = cursor.scalar() ?? ""
            case "checksum": entry.checksum = cursor.scalar() ?? ""
            case "dependencies": _ = entry.dependencies.read(key, &cursor)
            case "dependenciesMeta": entry.optional = readMeta(&cursor)
            default: break
            }
        }
        return entry
    }

    private static func readMeta(_ cursor: inout YAMLCursor) -> Set<String> {
        var optional: Set<String> = []
        guard cursor.enterObject() else { return optional }
        while let name = cursor.nextKey() {
            if cursor.pairs().contains(where: { $0.key == "optional" && $0.value == "true" }) { optional.insert(name) }
        }
        return optional
    }

    private mutating func add(
        _ entry: Entry, _ key: String, _ line: Int, _ inventory: inout InventoryBuilder
    ) {
        let (name, reference) = NPMSpecifier.split(entry.resolution)
        guard let reference else { return inventory.notes.add(line, "an entry has no resolution \"name@place\"") }
        if let folder = reference.dropping(prefix: "workspace:") {
            return addRoots(entry, String(folder), &inventory)
        }
        let place = NPMSpecifier(reference)
        guard
            var package = Package(npm: name, specifier: reference.hasPrefix("patch:") ? .range("") : place, line: line)
        else {
            for item in entry.dependencies.items { inventory.root(Self.descriptor(item), .required) }
            return
        }
        package.name = name
        package.requirement = ""
        package.version = entry.version
        let digits = entry.checksum.cutLast(at: UInt8(ascii: "/"))?.1 ?? entry.checksum[...]
        package.hashes = Digests.bare(digits).map { [$0] } ?? []
        guard let index = inventory.add(package) else { return }
        for descriptor in key.pieces(at: UInt8(ascii: ",")) {
            inventory.define(Self.plain(String(descriptor.trimmed)), as: index)
        }
        for item in entry.dependencies.items {
            inventory.edge(from: index, to: Self.descriptor(item), optional: entry.optional.contains(item.name))
        }
    }

    /// A workspace's entry joins the dependencies for development with the others; its package.json tells them apart.
    private mutating func addRoots(_ entry: Entry, _ folder: String, _ inventory: inout InventoryBuilder) {
        workspaces += 1
        var scopes: [String: Package.Scope] = [:]
        if workspaces <= Self.workspaceLimit, let manifest = PackageManifest(of: file, in: folder == "." ? "" : folder)
        {
            for item in manifest.dependencies.unique { scopes[item.name] = item.scope }
        }
        for item in entry.dependencies.items {
            let stated: Package.Scope = entry.optional.contains(item.name) ? .optional : .required
            inventory.root(Self.descriptor(item), scopes[item.name] ?? stated)
        }
    }

    private static func descriptor(_ item: NPMDependencies.Item) -> String { plain("\(item.name)@\(item.range)") }

    /// Descriptors have "npm:" before a range, dependencies only in later versions.
    private static func plain(_ descriptor: String) -> String {
        let (name, range) = NPMSpecifier.split(descriptor)
        return "\(name)@\(range?.dropping(prefix: "npm:") ?? range?[...] ?? "")"
    }
}
