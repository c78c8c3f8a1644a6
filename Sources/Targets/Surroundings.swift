public import Model

#if canImport(Glibc)
    import Glibc
#endif

/// What a target lies in: the whole repository, or the target itself where there is none.
///
/// For files that speak of a target and may stand above it. Nothing outside the repository is reached, no link is
/// followed, and what git ignores is there as well.
public struct Surroundings: Sendable {
    /// Reads from the same place as the target: the work tree, a commit, or the index over HEAD.
    public let tree: any FileTree
    /// The target within the tree, without a `/` at its end; of a file, the folder it lies in.
    public let folder: [UInt8]

    public init(tree: any FileTree, folder: [UInt8]) {
        self.tree = tree
        self.folder = folder
    }

    /// The folders from the target up to the top of the tree, nearest first.
    public var foldersUpwards: [[UInt8]] {
        let parts = PathParts.split(folder) ?? []
        return (0...parts.count).reversed().map { PathParts.join(parts.prefix($0)) }
    }
}

extension Targets {
    /// - Parameters:
    ///   - opened: the target, which is its own surroundings when nothing is around it.
    ///   - isAllowed: whether the top of the repository, a path without links, may be read from.
    public static func surroundings(
        _ spec: TargetSpec, of opened: any FileTree, isAllowed: (String) -> Bool
    ) throws -> Surroundings {
        let itself = Surroundings(tree: opened, folder: [])
        let isRemote = RemoteURL.isMeant(by: spec.path) && FileKind.of(spec.path) == .nothing
        guard !isRemote, !spec.path.utf8.contains(0), let resolved = realpath(spec.path, nil) else { return itself }
        defer { free(resolved) }
        var path = String(cString: resolved)
        if FileKind.of(path) == .file {
            let slash = path.lastIndex(of: "/") ?? path.startIndex
            path = slash == path.startIndex ? "/" : String(path[..<slash])
        } else if RepositoryLocation.bare(at: path) != nil {
            guard spec.history else { return itself }
            return Surroundings(tree: try commit(spec, RepositoryLocation.bare(at: path)), folder: [])
        }
        guard let location = RepositoryLocation.discover(from: path), let top = location.workTree else {
            return Surroundings(tree: try plain(path, spec), folder: [])
        }
        guard isAllowed(top) else { return itself }
        let folder = Array(path.utf8.dropFirst(top == "/" ? 1 : top.utf8.count + 1))
        if spec.ref != nil || spec.history {
            return Surroundings(tree: try commit(spec, location), folder: folder)
        }
        if spec.index != nil {
            return Surroundings(tree: try GitTarget(location, spec).index(.whole, folder: []), folder: folder)
        }
        return Surroundings(tree: try plain(top, spec), folder: folder)
    }

    private static func commit(_ spec: TargetSpec, _ location: RepositoryLocation?) throws -> any FileTree {
        guard let location else { throw TargetError(.missing, "there is no repository at \(spec.path)") }
        var tip = spec
        tip.history = false
        return try GitTarget(location, tip).commits(folder: [])
    }

    private static func plain(_ path: String, _ spec: TargetSpec) throws -> any FileTree {
        FolderTree(
            root: try RootFolder(path: path), summary: TargetSummary(kind: .directory), limits: spec.limits,
            workTree: nil)
    }
}
