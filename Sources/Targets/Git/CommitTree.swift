internal import Model

/// The files of one commit, read from the object database.
struct CommitTree: FileTree {
    let repository: GitRepository
    /// Tree of the commit, or of the folder in it that is the target; nil where there is no commit yet.
    let root: ObjectID?
    let summary: TargetSummary
    let limits: TargetLimits

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard let root, let selection = Selection(prefix: prefix) else { return }
        try repository.withHandle { handle in
            var walk = TreeWalk(handle: handle, limits: limits, selection: selection)
            _ = try walk.run(root: root) { path, item in
                try visit(handle.treeEntry(path, item, limits: limits, origin: nil))
            }
        }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? {
        guard let root, path.last != PathParts.slash, let parts = PathParts.split(path), let name = parts.last,
            parts.count <= limits.depth + 1, !parts.contains(PathParts.gitFolder)
        else { return nil }
        return try repository.withHandle { handle in
            guard let folder = handle.folderTree(PathParts.join(parts.dropLast()), in: root),
                let entry = folder.entry(named: name), let item = TreeWalk.Item(leaf: entry),
                case .file(let file) = handle.treeEntry(path, item, limits: limits, origin: nil)
            else { return nil }
            return file
        }
    }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let space = UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(Int(clamping: max(0, entry.size))))
        guard let id = entry.contentID.flatMap(ObjectID.init(hex:)) else {
            throw TargetError(.missing, PathText.display(entry.path) + " has no blob in this repository")
        }
        return try repository.withHandle { handle in
            try handle.readBlob(id, limit: limits.fileBytes, path: entry.path, into: space)
        }
    }
}
