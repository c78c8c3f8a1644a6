internal import Model

/// The files of a folder, or of a work tree when there are rules.
struct FolderTree: FileTree {
    let root: RootFolder
    let summary: TargetSummary
    let limits: TargetLimits
    /// Nil in a plain folder.
    let workTree: WorkTreeRules?

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard let selection = Selection(prefix: prefix) else { return }
        var walk = FolderWalk(root: root, limits: limits, selection: selection, workTree: workTree)
        try walk.run(visit)
    }

    func entry(at path: [UInt8]) throws -> FileEntry? {
        guard let selection = Selection(exactly: path) else { return nil }
        var found: FileEntry?
        var walk = FolderWalk(root: root, limits: limits, selection: selection, workTree: workTree)
        try walk.run { entry in
            if case .file(let file) = entry { found = file }
            return false
        }
        return found
    }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try root.read(entry, into: buffer)
    }
}
