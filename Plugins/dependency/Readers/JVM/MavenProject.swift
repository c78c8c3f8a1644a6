/// What one `pom.xml` says, before anything is inherited or put in.
///
/// https://maven.apache.org/ref/current/maven-model/maven.html
struct MavenProject {
    /// Dependencies of one file, managed ones apart.
    static let dependencyLimit = InventoryBuilder.packageLimit
    /// Of one file.
    static let propertyLimit = 10_000
    static let moduleLimit = 1000

    struct Parent {
        var group = ""
        var artifact = ""
        var version = ""
        /// Empty when it is not in the tree.
        var relativePath = "../pom.xml"
        var line = 0
    }

    struct Dependency {
        var group = ""
        var artifact = ""
        var version = ""
        var scope = ""
        var type = ""
        var classifier = ""
        var isOptional = false
        /// Stands in a profile that is not active by itself.
        var isOfProfile = false
        let line: Int
    }

    var group = ""
    var artifact = ""
    var version = ""
    var packaging = ""
    var parent: Parent?
    var properties: [String: String] = [:]
    var dependencies: [Dependency] = []
    var managed: [Dependency] = []
    var modules: [String] = []
    var notes = Notes()

    /// The own group, or else the parent's.
    var effectiveGroup: String { group.isEmpty ? parent?.group ?? "" : group }
    var effectiveVersion: String { version.isEmpty ? parent?.version ?? "" : version }

    private init() {}

    init(_ bytes: UnsafeRawBufferPointer) {
        let cursor = XMLCursor(bytes)
        if cursor.enterRoot("project") { read(cursor) }
        notes.add(cursor.notes)
    }

    /// The children of the project, or those of a profile, which has some of them.
    private mutating func read(_ cursor: XMLCursor, isProfile: Bool = false) {
        while let name = cursor.nextChild() {
            switch name {
            case "groupId": group = cursor.text()
            case "artifactId": artifact = cursor.text()
            case "version": version = cursor.text()
            case "packaging": packaging = cursor.text()
            case "parent": parent = Self.readParent(cursor)
            case "properties": readProperties(cursor)
            case "modules", "subprojects": readModules(cursor)
            case "dependencies": readDependencies(cursor, into: \.dependencies)
            case "dependencyManagement":
                cursor.enter()
                while let name = cursor.nextChild() {
                    if name == "dependencies" { readDependencies(cursor, into: \.managed) }
                }
            case "profiles" where !isProfile:
                cursor.enter()
                while let name = cursor.nextChild() {
                    if name == "profile" { readProfile(cursor) }
                }
            case "activation" where isProfile: isActive = Self.readActivation(cursor)
            default: break
            }
        }
    }

    /// Of a profile: whether it is active by itself.
    private var isActive = false

    /// What an active profile has is as good as the project's own; of another one only the dependencies count.
    private mutating func readProfile(_ cursor: XMLCursor) {
        var profile = MavenProject()
        cursor.enter()
        profile.read(cursor, isProfile: true)
        notes.add(profile.notes)
        for var dependency in profile.dependencies where dependencies.count < Self.dependencyLimit {
            dependency.isOfProfile = !profile.isActive
            dependencies.append(dependency)
        }
        modules += profile.modules.prefix(Self.moduleLimit - modules.count)
        guard profile.isActive else { return }
        properties.merge(profile.properties) { _, new in new }
        managed += profile.managed.prefix(Self.dependencyLimit - managed.count)
    }

    private static func readActivation(_ cursor: XMLCursor) -> Bool {
        var isActive = false
        cursor.enter()
        while let name = cursor.nextChild() {
            if name == "activeByDefault" { isActive = cursor.text() == "true" }
        }
        return isActive
    }

    private static func readParent(_ cursor: XMLCursor) -> Parent {
        var parent = Parent()
        parent.line = cursor.line
        cursor.enter()
        while let name = cursor.nextChild() {
            switch name {
            case "groupId": parent.group = cursor.text()
            case "artifactId": parent.artifact = cursor.text()
            case "version": parent.version = cursor.text()
            case "relativePath": parent.relativePath = cursor.text()
            default: break
            }
        }
        return parent
    }

    private mutating func readProperties(_ cursor: XMLCursor) {
        cursor.enter()
        while let name = cursor.nextChild() {
            if properties.count < Self.propertyLimit { properties[name] = cursor.text() }
        }
    }

    private mutating func readModules(_ cursor: XMLCursor) {
        cursor.enter()
        while cursor.nextChild() != nil {
            if modules.count < Self.moduleLimit { modules.append(cursor.text()) }
        }
    }

    private mutating func readDependencies(
        _ cursor: XMLCursor, into list: WritableKeyPath<MavenProject, [Dependency]>
    ) {
        cursor.enter()
        while let name = cursor.nextChild() {
            guard name == "dependency" else { continue }
            guard self[keyPath: list].count < Self.dependencyLimit else {
                if self[keyPath: list].count == Self.dependencyLimit {
                    notes.add(cursor.line, "more than \(Self.dependencyLimit) packages; the inventory is partial")
                }
                continue
            }
            self[keyPath: list].append(Self.readDependency(cursor))
        }
    }

    private static func readDependency(_ cursor: XMLCursor) -> Dependency {
        var dependency = Dependency(line: cursor.line)
        cursor.enter()
        while let name = cursor.nextChild() {
            switch name {
            case "groupId": dependency.group = cursor.text()
            case "artifactId": dependency.artifact = cursor.text()
            case "version": dependency.version = cursor.text()
            case "scope": dependency.scope = cursor.text()
            case "type": dependency.type = cursor.text()
            case "classifier": dependency.classifier = cursor.text()
            case "optional": dependency.isOptional = cursor.text() == "true"
            default: break
            }
        }
        return dependency
    }
}
