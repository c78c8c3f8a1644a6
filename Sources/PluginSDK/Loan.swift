internal import ScannerAPI

/// Memory lent to the host for one call, given back when the loan ends.
struct Loan: ~Copyable {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit {
        for block in blocks { block.deallocate() }
    }

    mutating func text(_ text: String) -> scn_str {
        guard !text.isEmpty else { return scn_str() }
        var text = text
        return text.withUTF8 { copy(UnsafeRawBufferPointer($0)) }
    }

    mutating func bytes(_ bytes: [UInt8]) -> scn_str {
        bytes.isEmpty ? scn_str() : bytes.withUnsafeBytes { copy($0) }
    }

    mutating func texts(_ texts: [String]) -> UnsafePointer<scn_str>? {
        list(texts.map { text($0) })
    }

    mutating func list<T: BitwiseCopyable>(_ values: [T]) -> UnsafePointer<T>? {
        guard !values.isEmpty else { return nil }
        let block = allocate(values.count * MemoryLayout<T>.stride, alignment: MemoryLayout<T>.alignment)
        let typed = block.bindMemory(to: T.self, capacity: values.count)
        typed.initialize(from: values, count: values.count)
        return UnsafePointer(typed)
    }

    mutating func region(_ region: Region) -> UnsafePointer<scn_region>? {
        var raw = scn_region()
        raw.struct_size = UInt32(MemoryLayout<scn_region>.size)
        raw.start_line = UInt32(clamping: region.startLine)
        raw.start_column = UInt32(clamping: region.startColumn)
        raw.end_line = UInt32(clamping: region.endLine)
        raw.end_column = UInt32(clamping: region.endColumn)
        raw.byte_offset = UInt64(clamping: region.bytes?.lowerBound ?? 0)
        raw.byte_length = UInt64(clamping: region.bytes?.count ?? 0)
        raw.path = bytes(region.path)
        raw.note = text(region.note)
        return list([raw])
    }

    /// Keeps the memory for good: for tables that live as long as the process.
    consuming func keep() {
        blocks = []
    }

    private mutating func copy(_ source: UnsafeRawBufferPointer) -> scn_str {
        let block = allocate(source.count, alignment: 1)
        UnsafeMutableRawBufferPointer(start: block, count: source.count).copyMemory(from: source)
        return scn_str(ptr: block.assumingMemoryBound(to: CChar.self), len: source.count)
    }

    private mutating func allocate(_ count: Int, alignment: Int) -> UnsafeMutableRawPointer {
        let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: alignment)
        blocks.append(block)
        return block
    }
}
