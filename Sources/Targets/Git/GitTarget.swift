internal import Model

/// A repository as a target: its commits, or its work tree.
struct GitTarget {
    private let location: RepositoryLocation
    private let spec: TargetSpec
    private let remote: String?

    /// `remote` is what a clone was made from; else the configuration tells.
    init(_ location: RepositoryLocation, _ spec: TargetSpec, remote: String? = nil) {
        self.location = location
        self.spec = spec
        self.remote = remote
    }

    /// The files of `ref`, or of HEAD; below a folder in it.
    func commits(folder: [UInt8]) throws -> any FileTree {
        let repository = try GitRepository(location)
        return try repository.withHandle { handle in
            guard let revision = try spec.ref.map(handle.revision) ?? handle.head() else {
                let summary = summary(repository, nil, branch: handle.headBranch())
                return CommitTree(repository: repository, root: nil, summary: summary, limits: spec.limits)
            }
            let root = handle.folder(folder, in: revision.tree)
            if root == nil, !spec.history {
                let name = spec.ref ?? "HEAD"
                throw TargetError(.missing, "the folder \(PathText.display(folder)) does not exist in '\(name)'")
            }
            let tip = CommitTree(
                repository: repository, root: root, summary: summary(repository, revision, branch: revision.branch),
                limits: spec.limits)
            return spec.history ? HistoryTree(tip: tip, commit: revision.commit, folder: folder) : tip
        }
    }

    /// The index below a folder; nothing of the work tree itself is looked at.
    func index(_ part: IndexPart, folder: [UInt8]) throws -> any FileTree {
        let repository = try GitRepository(location)
        let path = spec.indexFile ?? location.gitFolder + "/index"
        guard let index = GitIndex(path: path) else {
            throw TargetError(.unsupported, "there is no index \(path) that can be read; split and sparse ones cannot")
        }
        return try repository.withHandle { handle in
            let head = try handle.head()
            let summary = summary(repository, head, branch: handle.headBranch())
            let whole = IndexTree(
                index: index, folder: folder, repository: repository, summary: summary, limits: spec.limits)
            guard part == .staged else { return whole }
            return StagedTree(index: whole, changes: try whole.changes(since: head?.tree, handle))
        }
    }

    /// The work tree from `folder` down, whose absolute path is `path`; nil when the repository ignores that folder.
    ///
    /// Files do not become unreadable because the repository around them is damaged: then only the commit is left open.
    func workTree(folder: [UInt8], path: String, _ cancelled: () -> Bool) throws -> (any FileTree)? {
        let options = WorkTree.Options(honoursIgnore: !spec.noIgnore, visitsSubmodules: spec.visitSubmodules)
        let workTree = WorkTree(location, top: location.workTree ?? path, options: options)
        guard let rules = try workTree.rules(prefix: folder.isEmpty ? [] : folder + [PathParts.slash]) else {
            return nil
        }
        let root = try RootFolder(path: path)
        let summary = try summary(workTree, cancelled)
        return FolderTree(root: root, summary: summary, limits: spec.limits, workTree: rules)
    }

    private func summary(_ workTree: WorkTree, _ cancelled: () -> Bool) throws -> TargetSummary {
        guard let repository = workTree.repository else { return TargetSummary(kind: .git) }
        return try repository.withHandle { handle in
            do {
                let head = try handle.head()
                var summary = summary(repository, head, branch: handle.headBranch())
                var check = try DirtyCheck(workTree, repository, head: head?.tree, limits: spec.limits)
                summary.dirty = try check?.run(cancelled: cancelled)
                return summary
            } catch let error as TargetError where error.code == .damaged {
                return summary(repository, nil, branch: handle.headBranch())
            }
        }
    }

    private func summary(_ repository: GitRepository, _ revision: Revision?, branch: String?) -> TargetSummary {
        let origin = repository.config?["remote.origin.url"].map(RemoteURL.withoutCredentials)
        return TargetSummary(kind: .git, commit: revision?.commit.hex, branch: branch, remote: remote ?? origin)
    }
}
