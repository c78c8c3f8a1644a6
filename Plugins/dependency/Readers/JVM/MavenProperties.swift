/// The properties of a project with those of its parents.
///
/// https://maven.apache.org/ref/current/maven-model-builder/#model-interpolation
struct MavenProperties {
    private var text: PropertyText

    /// The project itself first, then its parents. What begins with `project.` is always of the project itself.
    init(_ lineage: [MavenProject]) {
        text = PropertyText(opening: "{", closing: "}") { name in
            if let project = lineage.first,
                let field = name.dropping(prefix: "project.") ?? name.dropping(prefix: "pom."),
                let value = project.field(field)
            {
                return value
            }
            return lineage.lazy.compactMap { $0.properties[name] }.first
        }
    }

    /// Nil when a property has no value in the tree.
    mutating func expand(_ text: String) -> String? { self.text.expand(text) }
}

extension MavenProject {
    /// What `${project.…}` can name.
    fileprivate func field(_ name: Substring) -> String? {
        let value =
            switch name {
            case "groupId": effectiveGroup
            case "artifactId": artifact
            case "version": effectiveVersion
            case "packaging": packaging.isEmpty ? "jar" : packaging
            case "parent.groupId": parent?.group ?? ""
            case "parent.artifactId": parent?.artifact ?? ""
            case "parent.version": parent?.version ?? ""
            default: ""
            }
        return value.isEmpty ? nil : value
    }
}
