internal import Packages

extension LockfileFormat {
    /// `conan.lock`: of Conan 1 with its graph (lockfile versions 0.1 to 0.4), of Conan 2 with its lists (0.5), which
    /// have no edges. What is required for the build only is for development.
    ///
    /// https://docs.conan.io/1/versioning/lockfiles/introduction.html,
    /// https://docs.conan.io/2/tutorial/versioning/lockfiles.html
    static let conanLock = LockfileFormat("conan-lock", ["conan.lock"]) { file, inventory in
        var cursor = JSONCursor(file.bytes)
        if cursor.enterObject() {
            while let key = cursor.nextKey() {
                switch key {
                case "requires": readList(.required, &cursor, &inventory)
                case "build_requires", "python_requires", "config_requires":
                    readList(.development, &cursor, &inventory)
                case "graph_lock": readGraph(&cursor, &inventory)
                default: break
                }
            }
        }
        cursor.finish()
        inventory.notes.add(cursor.notes)
    }

    private static func readList(
        _ scope: Package.Scope, _ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder
    ) {
        guard cursor.enterArray() else { return }
        while cursor.nextElement() {
            // The line is known when the cursor stands at the element.
            guard let text = element(&cursor) else { continue }
            guard let reference = ConanReference(text) else {
                inventory.notes.add(cursor.line, "\"name/version\" is expected")
                continue
            }
            var package = reference.package(line: cursor.line)
            package.scope = scope
            inventory.add(package)
        }
    }

    /// The reference of an element; with some options of Conan it stands in an array, beside its package ids.
    private static func element(_ cursor: inout JSONCursor) -> String? {
        guard cursor.kind() == .array, cursor.enterArray() else { return cursor.string() }
        var reference: String?
        while cursor.nextElement() {
            if reference == nil, cursor.kind() == .string { reference = cursor.string() }
        }
        return reference
    }

    private static func readGraph(_ cursor: inout JSONCursor, _ inventory: inout InventoryBuilder) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            guard key == "nodes", cursor.enterObject() else { continue }
            while let id = cursor.nextKey() {
                let line = cursor.line
                ConanNode(&cursor).add(id, line, to: &inventory)
            }
        }
        inventory.spreadsScopes = true
        inventory.knowsDirect = true
    }
}

/// A node of the graph of Conan 1.
private struct ConanNode {
    var reference = ""
    var packageRevision = ""
    var isForBuild = false
    /// Whether it is the recipe that the lockfile belongs to.
    var isConsumer = false
    var requires: [String] = []
    var buildRequires: [String] = []

    init(_ cursor: inout JSONCursor) {
        guard cursor.enterObject() else { return }
        while let key = cursor.nextKey() {
            switch key {
            case "ref": reference = cursor.string() ?? ""
            case "pref": reference = cursor.string() ?? reference
            case "prev": packageRevision = cursor.string() ?? ""
            case "path": isConsumer = cursor.string() != nil
            case "context": isForBuild = cursor.string() == "build"
            case "requires": requires = cursor.strings()
            case "build_requires": buildRequires = cursor.strings()
            default: break
            }
        }
    }

    func add(_ id: String, _ line: Int, to inventory: inout InventoryBuilder) {
        if isConsumer || reference.isEmpty {
            for node in requires { inventory.root(node, .required) }
            for node in buildRequires { inventory.root(node, .development) }
            return
        }
        guard let conan = ConanReference(reference) else {
            return inventory.notes.add(line, "\"name/version\" is expected")
        }
        var package = conan.package(line: line)
        if !packageRevision.isEmpty, packageRevision != "0" { package.qualifiers["prev"] = packageRevision }
        if isForBuild { package.scope = .development }
        guard let index = inventory.add(package, key: id) else { return }
        for node in requires { inventory.edge(from: index, to: node) }
        // What builds a package is no part of what runs.
        for node in buildRequires { inventory.root(node, .development) }
    }
}
