internal import CLibgit2
internal import Model

/// A repository as one thread uses it.
///
/// It is opened as if bare and with an empty configuration, whatever it is: so `include.path`, `core.worktree`,
/// `core.attributesFile` and the like in a hostile repository are never read, and the work tree is never touched.
///
/// `@unchecked Sendable`: `GitRepository` lends a handle to one thread at a time.
final class RepositoryHandle: @unchecked Sendable {
    let repository: OpaquePointer
    private let objects: OpaquePointer
    private var lastFolder: (root: ObjectID, path: [UInt8], tree: TreeObject)?

    /// Commits, tags and trees beyond this are taken for an attack on memory.
    static let structureBytes = 64 << 20

    init(_ location: RepositoryLocation) throws(TargetError) {
        Libgit2.start
        var repository: OpaquePointer?
        guard git_repository_open_bare(&repository, location.gitFolder) == 0, let repository else {
            throw TargetError(.damaged, "the repository \(location.gitFolder) cannot be opened: \(Libgit2.message)")
        }
        var configuration: OpaquePointer?
        git_config_new(&configuration)
        git_repository_set_config(repository, configuration)
        git_config_free(configuration)
        var objects: OpaquePointer?
        guard git_repository_odb(&objects, repository) == 0, let objects else {
            git_repository_free(repository)
            throw TargetError(.damaged, "the objects of \(location.gitFolder) cannot be opened: \(Libgit2.message)")
        }
        self.repository = repository
        self.objects = objects
    }

    deinit {
        lastFolder = nil
        git_odb_free(objects)
        git_repository_free(repository)
    }

    /// Kind and size without inflating the object; nil when it is missing or damaged.
    func header(_ id: ObjectID) -> (kind: git_object_t, size: Int64)? {
        var raw = id.raw
        var size = 0
        var kind = GIT_OBJECT_INVALID
        guard git_odb_read_header(&size, &kind, objects, &raw) == 0 else { return nil }
        return (kind, Int64(size))
    }

    /// Size of a blob; nil when there is no such blob.
    func blobSize(_ id: ObjectID) -> Int64? {
        guard let header = header(id), header.kind == GIT_OBJECT_BLOB else { return nil }
        return header.size
    }

    /// Copies the beginning of a blob; fails when it is larger than it may be, before it is inflated.
    func readBlob(
        _ id: ObjectID, limit: Int64, path: [UInt8], into space: UnsafeMutableRawBufferPointer
    ) throws(TargetError) -> Int {
        let name = PathText.display(path)
        guard let size = blobSize(id) else { throw TargetError(.damaged, "\(name): its blob \(id.hex) is missing") }
        guard size <= limit else { throw TargetError(.limit, "\(name) has \(size) bytes, more than \(limit)") }
        var raw = id.raw
        var object: OpaquePointer?
        guard git_odb_read(&object, objects, &raw) == 0, let object else {
            throw TargetError(.damaged, "\(name): its blob \(id.hex) cannot be read: \(Libgit2.message)")
        }
        defer { git_odb_object_free(object) }
        let count = min(space.count, git_odb_object_size(object))
        if count > 0 {
            space.copyMemory(from: UnsafeRawBufferPointer(start: git_odb_object_data(object), count: count))
        }
        return count
    }

    /// Nil when it is missing, damaged, or no tree.
    func tree(_ id: ObjectID) -> TreeObject? {
        guard isStructure(id, GIT_OBJECT_TREE) else { return nil }
        var raw = id.raw
        var tree: OpaquePointer?
        guard git_tree_lookup(&tree, repository, &raw) == 0, let tree else { return nil }
        return TreeObject(tree)
    }

    /// Nil when it is missing, damaged, or no commit.
    func commit(_ id: ObjectID) -> CommitObject? { withCommit(id, CommitObject.init) }

    func withCommit<R>(_ id: ObjectID, _ body: (OpaquePointer) -> R?) -> R? {
        guard isStructure(id, GIT_OBJECT_COMMIT) else { return nil }
        var raw = id.raw
        var commit: OpaquePointer?
        guard git_commit_lookup(&commit, repository, &raw) == 0, let commit else { return nil }
        defer { git_commit_free(commit) }
        return body(commit)
    }

    /// The tree of a folder within a tree; nil when there is none.
    func folder(_ path: [UInt8], in root: ObjectID) -> ObjectID? {
        guard let parts = PathParts.split(path) else { return nil }
        var id = root
        for part in parts {
            guard let entry = tree(id)?.entry(named: part), entry.mode & 0o170000 == TreeWalk.folderMode else {
                return nil
            }
            id = entry.id
        }
        return id
    }

    /// The same, kept for the next call: files are mostly looked up one after the other in the same folder.
    func folderTree(_ path: [UInt8], in root: ObjectID) -> TreeObject? {
        if let last = lastFolder, last.root == root, last.path == path { return last.tree }
        guard let tree = folder(path, in: root).flatMap(tree) else { return nil }
        lastFolder = (root, path, tree)
        return tree
    }

    private func isStructure(_ id: ObjectID, _ kind: git_object_t) -> Bool {
        guard let header = header(id) else { return false }
        return header.kind == kind && header.size <= RepositoryHandle.structureBytes
    }
}
