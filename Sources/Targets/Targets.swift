public import Model

#if canImport(Glibc)
    import Glibc
#endif

/// Where targets are opened.
public enum Targets {
    /// Opens a target. A URL is cloned first, or fetched when an earlier clone is there; then this may take long. The
    /// repository of a `file://` URL is read where it is: git's own transport for it believes the configuration there.
    ///
    /// A folder within a repository is handed out with paths relative to that folder, and with the commit, branch and
    /// remote of the repository. A folder that its repository ignores, and in which nothing is tracked, is a plain one.
    /// `cancelled` is asked while something takes its time, from this thread.
    public static func open(
        _ spec: TargetSpec, cancelled: @Sendable () -> Bool = { false }
    ) throws(TargetError) -> any FileTree {
        do {
            if RemoteURL.isMeant(by: spec.path), FileKind.of(spec.path) == .nothing {
                guard spec.index == nil else {
                    throw TargetError(.unsupported, "only a work tree on this machine has something staged")
                }
                let url = try RemoteURL(spec.path)
                if let folder = url.folder { return try openRepository(folder, url, spec) }
                let location = try CloneCache(spec).update(url, cancelled: cancelled)
                return try GitTarget(location, spec, remote: url.display).commits(folder: [])
            }
            return try openPath(spec, cancelled)
        } catch let error as TargetError {
            throw error
        } catch {
            throw TargetError(
                .system, "the target \(RemoteURL.withoutCredentials(spec.path)) cannot be opened: \(error)")
        }
    }

    /// Where a `file://` URL leads on this machine; nil when it is none.
    public static func path(ofFileURL text: String) -> String? { (try? RemoteURL(text))?.folder }

    private static func openRepository(_ folder: String, _ url: RemoteURL, _ spec: TargetSpec) throws -> any FileTree {
        guard !folder.utf8.contains(0), let resolved = realpath(folder, nil) else {
            throw TargetError.system(
                folder.utf8.contains(0) ? ENOENT : errno, "the repository \(url.display) cannot be opened")
        }
        defer { free(resolved) }
        let path = String(cString: resolved)
        guard let location = RepositoryLocation.bare(at: path) ?? RepositoryLocation.workTree(at: path) else {
            throw TargetError(
                .unsupported,
                "\(url.display) is no git repository that can be read: HEAD, packed-refs and everything in refs and "
                    + "objects must be plain files and folders, and it must not borrow objects from another one")
        }
        return try GitTarget(location, spec, remote: url.display).commits(folder: [])
    }

    private static func openPath(_ spec: TargetSpec, _ cancelled: () -> Bool) throws -> any FileTree {
        guard !spec.path.utf8.contains(0), let resolved = realpath(spec.path, nil) else {
            throw TargetError.system(
                spec.path.utf8.contains(0) ? ENOENT : errno, "the target \(spec.path) cannot be opened")
        }
        defer { free(resolved) }
        let path = String(cString: resolved)
        switch FileKind.of(path) {
        case .folder: return try openFolder(path, spec, cancelled)
        case .file:
            let slash = path.lastIndex(of: "/") ?? path.startIndex
            let folder = slash == path.startIndex ? "/" : String(path[..<slash])
            var options = spec
            options.noIgnore = true  // somebody asks for exactly this file
            let tree = try openFolder(folder, options, isForFile: true, cancelled)
            return OneFile(folder: tree, name: Array(path[path.index(after: slash)...].utf8))
        default:
            throw TargetError(.unsupported, "the target \(spec.path) is neither a file nor a folder")
        }
    }

    /// `path` is absolute and without links.
    private static func openFolder(
        _ path: String, _ spec: TargetSpec, isForFile: Bool = false, _ cancelled: () -> Bool
    ) throws -> any FileTree {
        if !isForFile, spec.index == nil, let bare = RepositoryLocation.bare(at: path) {
            return try GitTarget(bare, spec).commits(folder: [])
        }
        guard let location = RepositoryLocation.discover(from: path), let top = location.workTree else {
            if spec.index != nil {
                throw TargetError(.unsupported, "\(spec.path) is in no git work tree, so nothing in it is staged")
            }
            if let ref = spec.ref {
                throw TargetError(.unsupported, "\(spec.path) is in no git repository, so there is no '\(ref)' to read")
            }
            if spec.history {
                throw TargetError(.unsupported, "\(spec.path) is in no git repository, so it has no history")
            }
            return try plainFolder(path, spec)
        }
        let folder = Array(path.utf8.dropFirst(top == "/" ? 1 : top.utf8.count + 1))
        let target = GitTarget(location, spec)
        if let part = spec.index { return try target.index(part, folder: folder) }
        if spec.ref != nil || spec.history { return try target.commits(folder: folder) }
        return try target.workTree(folder: folder, path: path, cancelled) ?? plainFolder(path, spec)
    }

    private static func plainFolder(_ path: String, _ spec: TargetSpec) throws -> any FileTree {
        FolderTree(
            root: try RootFolder(path: path), summary: TargetSummary(kind: .directory), limits: spec.limits,
            workTree: nil)
    }
}
