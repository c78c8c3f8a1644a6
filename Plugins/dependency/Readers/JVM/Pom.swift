internal import Packages

extension LockfileFormat {
    /// `pom.xml`: the declared dependencies, with properties, parents and bills of materials as far as they are in the
    /// tree. What is inherited is found where it stands. Plugins of the build are left out; what the dependencies bring
    /// along is not in the file. A version that cannot be known leaves the package unpinned, with a warning.
    ///
    /// https://maven.apache.org/pom.html
    static let pom = LockfileFormat("maven-pom", ["pom.xml", "*.pom"]) { file, inventory in
        let project = MavenProject(file.bytes)
        inventory.notes.add(project.notes)
        var tree = MavenTree(file.surroundings)
        let lineage = tree.lineage(of: MavenTree.Located(path: file.surroundings.path, project: project))
        var properties = MavenProperties(lineage.map(\.project))
        let management = MavenManagement(lineage, &properties, &tree)
        var reader = PomReader(properties, management)
        for dependency in project.dependencies { reader.read(dependency, &inventory) }
        reader.tellOfUnmanaged(lineage, &inventory)
    }
}

private struct PomReader {
    private var properties: MavenProperties
    private let management: MavenManagement
    private var unmanagedCount = 0
    private var firstUnmanaged = 0

    init(_ properties: MavenProperties, _ management: MavenManagement) {
        self.properties = properties
        self.management = management
    }

    mutating func read(_ dependency: MavenProject.Dependency, _ inventory: inout InventoryBuilder) {
        guard let group = properties.expand(dependency.group), let artifact = properties.expand(dependency.artifact),
            !group.isEmpty, !artifact.isEmpty
        else {
            return inventory.notes.add(dependency.line, "the group or the name of a dependency is not known")
        }
        let managed = management[MavenManagement.key(group, artifact, dependency)]
        var package = Package(.maven, "\(group):\(artifact)", "", line: dependency.line)
        package.isDirect = true
        package.scope = scope(of: dependency, managed)
        if !dependency.type.isEmpty, dependency.type != "jar" {
            package.qualifiers["type"] = properties.expand(dependency.type)
        }
        if !dependency.classifier.isEmpty {
            package.qualifiers["classifier"] = properties.expand(dependency.classifier)
        }
        let text = dependency.version.isEmpty ? managed?.version ?? "" : dependency.version
        if text.isEmpty {
            unmanagedCount += 1
            if unmanagedCount == 1 { firstUnmanaged = dependency.line }
        } else if let version = properties.expand(text), !version.contains(anyOf: "$") {
            package.pin(maven: version)
        } else {
            package.requirement = text
            inventory.notes.add(
                dependency.line, "the version has a property that is not in the tree; the package is unpinned")
        }
        inventory.add(package)
    }

    private mutating func scope(
        of dependency: MavenProject.Dependency, _ managed: MavenManagement.Entry?
    ) -> Package.Scope {
        let scope = dependency.scope.isEmpty ? managed?.scope ?? "" : dependency.scope
        switch properties.expand(scope) ?? "" {
        case "test": return .development
        case "provided": return .optional
        default:
            let isOptional = dependency.isOptional || dependency.isOfProfile || managed?.isOptional == true
            return isOptional ? .optional : .required
        }
    }

    /// One warning for all dependencies whose version must come from a file that is not in the tree.
    func tellOfUnmanaged(_ lineage: [MavenTree.Located], _ inventory: inout InventoryBuilder) {
        guard unmanagedCount > 0 else { return }
        var sources = management.missing.prefix(4).map { $0.prefix(bytes: 200) }
        if let parent = lineage.last?.project.parent {
            sources.insert("\(parent.group):\(parent.artifact):\(parent.version)".prefix(bytes: 200), at: 0)
        }
        let origin =
            sources.isEmpty ? "nothing in the tree gives it" : "not in the tree: " + sources.joined(separator: ", ")
        inventory.notes.add(firstUnmanaged, "no version is known for \(unmanagedCount) of the dependencies (\(origin))")
    }
}

extension Package {
    /// `1.2` is what Maven takes unless it is forced to another; `[1.2]` pins as well. Intervals, `LATEST` and
    /// `RELEASE` do not.
    fileprivate mutating func pin(maven text: String) {
        let exact = text.dropping(prefix: "[").flatMap { $0.hasSuffix("]") ? $0.dropLast().trimmed : nil }
        let candidate = exact ?? text[...]
        if candidate.contains(anyOf: "[](),") || candidate == "LATEST" || candidate == "RELEASE" {
            requirement = text
        } else {
            version = String(candidate)
            requirement = exact == nil ? "" : text
        }
    }
}
