internal import ScannerAPI

/// What is being scanned, for messages: never something to open by itself.
public struct Target: Sendable, Equatable {
    /// The host's id of the scan.
    public let id: String
    public let name: String
    /// Commit id; empty for a plain folder.
    public let revision: String
    /// Only what is new since this commit is reported; empty: everything.
    public let baseRevision: String
    /// For dynamic scanners; empty when not given.
    public let url: String
    public let host: String
    /// 0 when not known.
    public let fileCount: Int

    init(_ info: scn_target_info) {
        id = String(lent: info.id)
        name = String(lent: info.name)
        revision = String(lent: info.revision)
        baseRevision = String(lent: info.base_revision)
        url = String(lent: info.url)
        host = String(lent: info.host)
        fileCount = Int(clamping: info.file_count)
    }
}
