/// What package.json says to those who read a lockfile beside it.
struct PackageManifest {
    var dependencies = NPMDependencies()
    /// Whether there are further package.json files that count.
    var hasWorkspaces = false

    init(_ cursor: inout JSONCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            if key == "workspaces" { hasWorkspaces = true }
            _ = dependencies.read(key, &cursor)
        }
    }

    /// Of the file in the folder (relative to that of the lockfile, empty for the same); nil when there is none.
    init?(of file: SourceFile, in folder: String = "") {
        guard let bytes = file.open(folder.isEmpty ? "package.json" : folder + "/package.json") else { return nil }
        self = bytes.withUnsafeBytes {
            var cursor = JSONCursor($0)
            return PackageManifest(&cursor)
        }
    }
}
