/// What Cargo.toml beside the lockfile, and those of the members that it names, say of how dependencies are used.
/// Patterns among the members are not followed, because a reader cannot list folders.
struct CargoManifests {
    private static let memberLimit = 1000
    /// By name of the member: its dependencies and their scopes.
    private var scopes: [String: [String: Package.Scope]] = [:]

    init(of file: SourceFile) {
        let members = read(file.open("Cargo.toml"))
        for member in members.prefix(Self.memberLimit) where !member.has("*") {
            _ = read(file.open(member + "/Cargo.toml"))
        }
    }

    /// Required when nothing is known.
    func scope(of dependency: String, in member: String) -> Package.Scope {
        scopes[member]?[dependency] ?? .required
    }

    /// Reads one manifest and gives the members that it names.
    private mutating func read(_ bytes: [UInt8]?) -> [String] {
        var name: String?
        var found: [String: Package.Scope] = [:]
        var members: [String] = []
        bytes?.withUnsafeBytes {
            var cursor = TOMLCursor($0)
            while let table = cursor.nextTable() {
                if table.name == "package" { name = table["name"]?.string }
                if table.name == "workspace" { members = table["members"]?.strings ?? [] }
                Self.take(table, &found)
            }
        }
        if let name { scopes[name] = found }
        return members
    }

    /// [dependencies], [dev-dependencies.name], [target.'cfg(unix)'.build-dependencies] and their like.
    private static func take(_ table: TOMLTable, _ found: inout [String: Package.Scope]) {
        guard table.path.first != "workspace",
            let place = table.path.firstIndex(where: { $0.hasSuffix("dependencies") }), place == 0 || place == 2
        else { return }
        let scope: Package.Scope = table.path[place].hasPrefix("dev") ? .development : .required
        let named = place + 1 < table.path.count
        let entries = named ? [(table.path[place + 1], TOMLValue.table(table.members))] : Self.entries(table)
        for (key, value) in entries {
            let name = value["package"]?.string ?? key
            let stated = scope == .required && value["optional"]?.isTrue == true ? .optional : scope
            found[name] = found[name].map { $0.wider(stated) } ?? stated
        }
    }

    private static func entries(_ table: TOMLTable) -> [(String, TOMLValue)] {
        table.members.map { member in
            let inner =
                member.path.count > 1
                ? TOMLValue.table([
                    TOMLMember(path: Array(member.path.dropFirst()), value: member.value, line: member.line)
                ])
                : member.value
            return (member.path[0], inner)
        }
    }
}
