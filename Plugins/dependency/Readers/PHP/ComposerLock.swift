internal import Packages

extension LockfileFormat {
    /// composer.lock (getcomposer.org, "composer.lock"). What is direct stands in composer.json beside it.
    static let composerLock = LockfileFormat("composer-lock", ["composer.lock"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        var lock = ComposerLock()
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "packages" || key == "packages-dev", cursor.enterArray() else { continue }
                while cursor.nextElement() {
                    lock.add(key == "packages" ? .required : .development, &cursor, &inventory)
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
        lock.finish(file, &inventory)
    }
}

/// Reads composer.lock. Packages are known by their name in lower case, and by what they provide or replace.
struct ComposerLock {
    private struct Entry {
        var name = ""
        var version = ""
        var requires: [String] = []
        var provides: [String] = []
        var licences: [String] = []
        var distribution: [String: String] = [:]
        var source: [String: String] = [:]
    }

    /// Counts only where no package has the name itself.
    private var provided: [(name: String, by: Int)] = []

    mutating func add(_ scope: Package.Scope, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        let line = cursor.line
        var entry = Entry()
        while let key = cursor.nextKey() {
            switch key {
            case "name": entry.name = cursor.string() ?? ""
            case "version": entry.version = cursor.string() ?? ""
            case "require": entry.requires = Self.names(&cursor)
            case "replace", "provide": entry.provides += Self.names(&cursor)
            case "license":
                entry.licences = cursor.kind() == .array ? cursor.strings() : cursor.scalar().map { [$0] } ?? []
            case "dist": entry.distribution = Self.texts(&cursor)
            case "source": entry.source = Self.texts(&cursor)
            default: break
            }
        }
        add(entry, scope, line, &inventory)
    }

    private mutating func add(
        _ entry: Entry, _ scope: Package.Scope, _ line: Int, _ inventory: inout InventoryBuilder
    ) {
        if entry.distribution["type"] == "path" {
            for name in entry.requires { inventory.root(name, scope) }
            return
        }
        var package = Package(.packagist, entry.name, entry.version, line: line)
        package.scope = scope
        // Several licences are a choice (getcomposer.org, "license").
        let licences = entry.licences.prefix(16).joined(separator: " OR ")
        package.licence = entry.licences.count > 1 ? "(\(licences))" : licences
        package.hashes = entry.distribution["shasum"].flatMap { Digests.hex($0, algorithm: "sha1") }.map { [$0] } ?? []
        if entry.version.hasPrefix("dev-") || entry.version.hasSuffix("-dev"), entry.source["type"] == "git",
            let address = entry.source["url"]
        {
            package.qualifiers["vcs_url"] = "git+\(address)" + (entry.source["reference"].map { "@\($0)" } ?? "")
        }
        guard let index = inventory.add(package, key: entry.name.lowercased()) else { return }
        for name in entry.provides where provided.count < InventoryBuilder.edgeLimit { provided.append((name, index)) }
        for name in entry.requires { inventory.edge(from: index, to: name) }
    }

    /// Names of packages in lower case; an empty object may be an array.
    private static func names(_ cursor: inout JSONCursor) -> [String] {
        guard cursor.kind() == .object else { return [] }
        return cursor.keys().map { $0.lowercased() }
    }

    private static func texts(_ cursor: inout JSONCursor) -> [String: String] {
        guard cursor.kind() == .object else { return [:] }
        return Dictionary(cursor.pairs().map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func finish(_ file: SourceFile, _ inventory: inout InventoryBuilder) {
        for (name, index) in provided { inventory.define(name, as: index) }
        guard let bytes = file.open("composer.json") else { return }
        bytes.withUnsafeBytes {
            var cursor = JSONCursor($0)
            guard cursor.enterObject() else { return }
            while let key = cursor.nextKey() {
                guard key == "require" || key == "require-dev" else { continue }
                for name in Self.names(&cursor) { inventory.root(name, key == "require" ? .required : .development) }
            }
        }
        inventory.knowsDirect = true
    }
}
