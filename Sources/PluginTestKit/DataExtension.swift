internal import PluginSDK
internal import ScannerAPI
internal import Synchronization

/// The extensions "scn.data/1" and "scn.advisories/1". Their bytes stay valid until the process ends, so equal files
/// are kept once and for good.
enum DataExtension {
    private struct Table: @unchecked Sendable {  // constant, never freed
        let pointer: UnsafeRawPointer
    }

    private static let kept = Mutex<[[UInt8]: LentBytes]>([:])

    private static let shared: Table = {
        let table = UnsafeMutablePointer<scn_ext_data>.allocate(capacity: 1)
        var functions = scn_ext_data()
        functions.struct_size = UInt32(MemoryLayout<scn_ext_data>.size)
        functions.file = { context, name, start, count in
            guard let call = TestCall.at(context, "file"), let start, let count else { return scn_status(SCN_E_MISUSE) }
            return DataExtension.lend(call.run.host.data?[String(lent: name)], start, count)
        }
        table.initialize(to: functions)
        return Table(pointer: UnsafeRawPointer(table))
    }()

    private static let sharedAdvisories: Table = {
        let table = UnsafeMutablePointer<scn_ext_advisories>.allocate(capacity: 1)
        var functions = scn_ext_advisories()
        functions.struct_size = UInt32(MemoryLayout<scn_ext_advisories>.size)
        functions.database = { context, start, count in
            guard let call = TestCall.at(context, "database"), let start, let count else {
                return scn_status(SCN_E_MISUSE)
            }
            return DataExtension.lend(call.run.host.advisories, start, count)
        }
        table.initialize(to: functions)
        return Table(pointer: UnsafeRawPointer(table))
    }()

    static var table: UnsafeRawPointer { shared.pointer }
    static var advisories: UnsafeRawPointer { sharedAdvisories.pointer }

    static func lend(
        _ bytes: [UInt8]?, _ start: UnsafeMutablePointer<UnsafePointer<UInt8>?>, _ count: UnsafeMutablePointer<Int>
    ) -> scn_status {
        guard let bytes else { return scn_status(SCN_E_NOT_FOUND) }
        let memory = DataExtension.keep(bytes)
        start.pointee = UnsafeRawPointer(memory.baseAddress)?.assumingMemoryBound(to: UInt8.self)
        count.pointee = memory.count
        return scn_status(SCN_OK)
    }

    private static func keep(_ bytes: [UInt8]) -> UnsafeRawBufferPointer {
        let lent = kept.withLock { kept in
            if let known = kept[bytes] { return known }
            let made = LentBytes(bytes)
            kept[bytes] = made
            return made
        }
        return UnsafeRawBufferPointer(lent.memory)
    }
}
