internal import Packages

extension LockfileFormat {
    /// `Manifest.toml` of Julia, format 1 and 2: packages with edges and the hash of their Git tree. `Project.toml`
    /// beside it tells which are direct and which are for tests alone. Packages of the standard library have no version
    /// of their own; they have that of Julia.
    ///
    /// https://pkgdocs.julialang.org/v1/toml-files/#Manifest.toml
    static let juliaManifest = LockfileFormat(
        "julia-manifest", ["Manifest.toml", "JuliaManifest.toml", "Manifest-v*.toml"]
    ) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var juliaVersion = ""
        var last: Int?
        while let table = cursor.nextTable() {
            if table.path.isEmpty { juliaVersion = table["julia_version"]?.string ?? "" }
            let path = table.path.first == "deps" ? Array(table.path.dropFirst()) : table.path
            if path.count == 2, path[1] == "deps", let last {
                for member in table.members { inventory.edge(from: last, to: member.key) }
            }
            guard path.count == 1, table.isElement else { continue }
            last = readEntry(path[0], table, juliaVersion, &inventory)
        }
        inventory.notes.add(cursor.notes)
        guard let project = file.open("Project.toml") ?? file.open("JuliaProject.toml") else { return }
        readProject(project, &inventory)
    }

    private static func readEntry(
        _ name: String, _ table: TOMLTable, _ juliaVersion: String, _ inventory: inout InventoryBuilder
    ) -> Int? {
        let version = table["version"]?.string
        let tree = table["git-tree-sha1"]?.string
        let isOfStandardLibrary = version == nil && tree == nil && table["path"] == nil
        var package = Package(.julia, name, version ?? (isOfStandardLibrary ? juliaVersion : ""), line: table.line)
        if let uuid = table["uuid"]?.string { package.qualifiers["uuid"] = uuid }
        if let hash = tree.flatMap({ Digests.hex($0, algorithm: "sha1") }) { package.hashes = [hash] }
        if let url = table["repo-url"]?.string {
            package.qualifiers["vcs_url"] = "git+\(url)" + (table["repo-rev"]?.string.map { "@\($0)" } ?? "")
        }
        guard let index = inventory.add(package, key: name) else { return nil }
        // A list of names; a table of names and UUIDs where a name is not unique.
        for dependency in table["deps"]?.strings ?? [] { inventory.edge(from: index, to: dependency) }
        for member in table["deps"]?.members ?? [] { inventory.edge(from: index, to: member.key) }
        return index
    }

    private static func readProject(_ bytes: [UInt8], _ inventory: inout InventoryBuilder) {
        bytes.withUnsafeBytes { bytes in
            var cursor = TOMLCursor(UnsafeRawBufferPointer(rebasing: bytes.prefix(SourceFile.sizeLimit)))
            while let table = cursor.nextTable() {
                let scopes: [String: Package.Scope] = [
                    "deps": .required, "weakdeps": .optional, "extras": .development,
                ]
                guard let scope = scopes[table.name] else { continue }
                for member in table.members { inventory.root(member.key, scope) }
            }
        }
        inventory.knowsDirect = true
        inventory.spreadsScopes = true
    }
}
