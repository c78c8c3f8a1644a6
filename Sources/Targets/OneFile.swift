internal import Model

/// A target that is one file of a folder, or of a folder in a commit.
struct OneFile: FileTree {
    let folder: any FileTree
    /// Its name, which is also its path.
    let name: [UInt8]

    var summary: TargetSummary {
        var summary = folder.summary
        summary.kind = .file
        return summary
    }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        guard prefix.isEmpty || prefix == name else { return }
        try folder.walk(prefix: name, visit)
    }

    func entry(at path: [UInt8]) throws -> FileEntry? { path == name ? try folder.entry(at: path) : nil }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try folder.read(entry, into: buffer)
    }
}
