/// The projects of the tree around one `pom.xml`: its parents, and bills of materials by their coordinates.
struct MavenTree {
    /// Bytes of one other file.
    static let fileLimit = 4 << 20
    /// Other files that are opened for one `pom.xml`.
    static let openLimit = 256
    /// Parents above one another.
    static let parentLimit = 32
    /// Modules of one project among which a bill of materials is looked for.
    static let candidateLimit = 32

    struct Located {
        let path: String
        let project: MavenProject
    }

    private let surroundings: Surroundings
    private var cache: [String: MavenProject?] = [:]
    private var openCount = 0

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// The project and those of its parents that are in the tree, each next to its child.
    mutating func lineage(of start: Located) -> [Located] {
        var lineage = [start]
        var seen: Set<String> = [start.path]
        while lineage.count <= Self.parentLimit, let child = lineage.last, let parent = child.project.parent,
            let path = Self.path(of: parent, from: child.path, surroundings), seen.insert(path).inserted,
            let project = open(path), Self.isSame(project, parent.group, parent.artifact)
        {
            lineage.append(Located(path: path, project: project))
        }
        return lineage
    }

    private static func path(
        of parent: MavenProject.Parent, from child: String, _ surroundings: Surroundings
    ) -> String? {
        let relative = parent.relativePath
        guard !relative.isEmpty else { return nil }
        return surroundings.resolve(relative.hasSuffix(".xml") ? relative : relative + "/pom.xml", from: child)
    }

    private static func isSame(_ project: MavenProject, _ group: String, _ artifact: String) -> Bool {
        project.artifact == artifact && project.effectiveGroup == group
    }

    /// Where others put it: in a folder that is called after it, or among the modules, above or beside the project.
    mutating func find(group: String, artifact: String, near lineage: [Located]) -> Located? {
        var modules: [String] = []
        for folder in Self.folders(above: surroundings.path) {
            for path in [folder + artifact + "/pom.xml", folder + "pom.xml"] {
                guard let project = open(path) else { continue }
                if Self.isSame(project, group, artifact) { return Located(path: path, project: project) }
                modules += modulePaths(Located(path: path, project: project), artifact)
            }
        }
        for located in lineage { modules += modulePaths(located, artifact) }
        for path in modules {
            guard let project = open(path), Self.isSame(project, group, artifact) else { continue }
            return Located(path: path, project: project)
        }
        return nil
    }

    /// Those first whose folder is named like the artefact.
    private func modulePaths(_ located: Located, _ artifact: String) -> [String] {
        let modules = located.project.modules
        let alike = modules.filter { module in
            let name = module.cutLast(at: UInt8(ascii: "/"))?.1 ?? module[...]
            return artifact.hasSuffix(name) || name.hasSuffix(artifact)
        }
        return (alike + modules).prefix(Self.candidateLimit).compactMap {
            surroundings.resolve($0.hasSuffix(".xml") ? $0 : $0 + "/pom.xml", from: located.path)
        }
    }

    /// Each ends with "/", the root is empty; the nearest first.
    private static func folders(above path: String) -> [String] {
        var folders: [String] = []
        var rest = path[...]
        while folders.count < parentLimit, let (folder, _) = rest.cutLast(at: UInt8(ascii: "/")) {
            folders.append(folder + "/")
            rest = folder
        }
        return folders + [""]
    }

    private mutating func open(_ path: String) -> MavenProject? {
        if let project = cache[path] { return project }
        guard openCount < Self.openLimit else { return nil }
        openCount += 1
        let project = surroundings.open(path).flatMap { bytes in
            bytes.count > Self.fileLimit ? nil : bytes.withUnsafeBytes { MavenProject($0) }
        }
        cache[path] = .some(project)
        return project
    }
}
