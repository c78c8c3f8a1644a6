internal import Glibc
internal import PluginSDK
internal import ScannerAPI

/// The function table of the test host, in memory of its own. With a size it is cut there, as an older host's would
/// be, and what lies behind is filled with a pattern no function lives at.
final class HostTable {
    private let memory: UnsafeMutableRawPointer

    init(size: Int?) {
        let whole = MemoryLayout<scn_host>.size
        memory = .allocate(byteCount: whole, alignment: MemoryLayout<scn_host>.alignment)
        memory.initializeMemory(as: scn_host.self, to: Self.functions())
        if let size, size < whole {
            memset(memory + size, 0xDB, whole - size)
            memory.storeBytes(of: UInt32(size), as: UInt32.self)
        }
    }

    deinit {
        memory.deallocate()
    }

    var pointer: UnsafePointer<scn_host> { UnsafePointer(memory.assumingMemoryBound(to: scn_host.self)) }

    private static func functions() -> scn_host {
        var table = scn_host()
        table.struct_size = UInt32(MemoryLayout<scn_host>.size)
        table.abi_major = UInt16(SCN_ABI_MAJOR)
        table.abi_minor = UInt16(SCN_ABI_MINOR)
        talking(&table)
        reporting(&table)
        reading(&table)
        return table
    }

    private static func talking(_ table: inout scn_host) {
        table.log = { context, level, message in
            let line = TestReport.LogLine(level: level, message: String(lent: message))
            TestCall.at(context, "log")?.run.with { $0.logs.append(line) }
        }
        table.fail = { context, reason in TestCall.at(context, "fail")?.fail(String(lent: reason)) }
        table.cancelled = { context in TestCall.at(context, "cancelled")?.run.isCancelled() == true ? 1 : 0 }
        table.progress = { context, _, _, _ in TestCall.at(context, "progress")?.run.with { $0.progress += 1 } }
        table.metric = { context, name, value in
            let name = String(lent: name)
            TestCall.at(context, "metric")?.run.with { $0.metrics[name] = value }
        }
        table.`extension` = { context, id in
            guard let id, let call = TestCall.at(context, "extension") else { return nil }
            return switch String(cString: id) {
            case SCN_EXT_DATA: call.run.host.data == nil ? nil : DataExtension.table
            case SCN_EXT_ADVISORIES: DataExtension.advisories
            case SCN_EXT_CACHE: call.run.host.cache == nil ? nil : CacheExtension.table
            default: nil
            }
        }
    }

    private static func reporting(_ table: inout scn_host) {
        table.emit_rule = { context, rule in
            guard let call = TestCall.at(context, "emit_rule"), let rule else { return scn_status(SCN_E_MISUSE) }
            return call.take(rule)
        }
        table.emit_finding = { context, finding in
            guard let call = TestCall.at(context, "emit_finding"), let finding else { return scn_status(SCN_E_MISUSE) }
            return call.take(finding)
        }
        table.emit_component = { context, component in
            guard let call = TestCall.at(context, "emit_component"), let component else {
                return scn_status(SCN_E_MISUSE)
            }
            return call.take(component)
        }
        table.emit_relation = { context, from, to in
            guard let call = TestCall.at(context, "emit_relation") else { return scn_status(SCN_E_MISUSE) }
            let relation = TestReport.Relation(from: String(lent: from), to: String(lent: to))
            call.run.with { $0.relations.append(relation) }
            return scn_status(SCN_OK)
        }
    }

    private static func reading(_ table: inout scn_host) {
        table.walk = { context, prefix, visitor, user in
            guard let call = TestCall.at(context, "walk"), let visitor else { return scn_status(SCN_E_MISUSE) }
            return call.walk(String(lent: prefix), visitor, user)
        }
        table.open = { context, path, out, info in
            guard let call = TestCall.at(context, "open"), let out, let info else { return scn_status(SCN_E_MISUSE) }
            guard let file = call.open(String(lent: path)) else { return scn_status(SCN_E_NOT_FOUND) }
            out.pointee = file.handle
            info.pointee = file.info(call.lend(Array(file.path.utf8)))
            return scn_status(SCN_OK)
        }
        table.read = { context, file, offset, buffer, capacity, got in
            guard TestCall.at(context, "read") != nil, let file = TestFile.at(file), let buffer, let got else {
                return scn_status(SCN_E_MISUSE)
            }
            let start = min(Int(clamping: offset), file.content.memory.count)
            let part = file.content.memory[start..<min(start + capacity, file.content.memory.count)]
            UnsafeMutableRawBufferPointer(start: buffer, count: capacity).copyBytes(from: part)
            got.pointee = part.count
            return scn_status(SCN_OK)
        }
        table.bytes = { context, file, start, count in
            guard let call = TestCall.at(context, "bytes"), let file = TestFile.at(file), let start, let count else {
                return scn_status(SCN_E_MISUSE)
            }
            if call.run.host.unreadable.contains(file.path) { return scn_status(SCN_E_INPUT) }
            start.pointee = UnsafeRawPointer(file.content.memory.baseAddress)?.assumingMemoryBound(to: UInt8.self)
            count.pointee = file.content.memory.count
            return scn_status(SCN_OK)
        }
        table.close = { context, file in
            guard let call = TestCall.at(context, "close"), let file = TestFile.at(file) else { return }
            call.close(file)
        }
    }
}
