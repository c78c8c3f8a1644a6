import Glibc
import ScannerAPI

/// A plugin loaded into this process and called without anything between: the reference for the plugin boundary.
struct DirectCall {
    let library: String

    struct Unusable: Error { let reason: String }

    /// Seconds for scanning the same bytes so many times.
    func scan(_ content: [UInt8], times: Int) throws -> Double {
        let plugin = try load()
        var host = DirectCall.host
        return try content.withUnsafeBytes { bytes in
            var lent = (pointer: bytes.baseAddress, count: bytes.count)
            return try withUnsafeMutablePointer(to: &lent) { lent in
                let file = OpaquePointer(UnsafeMutableRawPointer(lent))
                return try withUnsafePointer(to: &host) { try scan(file, bytes.count, plugin, $0, times) }
            }
        }
    }

    private func scan(
        _ file: OpaquePointer, _ size: Int, _ plugin: scn_plugin, _ host: UnsafePointer<scn_host>, _ times: Int
    ) throws -> Double {
        var instance: OpaquePointer?
        var scan: OpaquePointer?
        var target = scn_target_info()
        target.struct_size = UInt32(MemoryLayout<scn_target_info>.size)
        guard plugin.create?(host, nil, scn_str(), &instance) == 0,
            plugin.open_scan?(instance, nil, &target, &scan) == 0, let scanFile = plugin.scan_file
        else { throw Unusable(reason: "\(library) does not start") }
        var info = scn_file_info()
        info.struct_size = UInt32(MemoryLayout<scn_file_info>.size)
        info.mode = 0o100644
        info.size = UInt64(size)
        let seconds = "a.txt".withCString { path in
            info.path = scn_str(ptr: path, len: 5)
            return Measure.seconds { for _ in 0..<times { _ = scanFile(scan, nil, file, &info) } }
        }
        plugin.close_scan?(scan, nil)
        plugin.destroy?(instance)
        return seconds
    }

    private func load() throws -> scn_plugin {
        guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
            let symbol = dlsym(handle, SCN_ENTRY_SYMBOL)
        else { throw Unusable(reason: "\(library) cannot be loaded") }
        typealias Entry = @convention(c) (UInt32, UInt32) -> UnsafePointer<scn_plugin>?
        guard let plugin = unsafeBitCast(symbol, to: Entry.self)(1, 0) else {
            throw Unusable(reason: "\(library) declines")
        }
        return plugin.pointee
    }

    /// A host that lends the one file and takes whatever is emitted.
    private static var host: scn_host {
        var host = scn_host()
        host.struct_size = UInt32(MemoryLayout<scn_host>.size)
        host.abi_major = 1
        host.log = { _, _, _ in }
        host.fail = { _, _ in }
        host.cancelled = { _ in 0 }
        host.progress = { _, _, _, _ in }
        host.metric = { _, _, _ in }
        host.emit_rule = { _, _ in 0 }
        host.emit_finding = { _, _ in 0 }
        host.emit_component = { _, _ in 0 }
        host.emit_relation = { _, _, _ in 0 }
        host.extension = { _, _ in nil }
        host.bytes = { _, file, pointer, count in
            let lent = UnsafeMutableRawPointer(file)?.assumingMemoryBound(
                to: (pointer: UnsafeRawPointer?, count: Int).self)
            pointer?.pointee = lent?.pointee.pointer?.assumingMemoryBound(to: UInt8.self)
            count?.pointee = lent?.pointee.count ?? 0
            return 0
        }
        return host
    }
}
