internal import Packages

extension LockfileFormat {
    /// `gradle/libs.versions.toml`: the libraries and plugins that a build can ask for, with the versions that they
    /// refer to. A rich version counts as its `strictly`, `require` or `prefer`.
    ///
    /// https://docs.gradle.org/current/userguide/version_catalogs.html
    static let versionCatalog = LockfileFormat("gradle-version-catalog", ["*.versions.toml"]) { file, inventory in
        var cursor = TOMLCursor(file.bytes)
        var catalog = VersionCatalog()
        while let table = cursor.nextTable() { catalog.take(table) }
        inventory.notes.add(cursor.notes)
        catalog.add(to: &inventory)
    }
}

private struct VersionCatalog {
    private var versions: [String: TOMLValue] = [:]
    private var libraries: [TOMLMember] = []
    private var plugins: [TOMLMember] = []

    mutating func take(_ table: TOMLTable) {
        switch table.path.first {
        case "versions":
            for member in members(of: table) { versions[member.key] = versions[member.key] ?? member.value }
        case "libraries": libraries += members(of: table)
        case "plugins": plugins += members(of: table)
        default: break
        }
    }

    /// `[libraries]` with a member for each, or `[libraries.name]`, whose members are of the one named. A dotted key
    /// has its last part in the table of the rest: `name.version.ref = "x"`.
    private func members(of table: TOMLTable) -> [TOMLMember] {
        guard table.path.count > 1 else { return joined(table.members) }
        return [TOMLMember(path: Array(table.path.dropFirst()), value: .table(table.members), line: table.line)]
    }

    private func joined(_ members: [TOMLMember]) -> [TOMLMember] {
        var result: [TOMLMember] = []
        var dotted: [String: [TOMLMember]] = [:]
        var lines: [(name: String, line: Int)] = []
        for member in members {
            guard member.path.count > 1 else {
                result.append(member)
                continue
            }
            let inner = TOMLMember(path: Array(member.path.dropFirst()), value: member.value, line: member.line)
            if dotted[member.path[0]] == nil { lines.append((member.path[0], member.line)) }
            dotted[member.path[0], default: []].append(inner)
        }
        for (name, line) in lines {
            result.append(TOMLMember(path: [name], value: .table(dotted[name] ?? []), line: line))
        }
        return result
    }

    func add(to inventory: inout InventoryBuilder) {
        for member in libraries { addLibrary(member, to: &inventory) }
        for member in plugins { addPlugin(member, to: &inventory) }
    }

    private func addLibrary(_ member: TOMLMember, to inventory: inout InventoryBuilder) {
        var name = ""
        var version = VersionOfCatalog()
        if let text = member.value.string {
            let parts = text.parts(at: UInt8(ascii: ":"))
            if parts.count >= 2 { name = "\(parts[0]):\(parts[1])" }
            if parts.count >= 3 { version = VersionOfCatalog(String(parts[2])) }
        } else {
            name = member.value["module"]?.string ?? ""
            if let group = member.value["group"]?.string, let artifact = member.value["name"]?.string {
                name = "\(group):\(artifact)"
            }
            version = resolve(member.value["version"], member.line, &inventory)
        }
        guard let (group, artifact) = name.cut(at: UInt8(ascii: ":")), !group.isEmpty, !artifact.isEmpty else {
            return inventory.notes.add(member.line, "a library has no group or no name")
        }
        add(name, version, .required, member.line, to: &inventory)
    }

    /// A plugin is found by an artefact that is named after it (plugin marker).
    private func addPlugin(_ member: TOMLMember, to inventory: inout InventoryBuilder) {
        var id = member.value["id"]?.string ?? ""
        var version = resolve(member.value["version"], member.line, &inventory)
        if let (name, text) = member.value.string?.cut(at: UInt8(ascii: ":")) {
            id = String(name)
            version = VersionOfCatalog(String(text))
        }
        guard !id.isEmpty else { return inventory.notes.add(member.line, "a plugin has no id") }
        add("\(id):\(id).gradle.plugin", version, .development, member.line, to: &inventory)
    }

    private func add(
        _ name: String, _ version: VersionOfCatalog, _ scope: Package.Scope, _ line: Int,
        to inventory: inout InventoryBuilder
    ) {
        var package = Package(.maven, name, version.pinned, line: line)
        package.requirement = version.requirement
        package.scope = scope
        package.isDirect = true
        inventory.add(package)
    }

    /// A text, `{ ref = "name" }` or a rich version.
    private func resolve(
        _ value: TOMLValue?, _ line: Int, _ inventory: inout InventoryBuilder
    ) -> VersionOfCatalog {
        guard let value else { return VersionOfCatalog() }
        guard let reference = value["ref"]?.string else { return VersionOfCatalog(value) }
        guard let target = versions[reference] else {
            inventory.notes.add(
                line, "the version that is referred to is not in the catalogue; the package is unpinned")
            return VersionOfCatalog()
        }
        return VersionOfCatalog(target)
    }
}

/// A version as a catalogue gives it.
private struct VersionOfCatalog {
    var pinned = ""
    var requirement = ""

    init() {}

    /// Intervals, prefixes and the moving versions of Gradle pin nothing.
    init(_ text: String) {
        let isRange = text.contains(anyOf: "[](),+") || text.hasPrefix("latest.")
        pinned = isRange ? "" : text
        requirement = isRange ? text : ""
    }

    init(_ value: TOMLValue) {
        let text = value.string ?? ["strictly", "require", "prefer"].lazy.compactMap { value[$0]?.string }.first
        self.init(text ?? "")
        if pinned.isEmpty, let preferred = value["prefer"]?.string {
            let range = requirement
            self.init(preferred)
            requirement = range
        }
    }
}
