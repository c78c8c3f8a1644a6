internal import CLibgit2
internal import Model

#if canImport(Glibc)
    import Glibc
#endif

/// The files of an index below a folder, with their content from the object database.
struct IndexTree: FileTree {
    /// A path relative to the repository, and what is there.
    typealias Entry = (path: [UInt8], item: TreeWalk.Item)

    let index: GitIndex
    /// Without a `/` at its end; empty for the whole repository.
    let folder: [UInt8]
    let repository: GitRepository
    let summary: TargetSummary
    let limits: TargetLimits

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard let parts = PathParts.split(folder), let below = PathParts.split(prefix) else { return }
        var cursor = IndexCursor(index, at: PathParts.join(parts + below))
        while let entry = cursor.next() { guard try visit(treeEntry(entry)) else { return } }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? {
        let parts = PathParts.split(path) ?? []
        let whole = PathParts.join((PathParts.split(folder) ?? []) + parts)
        var cursor = IndexCursor(index, at: whole)
        guard !parts.isEmpty, path.last != PathParts.slash, let entry = cursor.next(), entry.path == whole else {
            return nil
        }
        if case .file(let file) = try treeEntry(entry) { return file }
        return nil
    }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try CommitTree(repository: repository, root: nil, summary: summary, limits: limits).read(entry, into: buffer)
    }

    func treeEntry(_ entry: Entry) throws -> TreeEntry {
        let path = Array(entry.path.dropFirst(folder.isEmpty ? 0 : folder.count + 1))
        return try repository.withHandle { $0.treeEntry(path, entry.item, limits: limits, origin: nil) }
    }

    /// What is not, with the same content and mode at the same path, in a commit. Both are in byte order of path, so
    /// one walk through each is enough, and no blob is looked at.
    ///
    /// - Parameter commit: its tree; nil where there is none yet, so that everything is new.
    func changes(since commit: ObjectID?, _ handle: RepositoryHandle) throws -> [Entry] {
        var cursor = IndexCursor(index, at: folder)
        var staged = cursor.next()
        var changes: [Entry] = []
        if let commit {
            var walk = TreeWalk(handle: handle, limits: limits, selection: Selection(prefix: folder) ?? .everything)
            let isWhole = try walk.run(root: commit) { path, item in
                if case .skipped(.limit) = item { return false }
                while let entry = staged, entry.path.lexicographicallyPrecedes(path) {
                    changes.append(entry)
                    staged = cursor.next()
                }
                guard let entry = staged, entry.path == path else { return true }
                if !entry.item.isSame(as: item) { changes.append(entry) }
                staged = cursor.next()
                return true
            }
            guard isWhole else {
                throw TargetError(
                    .limit, "HEAD has more than \(limits.files) entries (SECURESCAN_MAX_FILES), or is too deep")
            }
        }
        while let entry = staged {
            changes.append(entry)
            staged = cursor.next()
        }
        return changes
    }
}

/// What is staged. It is listed when the tree is made, since the index may be written anew while a scan runs.
struct StagedTree: FileTree {
    private let index: IndexTree
    private let changes: [IndexTree.Entry]
    private let paths: Set<[UInt8]>

    init(index: IndexTree, changes: [IndexTree.Entry]) {
        self.index = index
        self.changes = changes
        paths = Set(changes.map(\.path))
    }

    var summary: TargetSummary { index.summary }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard let parts = PathParts.split(index.folder), let below = PathParts.split(prefix) else { return }
        let start = PathParts.join(parts + below)
        for entry in changes where entry.path.isAt(start) {
            guard try visit(index.treeEntry(entry)) else { return }
        }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? {
        guard let file = try index.entry(at: path) else { return nil }
        let whole = index.folder.isEmpty ? path : index.folder + [PathParts.slash] + path
        return paths.contains(whole) ? file : nil
    }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try index.read(entry, into: buffer)
    }
}

/// The entries of an index at and below a path, in byte order.
private struct IndexCursor {
    private let index: GitIndex
    private let start: [UInt8]
    private var position: Int
    private var last: [UInt8]?

    init(_ index: GitIndex, at start: [UInt8]) {
        self.index = index
        self.start = start
        var (low, high) = (0, index.count)
        while low < high {
            let middle = (low + high) / 2
            let isBefore = index[middle]?.bytes.lexicographicallyPrecedes(start) ?? false
            if isBefore { low = middle + 1 } else { high = middle }
        }
        position = low
    }

    mutating func next() -> IndexTree.Entry? {
        while let entry = index[position] {
            let path = entry.bytes
            // `a.b` stands between `a` and `a/b`.
            guard start.isEmpty || path.starts(with: start) else { return nil }
            position += 1
            guard path.isAt(start), path != last, !entry.isOnlyIntended else { continue }
            last = path
            return (path, entry.item)
        }
        return nil
    }
}

extension git_index_entry {
    fileprivate var bytes: [UInt8] {
        let count = strlen(path)
        return path.withMemoryRebound(to: UInt8.self, capacity: count) {
            Array(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// `git add --intent-to-add`: a name without content yet.
    fileprivate var isOnlyIntended: Bool {
        UInt32(flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
    }

    /// A file in conflict has up to three versions under its path, and none of them is what will be committed.
    fileprivate var item: TreeWalk.Item {
        let isKnown = [0o100000, 0o120000, TreeWalk.submoduleMode].contains(mode & 0o170000)
        let isPath = PathParts.split(bytes).map { !$0.contains(PathParts.gitFolder) } ?? false
        let isInConflict = flags >> 12 & 3 != 0
        return isKnown && isPath && !isInConflict ? .leaf(mode: mode, ObjectID(id)) : .skipped(.special)
    }
}

extension TreeWalk.Item {
    fileprivate func isSame(as other: TreeWalk.Item) -> Bool {
        guard case .leaf(let mode, let id) = self, case .leaf(let otherMode, let otherID) = other else { return false }
        return mode == otherMode && id == otherID
    }
}

extension [UInt8] {
    fileprivate func isAt(_ start: [UInt8]) -> Bool {
        start.isEmpty || (starts(with: start) && (count == start.count || self[start.count] == PathParts.slash))
    }
}
