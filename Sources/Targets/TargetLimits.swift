/// How much of a target is looked at. Each has an environment variable, which the host reads.
public struct TargetLimits: Sendable, Equatable, Codable {
    /// Bytes of one file; a larger one is `.skipped(tooLarge)`. `SECURESCAN_MAX_FILE_BYTES`, 16 MiB.
    public var fileBytes: Int64 = 16 << 20
    /// Entries of one walk, folders included; then `.skipped(limit)` and the walk ends. `SECURESCAN_MAX_FILES`,
    /// 5 000 000.
    public var files = 5_000_000
    /// Folders within folders; what is deeper is `.skipped(limit)`. `SECURESCAN_MAX_DEPTH`, 512.
    public var depth = 512
    /// Bytes that one clone or fetch of a URL may receive. `SECURESCAN_MAX_CLONE_BYTES`, 4 GiB.
    public var cloneBytes: Int64 = 4 << 30

    public init() {}
}
