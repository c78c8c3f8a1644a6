public import Model

/// The files of one tree that stand at the paths of another, smaller one, which may have other content there.
public struct EarlierVersions: FileTree {
    private let base: any FileTree
    private let head: any FileTree

    public init(in base: any FileTree, of head: any FileTree) {
        self.base = base
        self.head = head
    }

    public var summary: TargetSummary { base.summary }

    public func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        try head.walk(prefix: prefix) { entry in
            guard case .file(let file) = entry, let old = try base.entry(at: file.path) else { return true }
            return try visit(.file(old))
        }
    }

    public func entry(at path: [UInt8]) throws -> FileEntry? {
        try head.entry(at: path) == nil ? nil : base.entry(at: path)
    }

    public func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        try base.read(entry, into: buffer)
    }
}
