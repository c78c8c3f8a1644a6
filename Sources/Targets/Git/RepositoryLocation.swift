internal import Model

#if canImport(Glibc)
    import Glibc
#endif

/// Where the parts of a repository lie.
struct RepositoryLocation: Sendable, Equatable {
    /// The `.git` folder, the bare repository, or the private part of a linked worktree.
    let gitFolder: String
    /// Where objects and branches are; the same as `gitFolder` but for a linked worktree.
    let commonFolder: String
    /// Top of the work tree; nil for a bare repository.
    let workTree: String?

    /// The work tree that `folder` (absolute, without links) lies in; nil when it lies in none, or within a `.git`.
    static func discover(from folder: String) -> RepositoryLocation? {
        guard !folder.split(separator: "/").contains(".git") else { return nil }
        var top = folder
        while !top.isEmpty {
            if let found = workTree(at: top) { return found }
            top = String(top[..<(top.lastIndex(of: "/") ?? top.startIndex)])
        }
        return workTree(at: "/")
    }

    /// The repository whose work tree has its top exactly here.
    static func workTree(at top: String) -> RepositoryLocation? {
        let dotGit = top + "/.git"
        switch FileKind.of(dotGit) {
        case .folder:
            guard isRepository(dotGit) else { return nil }
            return RepositoryLocation(gitFolder: dotGit, commonFolder: dotGit, workTree: top)
        case .file: return linked(dotGit: dotGit, top: top)
        default: return nil
        }
    }

    /// A bare repository, or a `.git` folder, exactly here.
    static func bare(at folder: String) -> RepositoryLocation? {
        guard isRepository(folder) else { return nil }
        return RepositoryLocation(gitFolder: folder, commonFolder: folder, workTree: nil)
    }

    /// Parts that are links, or a `commondir`, could make this a window into another repository, and libgit2 waits for
    /// ever for the writer of a FIFO. Git itself makes neither. It does make `alternates`, but they point into any
    /// repository of this machine, so what borrows its objects is not read as a repository either.
    private static func isRepository(_ folder: String) -> Bool {
        FileKind.of(folder + "/HEAD") == .file && FileKind.of(folder + "/commondir") == .nothing
            && [.file, .nothing].contains(FileKind.of(folder + "/packed-refs"))
            && FileKind.of(folder + "/objects/info/alternates") == .nothing
            && isPlain(folder + "/refs") && isPlain(folder + "/objects")
    }

    /// Whether this is a folder with nothing but folders and files in it.
    private static func isPlain(_ folder: String) -> Bool {
        guard let root = try? RootFolder(path: folder) else { return false }
        var limits = TargetLimits()
        limits.fileBytes = .max
        limits.depth = 64
        var isPlain = true
        var walk = FolderWalk(root: root, limits: limits, selection: .everything, workTree: nil)
        try? walk.run { entry in
            switch entry {
            case .file(let file): isPlain = !file.isLink
            case .skipped(_, .unreadable): break  // a repository in use is tidied now and then
            case .skipped: isPlain = false
            }
            return isPlain
        }
        return isPlain
    }

    /// A `.git` file says where the repository is. It is believed only when that place points back, so that a file in a
    /// hostile folder cannot open somebody else's repository.
    private static func linked(dotGit: String, top: String) -> RepositoryLocation? {
        guard let line = SmallFile.line(dotGit), line.hasPrefix("gitdir: "),
            let gitFolder = resolve(String(line.dropFirst(8)), from: top)
        else { return nil }
        if let common = SmallFile.line(gitFolder + "/commondir").flatMap({ resolve($0, from: gitFolder) }) {
            return worktree(gitFolder, common: common, dotGit: dotGit, top: top)
        }
        guard isRepository(gitFolder), let config = ConfigFile(gitFolder + "/config"),
            let back = config["core.worktree"].flatMap({ resolve($0, from: gitFolder) }), back == top
        else { return nil }
        return RepositoryLocation(gitFolder: gitFolder, commonFolder: gitFolder, workTree: top)
    }

    private static func worktree(
        _ gitFolder: String, common: String, dotGit: String, top: String
    ) -> RepositoryLocation? {
        guard gitFolder.hasPrefix(common + "/worktrees/"), isRepository(common),
            FileKind.of(gitFolder + "/HEAD") == .file,
            SmallFile.line(gitFolder + "/gitdir").flatMap({ resolve($0, from: gitFolder) }) == dotGit
        else { return nil }
        return RepositoryLocation(gitFolder: gitFolder, commonFolder: common, workTree: top)
    }

    /// Absolute and without links; nil when there is nothing.
    private static func resolve(_ path: String, from folder: String) -> String? {
        guard let resolved = realpath(path.hasPrefix("/") ? path : folder + "/" + path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// What is at a path, a link being a thing of its own.
enum FileKind {
    case nothing, file, folder, link, special

    static func of(_ path: String) -> FileKind {
        var status = stat()
        guard lstat(path, &status) == 0 else { return .nothing }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        case S_IFLNK: return .link
        default: return .special
        }
    }
}
