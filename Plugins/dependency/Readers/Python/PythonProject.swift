/// What pyproject.toml says to those who read a lockfile beside it: the names the project asks for.
struct PythonProject {
    private(set) var roots: [(key: String, scope: Package.Scope)] = []

    /// Nil when there is none beside the file.
    init?(of file: SourceFile) {
        guard let bytes = file.open("pyproject.toml") else { return nil }
        bytes.withUnsafeBytes { read($0) }
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer) {
        var cursor = TOMLCursor(bytes)
        while let table = cursor.nextTable() {
            switch table.path.count > 3 ? Array(table.path.prefix(3)) : table.path {
            case ["project"]:
                add(table["dependencies"]?.strings ?? [], .required)
                for extra in table["optional-dependencies"]?.members ?? [] { add(extra.value.strings, .optional) }
            case ["project", "optional-dependencies"]:
                for extra in table.members { add(extra.value.strings, .optional) }
            case ["dependency-groups"], ["tool", "pdm", "dev-dependencies"]:
                for group in table.members { add(group.value.strings, .development) }
            case ["tool", "uv"]: add(table["dev-dependencies"]?.strings ?? [], .development)
            case ["tool", "poetry", "dependencies"]: addPoetry(table, .required)
            case ["tool", "poetry", "dev-dependencies"]: addPoetry(table, .development)
            case ["tool", "poetry", "group"] where table.path.count == 5 && table.path[4] == "dependencies":
                addPoetry(table, .development)
            default: break
            }
        }
    }

    private mutating func add(_ requirements: [String], _ scope: Package.Scope) {
        for text in requirements {
            if let requirement = PythonRequirement(text) { roots.append((PythonName.key(requirement.name), scope)) }
        }
    }

    private mutating func addPoetry(_ table: TOMLTable, _ scope: Package.Scope) {
        for member in table.members where member.path.count == 1 && member.key != "python" {
            let isOptional = member.value["optional"]?.isTrue ?? false
            roots.append((PythonName.key(member.key), isOptional ? .optional : scope))
        }
    }
}
