/// Versions and scopes that a project, its parents and imported bills of materials prescribe.
///
/// https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
struct MavenManagement {
    /// Bills of materials that import one another.
    static let depthLimit = 8
    /// Bills of materials of one project.
    static let importLimit = 64

    struct Entry {
        let version: String
        let scope: String
        let isOptional: Bool
    }

    private struct Bill: Hashable {
        let group: String
        let artifact: String
    }

    private var entries: [String: Entry] = [:]
    private var seen: Set<Bill> = []
    /// Bills of materials that are not in the tree, as `group:artifact:version`.
    private(set) var missing: [String] = []

    /// What is prescribed nearest holds, and what is said itself before what is imported.
    init(_ lineage: [MavenTree.Located], _ properties: inout MavenProperties, _ tree: inout MavenTree) {
        add(lineage, &properties, &tree, depth: 0)
    }

    subscript(_ key: String) -> Entry? { entries[key] }

    static func key(_ group: String, _ artifact: String, _ dependency: MavenProject.Dependency) -> String {
        let type = dependency.type == "jar" ? "" : dependency.type
        return "\(group):\(artifact):\(type):\(dependency.classifier)"
    }

    private mutating func add(
        _ lineage: [MavenTree.Located], _ properties: inout MavenProperties, _ tree: inout MavenTree, depth: Int
    ) {
        var imports: [MavenProject.Dependency] = []
        for dependency in lineage.flatMap(\.project.managed) {
            if dependency.scope == "import" {
                imports.append(dependency)
                continue
            }
            guard let group = properties.expand(dependency.group),
                let artifact = properties.expand(dependency.artifact)
            else { continue }
            let key = Self.key(group, artifact, dependency)
            guard entries[key] == nil else { continue }
            entries[key] = Entry(
                version: properties.expand(dependency.version) ?? dependency.version, scope: dependency.scope,
                isOptional: dependency.isOptional)
        }
        for dependency in imports { addBill(dependency, lineage, &properties, &tree, depth: depth + 1) }
    }

    private mutating func addBill(
        _ dependency: MavenProject.Dependency, _ lineage: [MavenTree.Located], _ properties: inout MavenProperties,
        _ tree: inout MavenTree, depth: Int
    ) {
        guard depth <= Self.depthLimit, seen.count < Self.importLimit,
            let group = properties.expand(dependency.group), let artifact = properties.expand(dependency.artifact),
            seen.insert(Bill(group: group, artifact: artifact)).inserted
        else { return }
        guard let bill = tree.find(group: group, artifact: artifact, near: lineage) else {
            missing.append("\(group):\(artifact):\(properties.expand(dependency.version) ?? dependency.version)")
            return
        }
        let own = tree.lineage(of: bill)
        var ownProperties = MavenProperties(own.map(\.project))
        add(own, &ownProperties, &tree, depth: depth)
    }
}
