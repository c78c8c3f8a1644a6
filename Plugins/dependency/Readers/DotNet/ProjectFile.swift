internal import Packages

extension LockfileFormat {
    /// Projects of .NET: `PackageReference` and its kin, with central versions from the `Directory.Packages.props`
    /// above and properties from there, from the `Directory.Build.props` above and from the project. A version alone is
    /// the least that will do, and NuGet takes the least; so it counts as pinned. Shared files are read for the
    /// references that they give to all projects.
    ///
    /// https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files,
    /// https://learn.microsoft.com/nuget/consume-packages/central-package-management
    static let projectFile = LockfileFormat(
        "dotnet-project",
        [
            "*.csproj", "*.fsproj", "*.vbproj", "Directory.Build.props", "Directory.Build.targets",
            "Directory.Packages.props",
        ]
    ) { file, inventory in
        let project = MSBuildFile(file.bytes)
        inventory.notes.add(project.notes)
        let central = file.above("Directory.Packages.props")
        let build = file.above("Directory.Build.props")
        let shared = central + build
        let layers = [project.properties] + shared.map(\.properties)
        var properties = PropertyText(opening: "(", closing: ")") { name in
            let key = String(name.trimmed).lowercased()
            return layers.lazy.compactMap { $0[key] }.first
        }
        // Global references are those of analysers and other tools, which no project passes on.
        let global = project.globalReferences.map { $0.asPrivate }
        for reference in project.references + global {
            let version = reference.version(central: [project] + central)
            var package = Package(.nuget, reference.id, "", line: reference.line)
            if let expanded = properties.expand(version) {
                package.pin(nuget: expanded)
                if version.isEmpty {
                    inventory.notes.add(reference.line, "no version is found; the package is unpinned")
                }
            } else {
                package.requirement = version
                inventory.notes.add(
                    reference.line, "the version has a property without a value; the package is unpinned")
            }
            package.isDirect = true
            if reference.isPrivate { package.scope = .development }
            inventory.add(package)
        }
    }
}

extension SourceFile {
    /// The nearest file of that name in the folder of this one or above it, and, while each imports something, the next
    /// ones above, of which it is then taken that they are imported. Not the file itself.
    fileprivate func above(_ name: String) -> [MSBuildFile] {
        var files: [MSBuildFile] = []
        var relative = name
        while let path = surroundings.resolve(relative) {
            relative = "../" + relative
            guard path != surroundings.path, let bytes = surroundings.open(path) else { continue }
            let file = MSBuildFile(imported: bytes)
            files.append(file)
            if !file.hasImport || files.count == 8 { break }
        }
        return files
    }
}

extension MSBuildFile.Reference {
    fileprivate var asPrivate: Self {
        var reference = self
        reference.isPrivate = true
        return reference
    }

    fileprivate func version(central: [MSBuildFile]) -> String {
        if !self.override.isEmpty { return self.override }
        if !version.isEmpty { return version }
        let key = id.lowercased()
        return central.lazy.compactMap { $0.versions[key] }.first ?? ""
    }
}

extension Package {
    /// `1.2` and `[1.2]` pin; intervals and floating versions do not.
    ///
    /// https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges
    mutating func pin(nuget text: String) {
        let exact = text.dropping(prefix: "[").flatMap { $0.hasSuffix("]") ? $0.dropLast().trimmed : nil }
        let candidate = exact ?? text[...]
        if candidate.contains(anyOf: "[](),*") {
            requirement = text
        } else {
            version = String(candidate)
            requirement = exact == nil ? "" : text
        }
    }
}
