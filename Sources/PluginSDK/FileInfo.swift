internal import ScannerAPI

/// What is known of a file before its bytes are read.
public struct FileInfo: Sendable, Equatable {
    /// Relative to the target, parts separated by "/"; raw bytes, since git allows any.
    public let pathBytes: [UInt8]
    /// In bytes.
    public let size: Int
    /// Git file mode: 0o100644, 0o100755, 0o120000 for a symbolic link, whose content is its target.
    public let mode: UInt32
    /// Files with equal ids have equal bytes.
    public let contentID: String

    /// The path for people; broken UTF-8 is repaired.
    public var path: String { String(decoding: pathBytes, as: UTF8.self) }
    public var isSymbolicLink: Bool { mode == 0o120000 }

    init(_ info: scn_file_info) {
        pathBytes = [UInt8](info.path.bytes)
        size = Int(clamping: info.size)
        mode = info.mode
        contentID = String(lent: info.content_id)
    }
}
