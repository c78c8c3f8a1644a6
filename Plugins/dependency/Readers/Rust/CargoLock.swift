internal import Packages

extension LockfileFormat {
    /// Cargo.lock, versions 1 to 4 (doc.rust-lang.org/cargo, "Cargo.toml vs Cargo.lock").
    static let cargoLock = LockfileFormat("cargo-lock", ["Cargo.lock"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var lock = CargoLock(manifests: CargoManifests(of: file))
        while let table = cursor.nextTable() { lock.take(table, &inventory) }
        inventory.notes.add(cursor.notes)
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// Reads Cargo.lock. A dependency is given by name, by name and version, or by both and the source, as much as makes it
/// unambiguous.
struct CargoLock {
    let manifests: CargoManifests

    mutating func take(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        if table.name == "metadata" {
            addChecksums(table.members, &inventory)
        } else if table.name == "root" || (table.name == "package" && table.isElement) {
            add(table, &inventory)
        }
    }

    private func add(_ table: TOMLTable, _ inventory: inout InventoryBuilder) {
        guard let name = table["name"]?.string else { return inventory.notes.add(table.line, "a package has no name") }
        let wishes = table["dependencies"]?.strings ?? []
        guard let source = table["source"]?.string else {
            // A package of the project itself.
            for wish in wishes {
                inventory.root(wish, manifests.scope(of: String(wish.before(" ")), in: name))
            }
            return
        }
        let version = table["version"]?.string ?? ""
        var package = Package(.crates, name, version, line: table.line)
        package.hashes = table["checksum"]?.string.flatMap { Digests.hex($0, algorithm: "sha256") }.map { [$0] } ?? []
        Self.addSource(source, &package)
        guard let index = inventory.add(package, key: "\(name) \(version) (\(source))") else { return }
        inventory.define("\(name) \(version)", as: index)
        inventory.define(name, as: index)
        for wish in wishes { inventory.edge(from: index, to: wish) }
    }

    private static func addSource(_ source: String, _ package: inout Package) {
        guard let (kind, address) = source.cut(at: UInt8(ascii: "+")) else { return }
        let isDefault = ["https://github.com/rust-lang/crates.io-index", "https://index.crates.io/"].contains(
            String(address))
        switch kind {
        case "git":
            let commit = address.cut(at: UInt8(ascii: "#")).map { "@\($0.1)" } ?? ""
            package.qualifiers["vcs_url"] = "git+\(address.before("?", "#"))\(commit)"
        case "registry", "sparse": if !isDefault { package.qualifiers["repository_url"] = String(address) }
        default: break
        }
    }

    /// Version 1: `"checksum name version (source)" = "hex"`.
    private func addChecksums(_ members: [TOMLMember], _ inventory: inout InventoryBuilder) {
        for member in members {
            guard let key = member.path[0].dropping(prefix: "checksum "), let index = inventory.index(of: String(key)),
                let digits = member.value.string, inventory[index].hashes.isEmpty
            else { continue }
            inventory[index].hashes = Digests.hex(digits, algorithm: "sha256").map { [$0] } ?? []
        }
    }
}
