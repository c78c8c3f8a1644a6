/// A file of a target, as the tree hands it out.
public struct FileEntry: Sendable, Equatable {
    /// Raw bytes, relative to the target, `/` between parts, never a `.` or `..` part.
    public var path: [UInt8]
    /// Git file mode: 0o100644, 0o100755, or 0o120000 for a link, whose content is its target.
    public var mode: UInt32
    public var size: Int64
    /// Git blob id in hex where the object database vouches for it, else nil: then the reader hashes what it reads.
    public var contentID: String?
    /// For a blob of the history: the commit that first brought it.
    public var origin: CommitOrigin?

    public init(
        path: [UInt8], mode: UInt32 = 0o100644, size: Int64, contentID: String? = nil, origin: CommitOrigin? = nil
    ) {
        self.path = path
        self.mode = mode
        self.size = size
        self.contentID = contentID
        self.origin = origin
    }
}

/// The commit that first brought a blob.
public struct CommitOrigin: Sendable, Equatable {
    public var commit: String
    public var author: String
    public var date: Timestamp

    public init(commit: String, author: String, date: Timestamp) {
        self.commit = commit
        self.author = author
        self.date = date
    }
}

/// Why an entry of the target was not handed to scanners.
public enum SkipReason: String, Sendable, CaseIterable {
    case binary, tooLarge = "too_large", unreadable, special, outside, submodule, lfsPointer = "lfs_pointer"
    case missingObject = "missing_object", limit
    /// By `paths` of `.securescan.yml`.
    case excluded
    /// `/proc`, `/sys` or `/dev`: files of the kernel, which do things when they are read.
    case system
}

/// One step of a walk: a file to scan, or an entry that was left out and why.
public enum TreeEntry: Sendable, Equatable {
    case file(FileEntry)
    case skipped(path: [UInt8], reason: SkipReason)
}

/// The files of one target: a folder, a git ref, a history. Joins Targets to PluginHost.
///
/// Every function may be called from any thread and may block on input and output.
public protocol FileTree: Sendable {
    /// What the target is, before any file was counted.
    var summary: TargetSummary { get }

    /// Hands out every entry whose path begins with `prefix` (whole parts; empty for all) in byte order of path,
    /// without holding the list in memory. `visit` returns false to stop; what it throws is passed on.
    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws

    /// The entry at exactly this path, nil when there is no such file.
    func entry(at path: [UInt8]) throws -> FileEntry?

    /// Reads at most `buffer.count` bytes from the beginning of the file; returns how many. A file that grew since it
    /// was listed is cut at its listed size.
    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}
