extension LockfileFormat {
    /// package.json of npm (docs.npmjs.com, "package.json"): what the project asks for; nothing is pinned.
    static let packageJSON = LockfileFormat("package-json", ["package.json"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        let manifest = PackageManifest(&cursor)
        cursor.finish()
        inventory.notes.add(cursor.notes)
        for item in manifest.dependencies.unique {
            guard var package = Package(npm: item.name, specifier: NPMSpecifier(item.range), line: item.line) else {
                continue
            }
            package.scope = item.scope
            package.isDirect = true
            inventory.add(package)
        }
    }
}
