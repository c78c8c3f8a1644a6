internal import Packages

extension LockfileFormat {
    /// `build.sbt.lock` of sbt-dependency-lock: artefacts with hashes and configurations. Edges, and which packages the
    /// project asks for itself, are not in the file.
    ///
    /// https://stringbean.github.io/sbt-dependency-lock/file-formats/version-1.html
    static let sbtLock = LockfileFormat("sbt-lock", ["build.sbt.lock"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                guard key == "dependencies", cursor.enterArray() else { continue }
                while cursor.nextElement() { readDependency(&cursor, &inventory) }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }

    private static func readDependency(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        var package = Package(.maven, "", "", line: cursor.line)
        var organisation = ""
        var artifact = ""
        var configurations: [String]?
        while let key = cursor.nextKey() {
            switch key {
            case "org": organisation = cursor.string() ?? ""
            case "name": artifact = cursor.string() ?? ""
            case "version": package.version = cursor.string() ?? ""
            case "artifacts": package.hashes = readHashes(&cursor)
            case "configurations": configurations = cursor.strings()
            default: break
            }
        }
        guard !organisation.isEmpty, !artifact.isEmpty, !package.version.isEmpty else {
            return inventory.notes.add(package.line, "a dependency lacks its org, name or version")
        }
        package.name = "\(organisation):\(artifact)"
        package.scope = scope(configurations)
        inventory.add(package)
    }

    /// `sha1:<hex>` of each artefact.
    private static func readHashes(_ cursor: inout JSONCursor) -> [String] {
        var hashes: [String] = []
        guard cursor.enterArray() else { return hashes }
        while cursor.nextElement() {
            guard cursor.enterObject() else { continue }
            while let key = cursor.nextKey() {
                if key == "hash", let hash = cursor.string().flatMap({ Digests.labelled($0) }) { hashes.append(hash) }
            }
        }
        return hashes
    }

    private static func scope(_ configurations: [String]?) -> Package.Scope {
        guard let configurations, !configurations.isEmpty else { return .required }
        let scopes = configurations.map { (name) -> Package.Scope in
            switch name.lowercased() {
            case "test", "test-internal", "it", "integrationtest", "scala-tool", "plugin", "docs", "pom", "sources":
                .development
            case "optional", "provided": .optional
            default: .required
            }
        }
        return scopes.reduce(.development) { $0.wider($1) }
    }
}
