/// Where results of plugins are kept from scan to scan, and how much of them.
public struct ResultCacheConfiguration: Sendable, Codable, Equatable {
    /// Off: nothing is read and nothing is kept. `SECURESCAN_RESULT_CACHE`
    public var isOn = true
    /// Made when it is needed; empty is off. `SECURESCAN_RESULT_CACHE_DIR`
    public var directory = ""
    /// Bytes that one version of one plugin may keep for one target; what does not fit is forgotten.
    /// `SECURESCAN_RESULT_CACHE_FILE_BYTES`
    public var fileBytes = 256 << 20
    /// Bytes of all files; beyond it those that were not used for longest are removed. `SECURESCAN_RESULT_CACHE_BYTES`
    public var totalBytes = 2 << 30

    public init() {}
}
