internal import Packages

extension LockfileFormat {
    /// `<application>.deps.json`: what a published .NET application brings along, with hashes and edges. Its own
    /// projects are left out; what they depend on is direct.
    ///
    /// https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md
    static let depsJSON = LockfileFormat("dotnet-deps", ["*.deps.json"]) { file, inventory in
        // The edges stand before the libraries that they are of; so the file is read twice.
        var libraries = JSONCursor(file.bytes)
        if libraries.enterObject() {
            while let key = libraries.nextKey() {
                guard key == "libraries", libraries.enterObject() else { continue }
                while let name = libraries.nextKey() { readLibrary(name, &libraries, &inventory) }
            }
        }
        libraries.finish()
        inventory.notes.add(libraries.notes)
        var targets = JSONCursor(file.bytes)
        guard targets.enterObject() else { return }
        while let key = targets.nextKey() {
            guard key == "targets", targets.enterObject() else { continue }
            while targets.nextKey() != nil {
                guard targets.enterObject() else { continue }
                while let name = targets.nextKey() { readEdges(name, &targets, &inventory) }
            }
        }
        inventory.knowsDirect = true
    }

    private static func readLibrary(_ text: String, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        let line = cursor.line
        var type = ""
        var hash: String?
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "type": type = cursor.string()?.lowercased() ?? ""
            case "sha512": hash = cursor.string()
            default: break
            }
        }
        guard type == "package" || type == "runtimepack" else { return }
        guard let library = NuGetLibrary(text) else {
            return inventory.notes.add(line, "\"name/version\" is expected")
        }
        let name = library.name.dropping(prefix: "runtimepack.") ?? library.name[...]
        var package = Package(.nuget, String(name), library.version, line: line)
        package.hashes = NuGetLibrary.hashes(hash)
        inventory.add(package, key: text.lowercased())
    }

    private static func readEdges(_ text: String, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        let from = inventory.index(of: text.lowercased())
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "dependencies" else { continue }
            for (name, version, _) in cursor.pairs() {
                let to = "\(name)/\(version)".lowercased()
                if let from { inventory.edge(from: from, to: to) } else { inventory.root(to, .required) }
            }
        }
    }
}
