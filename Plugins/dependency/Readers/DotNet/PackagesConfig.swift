internal import Packages

extension LockfileFormat {
    /// `packages.config` of NuGet: a flat list, all of it as if asked for by the project itself.
    ///
    /// https://learn.microsoft.com/nuget/reference/packages-config
    static let packagesConfig = LockfileFormat("nuget-packages-config", ["packages.config", "packages.*.config"]) {
        file, inventory in
        let cursor = XMLCursor(file.bytes)
        if cursor.enterRoot("packages") {
            while let name = cursor.nextChild() {
                guard name == "package" else { continue }
                guard let id = cursor.attribute("id"), let version = cursor.attribute("version"), !version.isEmpty
                else {
                    inventory.notes.add(cursor.line, "a package lacks its id or version")
                    continue
                }
                var package = Package(.nuget, id, version, line: cursor.line)
                package.requirement = cursor.attribute("allowedVersions") ?? ""
                if cursor.attribute("developmentDependency")?.lowercased() == "true" { package.scope = .development }
                inventory.add(package)
            }
        }
        inventory.notes.add(cursor.notes)
    }
}
