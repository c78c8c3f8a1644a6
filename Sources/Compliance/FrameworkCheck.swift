/// What `securescan compliance validate` says of files and folders: all that is wrong with each.
public enum FrameworkCheck {
    /// Everything that is wrong with a framework file, or with all of a folder; empty when they can be used together
    /// with the built-in frameworks.
    public static func problems(of path: String, isFolder: Bool) -> [String] {
        let folder = FrameworkFolder(path: isFolder ? path : parent(of: path))
        do throws(FrameworkFault) {
            return problems(of: isFolder ? try folder.entries() : [try folder.entry(named: name(of: path))])
        } catch {
            return [error.description]
        }
    }

    private static func problems(of entries: [FrameworkFolder.Entry]) -> [String] {
        var problems: [String] = []
        var read: [Framework] = []
        for entry in entries {
            switch entry.contents {
            case .failure(let fault): problems.append(fault.description)
            case .success(let bytes):
                switch FrameworkReader.read(bytes, name: entry.name) {
                case .failure(let faults): problems += faults.all.map(\.description)
                case .success(let framework): read.append(framework)
                }
            }
        }
        return problems + FrameworkSet(own: read).problems
    }

    private static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
