internal import CLibgit2
internal import Model

#if canImport(Glibc)
    import Glibc
#endif

/// Whether a work tree differs from its commit: staged, changed, deleted, or new and not ignored. Ends at the first
/// difference. What happens within submodules is not looked at.
///
/// Own code instead of libgit2's status, which waits for ever when a hostile tree holds a FIFO named `.gitignore`.
struct DirtyCheck {
    /// Bytes that are hashed, of files whose times do not show that they are unchanged, before it is left open.
    static let hashedBytes: Int64 = 1 << 30
    private static let fileBytes: Int64 = 64 << 20

    private let workTree: WorkTree
    private let repository: GitRepository
    private let index: GitIndex
    private let head: ObjectID?
    private let limits: TargetLimits
    private let root: RootFolder
    private var next = 0
    private var hashed: Int64 = 0
    private var isOpen = false

    /// Nil without an index that can be read.
    init?(_ workTree: WorkTree, _ repository: GitRepository, head: ObjectID?, limits: TargetLimits) throws(TargetError)
    {
        guard let index = workTree.index else { return nil }
        // Here the times alone count, as for git: whether the blob has the same bytes is not the question.
        var options = workTree.options
        options.checksBlobs = false
        options.honoursIgnore = true
        options.visitsSubmodules = false
        self.workTree = WorkTree(workTree, options: options)
        self.repository = repository
        self.index = index
        self.head = head
        self.limits = limits
        root = try RootFolder(path: workTree.top)
    }

    /// Nil when it would cost too much to tell.
    mutating func run(cancelled: () -> Bool) throws -> Bool? {
        if try differsFromHead(cancelled) { return true }
        if try differsFromFolder(cancelled) { return true }
        return isOpen ? nil : false
    }

    private mutating func differsFromHead(_ cancelled: () -> Bool) throws -> Bool {
        var position = 0
        if let head {
            let isSame = try repository.withHandle { handle in
                var walk = TreeWalk(handle: handle, limits: limits, selection: .everything)
                return try walk.run(root: head) { path, item in
                    if cancelled() { throw TargetError.cancelled }
                    guard case .leaf(let mode, let id) = item, let entry = index[position] else { return false }
                    position += 1
                    return entry.isSame(path: path, mode: mode, id: id)
                }
            }
            if !isSame { return true }
        }
        return position < index.count
    }

    private mutating func differsFromFolder(_ cancelled: () -> Bool) throws -> Bool {
        var limits = limits
        limits.fileBytes = .max
        guard let rules = try workTree.rules(prefix: []) else { return false }
        var isDirty = false
        var walk = FolderWalk(root: root, limits: limits, selection: .everything, workTree: rules)
        try walk.run { entry in
            if cancelled() { throw TargetError.cancelled }
            isDirty = try isDifferent(entry)
            return !isDirty && !isOpen
        }
        return isDirty || (!isOpen && isSomethingDeleted(before: nil))
    }

    private mutating func isDifferent(_ entry: TreeEntry) throws -> Bool {
        switch entry {
        case .file(let file):
            if isSomethingDeleted(before: file.path) { return true }
            guard let known = index[next], known.isAt(file.path) else { return true }
            next += 1
            return try file.contentID == nil && isChanged(file, known)
        case .skipped(_, .limit):
            isOpen = true
            return false
        case .skipped(let path, .special), .skipped(let path, .unreadable):
            if let known = index[next], known.isAt(path) { next += 1 }
            return false
        case .skipped: return false
        }
    }

    /// Moves on to the first entry that is not before `path`; true when an entry on the way ought to be in the folder.
    private mutating func isSomethingDeleted(before path: [UInt8]?) -> Bool {
        while let known = index[next] {
            if let path, !known.isBefore(path) { return false }
            guard known.mayBeAbsent else { return true }
            next += 1
        }
        return false
    }

    private mutating func isChanged(_ file: FileEntry, _ known: git_index_entry) throws -> Bool {
        let mode = known.mode == 0o120000 || known.mode == 0o100644 ? known.mode : 0o100755
        guard file.mode == mode else { return true }
        let id = ObjectID(known.id)
        guard file.size <= DirtyCheck.fileBytes else {
            return try repository.withHandle { $0.blobSize(id) } != file.size
        }
        hashed += file.size
        guard hashed <= DirtyCheck.hashedBytes else {
            isOpen = true
            return false
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Int(file.size), alignment: 16)
        defer { buffer.deallocate() }
        let count = try root.read(file, into: buffer)
        return ObjectID(blob: UnsafeRawBufferPointer(rebasing: buffer[..<count])) != id
    }
}

extension git_index_entry {
    fileprivate func isAt(_ other: [UInt8]) -> Bool { compare(other) == 0 }

    fileprivate func isBefore(_ other: [UInt8]) -> Bool { compare(other) < 0 }

    /// As `memcmp` of the paths.
    private func compare(_ other: [UInt8]) -> Int32 {
        PathParts.withCString(other) { strcmp(path, $0) }
    }

    fileprivate func isSame(path other: [UInt8], mode otherMode: UInt32, id otherID: ObjectID) -> Bool {
        let isStaged = flags >> 12 & 3 != 0
        return !isStaged && isAt(other) && mode == otherMode && ObjectID(id) == otherID
    }

    /// A submodule, or a file that a sparse checkout leaves out or the person told git not to look at.
    fileprivate var mayBeAbsent: Bool {
        let isSparse = UInt32(flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
        let isAssumedUnchanged = UInt32(flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0
        return mode == GitIndex.submoduleMode || isSparse || isAssumedUnchanged
    }
}
