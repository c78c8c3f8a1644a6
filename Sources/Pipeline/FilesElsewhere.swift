internal import Model
internal import PluginHost
internal import Synchronization

/// The files of the target that no scanner has in hand, read once more. The last one is kept, since plugins tend to go
/// on about it.
final class FilesElsewhere: Sendable {
    private struct File {
        var entry: FileEntry
        var bytes: [UInt8]
        var lines: LineIndex
    }

    private let tree: any FileTree
    private let last = Mutex<(path: [UInt8], file: File?)?>(nil)

    init(tree: any FileTree) { self.tree = tree }

    /// `body` gets nil when there is no such file.
    func withContent<R>(of path: [UInt8], _ body: (FileContent?) -> R) -> R {
        guard let file = file(at: path) else { return body(nil) }
        return file.bytes.withUnsafeBytes { body(FileContent(entry: file.entry, bytes: $0, lines: file.lines)) }
    }

    private func file(at path: [UInt8]) -> File? {
        guard !path.isEmpty else { return nil }
        if let last = last.withLock({ $0 }), last.path == path { return last.file }
        let file = read(path)
        last.withLock { $0 = (path, file) }
        return file
    }

    private func read(_ path: [UInt8]) -> File? {
        guard let entry = try? tree.entry(at: path) else { return nil }
        let bytes = try? [UInt8](unsafeUninitializedCapacity: max(1, Int(entry.size))) { buffer, count in
            count = try tree.read(entry, into: UnsafeMutableRawBufferPointer(buffer))
        }
        return bytes.map { bytes in File(entry: entry, bytes: bytes, lines: bytes.withUnsafeBytes { LineIndex($0) }) }
    }
}
