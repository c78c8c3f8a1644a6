internal import Model

/// A target whose files are in memory.
struct MemoryTree: FileTree {
    struct Unreadable: Error {}

    let files: [(path: [UInt8], bytes: [UInt8])]
    var unreadable: Set<String> = []

    init(_ files: [String: String]) {
        self.files = files.map { (Array($0.key.utf8), Array($0.value.utf8)) }
            .sorted { $0.path.lexicographicallyPrecedes($1.path) }
    }

    var summary: TargetSummary { TargetSummary(kind: .directory) }

    func walk(prefix: [UInt8], _ visit: (TreeEntry) throws -> Bool) throws {
        for file in files where prefix.isEmpty || file.path.starts(with: prefix + [0x2F]) {
            guard try visit(.file(entry(file))) else { return }
        }
    }

    func entry(at path: [UInt8]) throws -> FileEntry? { files.first { $0.path == path }.map(entry) }

    func read(_ entry: FileEntry, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if unreadable.contains(String(decoding: entry.path, as: UTF8.self)) { throw Unreadable() }
        guard let file = files.first(where: { $0.path == entry.path }) else { throw Unreadable() }
        buffer.copyBytes(from: file.bytes.prefix(buffer.count))
        return min(buffer.count, file.bytes.count)
    }

    private func entry(_ file: (path: [UInt8], bytes: [UInt8])) -> FileEntry {
        FileEntry(path: file.path, size: Int64(file.bytes.count))
    }
}
