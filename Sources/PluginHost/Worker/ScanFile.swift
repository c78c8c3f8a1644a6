public import Model

/// A file whose content is in the arena, ready to be scanned.
public struct ScanFile: Sendable {
    /// Chosen by the caller, once for each file of a scan.
    public let id: UInt64
    public let entry: FileEntry
    /// Git blob id or hash of the bytes, hex; equal ids mean equal bytes.
    public let contentID: String
    public let extent: ArenaExtent
    /// Bytes of content at the beginning of the extent.
    public let count: Int

    public init(id: UInt64, entry: FileEntry, contentID: String, extent: ArenaExtent, count: Int) {
        precondition(count >= 0 && count <= extent.count, "a content longer than its extent")
        self.id = id
        self.entry = entry
        self.contentID = contentID
        self.extent = extent
        self.count = count
    }

    var displayPath: String { PathText.display(entry.path) }
}

/// What plugins are told about the target of a scan.
public struct ScanTarget: Sendable, Equatable {
    /// The host's id of the scan.
    public var id: String
    /// Shown to people; never a path to open.
    public var name: String
    /// Commit id, empty for a plain folder.
    public var revision: String
    /// Only what is new since this commit is reported; empty: everything.
    public var baseRevision: String
    public var url: String
    public var host: String
    /// 0 when unknown.
    public var fileCount: UInt64

    public init(
        id: String, name: String, revision: String = "", baseRevision: String = "", url: String = "",
        host: String = "", fileCount: UInt64 = 0
    ) {
        self.id = id
        self.name = name
        self.revision = revision
        self.baseRevision = baseRevision
        self.url = url
        self.host = host
        self.fileCount = fileCount
    }
}
