internal import Model

/// A repository as a target: its commits, or its work tree.
struct GitTarget {
    private let repository: GitRepository
    private let spec: TargetSpec
    private let remote: String?

    /// `remote` is what a clone was made from; else the configuration tells.
    init(_ location: RepositoryLocation, _ spec: TargetSpec, remote: String? = nil) throws(TargetError) {
        let config = ConfigFile(location.commonFolder + "/config")
        if let format = config?["extensions.objectformat"], format != "sha1" {
            throw TargetError(
                .unsupported,
                "the repository \(location.gitFolder) names its objects by \(format); only sha1 can be read")
        }
        repository = try GitRepository(location)
        self.spec = spec
        self.remote = remote ?? config?["remote.origin.url"].map(RemoteURL.withoutCredentials)
    }

    /// The files of `ref`, or of HEAD; below a folder in it.
    func commits(folder: [UInt8]) throws -> any FileTree {
        try repository.withHandle { handle in
            guard let revision = try spec.ref.map(handle.revision) ?? handle.head() else {
                return CommitTree(
                    repository: repository, root: nil, summary: summary(nil, branch: handle.headBranch()),
                    limits: spec.limits)
            }
            let root = handle.folder(folder, in: revision.tree)
            if root == nil, !spec.history {
                let name = spec.ref ?? "HEAD"
                throw TargetError(.missing, "the folder \(PathText.display(folder)) does not exist in '\(name)'")
            }
            let tip = CommitTree(
                repository: repository, root: root, summary: summary(revision, branch: revision.branch),
                limits: spec.limits)
            return spec.history ? HistoryTree(tip: tip, commit: revision.commit, folder: folder) : tip
        }
    }

    /// The work tree from `folder` down, whose absolute path is `path`; nil when the repository ignores that folder.
    func workTree(folder: [UInt8], path: String, _ cancelled: () -> Bool) throws -> (any FileTree)? {
        let options = WorkTree.Options(honoursIgnore: !spec.noIgnore, visitsSubmodules: spec.visitSubmodules)
        let top = repository.location.workTree ?? path
        let workTree = WorkTree(
            repository, top: top, index: GitIndex(gitFolder: repository.location.gitFolder), options: options)
        guard let rules = try workTree.rules(prefix: folder.isEmpty ? [] : folder + [PathParts.slash]) else {
            return nil
        }
        let (head, branch) = try repository.withHandle { (try $0.head(), $0.headBranch()) }
        var summary = summary(head, branch: branch)
        var check = try DirtyCheck(workTree, head: head?.tree, limits: spec.limits)
        summary.dirty = try check?.run(cancelled: cancelled)
        return FolderTree(
            root: try RootFolder(path: path), summary: summary, limits: spec.limits, workTree: rules)
    }

    private func summary(_ revision: Revision?, branch: String?) -> TargetSummary {
        TargetSummary(kind: .git, commit: revision?.commit.hex, branch: branch, remote: remote)
    }
}
