internal import Model

/// Every blob that can be reached from a commit, once, with the commit and the path that first brought it.
///
/// Order: commits oldest first, parents before children; within a commit, byte order of path. Going once into each tree
/// finds the same blobs as comparing each commit with its parents, and costs what the history holds in unique trees.
/// The ids that were seen are kept in memory, about 40 bytes for each tree and blob.
struct HistoryTree: FileTree {
    /// The files of the newest commit, where single paths are looked up.
    let tip: CommitTree
    let commit: ObjectID
    /// The folder in each commit that is the target; empty for all.
    let folder: [UInt8]

    var summary: TargetSummary { tip.summary }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard let selection = Selection(prefix: prefix) else { return }
        try tip.repository.withHandle { handle in
            var commits = try CommitOrder(from: commit, in: handle)
            var walk = HistoryWalk(
                handle: handle, folder: folder, walk: TreeWalk(handle: handle, limits: tip.limits, selection: selection)
            )
            for _ in 0..<commits.missing {
                guard try visit(.skipped(path: [], reason: .missingObject)) else { return }
            }
            while let id = commits.next() {
                guard try walk.run(id, visit) else { return }
            }
        }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? { try tip.entry(at: path) }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try tip.read(entry, into: buffer)
    }
}

/// What a walk through the history remembers.
private struct HistoryWalk {
    let handle: RepositoryHandle
    let folder: [UInt8]
    var walk: TreeWalk
    var seen = SeenObjects()

    init(handle: RepositoryHandle, folder: [UInt8], walk: TreeWalk) {
        self.handle = handle
        self.folder = folder
        self.walk = walk
        self.walk.enters = { [seen] in seen.insert($0) }
    }

    mutating func run(_ id: ObjectID, _ visit: (TreeEntry) throws -> Bool) throws -> Bool {
        guard let commit = handle.commit(id) else {
            return try visit(.skipped(path: [], reason: .missingObject))
        }
        guard let root = folder.isEmpty ? commit.tree : handle.folder(folder, in: commit.tree),
            !walk.selection.parts.isEmpty || seen.insert(root)
        else { return true }
        return try walk.run(root: root) { [seen, handle, limits = walk.limits] path, item in
            if case .leaf(_, let id) = item, !seen.insert(id) { return true }
            return try visit(handle.treeEntry(path, item, limits: limits, origin: commit.origin))
        }
    }
}

/// Trees and blobs that were handed out.
private final class SeenObjects {
    private var ids: Set<ObjectID> = []

    /// True the first time.
    func insert(_ id: ObjectID) -> Bool { ids.insert(id).inserted }
}
