internal import ScannerAPI

extension Context {
    /// What an earlier scan of this target kept under a key, valid until the process ends; nil when there is nothing,
    /// or no longer, or the host is too old to keep anything. Costs about a microsecond and no copy.
    ///
    /// A scanner must find the same without it: use it for what can be worked out again. Needs the capability
    /// `.needsCache`.
    ///
    /// - Parameter key: 1 to 64 bytes that name all that the value follows from and that changes while the plugin stays
    ///   the same: a digest of contents, rules, configuration and so on.
    public func cached(_ key: [UInt8]) -> UnsafeRawBufferPointer? {
        guard let get = cacheTable?.get else { return nil }
        var start: UnsafePointer<UInt8>?
        var count = 0
        let call = call
        let status = key.withUnsafeBytes { get(call, scn_str(lending: $0), &start, &count) }
        guard status == scn_status(SCN_OK) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// Keeps bytes for later scans of this target, or forgets them: when there is no room, they are more than 1 MiB, or
    /// the scan does not complete. They lie on a disk, so secrets do not belong into them.
    ///
    /// - Parameter key: as for ``cached(_:)``; a second value for one key is forgotten.
    public func cache(_ key: [UInt8], _ bytes: [UInt8]) { bytes.withUnsafeBytes { cache(key, $0) } }

    /// The same with bytes that are copied before the call returns.
    public func cache(_ key: [UInt8], _ bytes: UnsafeRawBufferPointer) {
        guard let put = cacheTable?.put else { return }
        let call = call
        _ = key.withUnsafeBytes {
            put(call, scn_str(lending: $0), bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count)
        }
    }

    private var cacheTable: scn_ext_cache? {
        guard let lent = host.table.extension?(call, SCN_EXT_CACHE) else { return nil }
        return copied(lent.assumingMemoryBound(to: scn_ext_cache.self), empty: scn_ext_cache())
    }
}

extension scn_str {
    fileprivate init(lending bytes: UnsafeRawBufferPointer) {
        self.init(ptr: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), len: bytes.count)
    }
}
