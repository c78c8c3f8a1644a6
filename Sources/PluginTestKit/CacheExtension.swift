internal import PluginSDK
internal import ScannerAPI

/// The extension "scn.cache/1": what the test put into ``TestHost/cache`` is found, and what the plugin puts is in the
/// report. Breaches of its contract are noted.
enum CacheExtension {
    private struct Table: @unchecked Sendable {  // constant, never freed
        let pointer: UnsafeRawPointer
    }

    private static let shared: Table = {
        let table = UnsafeMutablePointer<scn_ext_cache>.allocate(capacity: 1)
        var functions = scn_ext_cache()
        functions.struct_size = UInt32(MemoryLayout<scn_ext_cache>.size)
        functions.get = { context, key, start, count in
            guard let call = CacheExtension.call(context, key, "get"), let start, let count else {
                return scn_status(SCN_E_MISUSE)
            }
            return call.run.cached(Array(key.bytes), start, count)
        }
        functions.put = { context, key, start, count in
            guard let call = CacheExtension.call(context, key, "put"), start != nil || count == 0 else {
                return scn_status(SCN_E_MISUSE)
            }
            guard count <= Int(SCN_CACHE_VALUE_MAX) else { return scn_status(SCN_E_LIMIT) }
            call.run.cache(Array(key.bytes), Array(UnsafeBufferPointer(start: start, count: count)))
            return scn_status(SCN_OK)
        }
        table.initialize(to: functions)
        return Table(pointer: UnsafeRawPointer(table))
    }()

    static var table: UnsafeRawPointer { shared.pointer }

    /// Nil, and a violation, for a call or a key that the contract rules out.
    private static func call(_ context: OpaquePointer?, _ key: scn_str, _ function: String) -> TestCall? {
        guard let call = TestCall.at(context, function) else { return nil }
        guard call.mayReport || call.phase == .openScan else {
            call.run.violation("the cache was used outside of a scan")
            return nil
        }
        guard (1...Int(SCN_CACHE_KEY_MAX)).contains(key.bytes.count) else {
            call.run.violation("a key of the cache has \(key.bytes.count) bytes")
            return nil
        }
        return call
    }
}

extension TestRun {
    fileprivate func cached(
        _ key: [UInt8], _ start: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: UnsafeMutablePointer<Int>
    ) -> scn_status {
        guard let bytes = host.cache?[key] else {
            with { $0.cacheMisses += 1 }
            return scn_status(SCN_E_NOT_FOUND)
        }
        with { report in
            report.cacheHits += 1
            if report.cache[key] == nil { report.cache[key] = bytes }
        }
        return DataExtension.lend(bytes, start, count)
    }

    fileprivate func cache(_ key: [UInt8], _ bytes: [UInt8]) { with { $0.cache[key] = bytes } }
}
