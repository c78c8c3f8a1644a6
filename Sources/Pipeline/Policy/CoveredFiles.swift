internal import Model

/// The files of a target that its configuration wants looked at; the others are left out and counted.
struct CoveredFiles: FileTree {
    let tree: any FileTree
    let policy: ScanPolicy

    var summary: TargetSummary { tree.summary }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        try tree.walk(prefix: prefix) { entry in
            guard case .file(let file) = entry, !policy.covers(file.path) else { return try visit(entry) }
            return try visit(.skipped(path: file.path, reason: .excluded))
        }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? { policy.covers(path) ? try tree.entry(at: path) : nil }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try tree.read(entry, into: buffer)
    }
}
