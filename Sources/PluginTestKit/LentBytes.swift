internal import PluginSDK
internal import ScannerAPI

/// Memory lent to a plugin. After `poison` it still exists but holds something else, so that a plugin that kept a
/// pointer finds rubbish instead of what it hoped for.
///
/// Sendable without the compiler's help: written before it is lent and after it was given back, by the lender alone.
final class LentBytes: @unchecked Sendable {
    let memory: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        memory = .allocate(byteCount: bytes.count, alignment: 1)
        memory.copyBytes(from: bytes)
    }

    deinit {
        memory.deallocate()
    }

    var text: scn_str {
        scn_str(ptr: UnsafeRawPointer(memory.baseAddress)?.assumingMemoryBound(to: CChar.self), len: memory.count)
    }

    func poison() {
        for index in memory.indices { memory[index] = 0xDB }
    }
}

/// A file of the test target, lent to the plugin.
final class TestFile: Sendable {
    let path: String
    let content: LentBytes

    init(path: String, bytes: [UInt8]) {
        self.path = path
        content = LentBytes(bytes)
    }

    var handle: OpaquePointer { OpaquePointer(Unmanaged.passUnretained(self).toOpaque()) }

    func poison() { content.poison() }

    /// `name` holds the path as long as the information is lent.
    func info(_ name: LentBytes) -> scn_file_info {
        var info = scn_file_info()
        info.struct_size = UInt32(MemoryLayout<scn_file_info>.size)
        info.mode = 0o100644
        info.path = name.text
        info.size = UInt64(content.memory.count)
        return info
    }

    static func at(_ handle: OpaquePointer?) -> TestFile? {
        handle.map { Unmanaged<TestFile>.fromOpaque(UnsafeRawPointer($0)).takeUnretainedValue() }
    }
}
