public import Model

/// The files of one tree that are not, with the same content at the same path, in another: what is new since a base.
///
/// What `head` leaves out and why is passed on unchanged.
public struct ChangedFiles: FileTree {
    private let head: any FileTree
    private let base: any FileTree

    public init(_ head: any FileTree, since base: any FileTree) {
        self.head = head
        self.base = base
    }

    public var summary: TargetSummary { head.summary }

    public func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        try head.walk(prefix: prefix) { entry in
            if case .file(let file) = entry, try !isChanged(file) { return true }
            return try visit(entry)
        }
    }

    public func entry(at path: [UInt8]) throws -> FileEntry? {
        guard let file = try head.entry(at: path), try isChanged(file) else { return nil }
        return file
    }

    public func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try head.read(entry, into: buffer)
    }

    private func isChanged(_ file: FileEntry) throws -> Bool {
        guard let old = try base.entry(at: file.path), old.size == file.size, old.isLink == file.isLink else {
            return true
        }
        if let id = file.contentID, let oldID = old.contentID { return id != oldID }
        return try contentID(of: file, in: head) != contentID(of: old, in: base)
    }

    /// The git blob id, from the tree or from the bytes.
    private func contentID(of file: FileEntry, in tree: any FileTree) throws -> String {
        if let id = file.contentID { return id }
        return try withUnsafeTemporaryAllocation(byteCount: Int(file.size), alignment: 16) { buffer in
            let count = try tree.read(file, into: buffer)
            return ObjectID(blob: UnsafeRawBufferPointer(rebasing: buffer[..<count])).hex
        }
    }
}

extension FileEntry {
    var isLink: Bool { mode & 0o170000 == 0o120000 }
}
