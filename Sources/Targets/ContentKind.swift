/// What the beginning of a file says about it.
public enum ContentKind: Sendable, Equatable {
    case text, binary, lfsPointer

    /// Bytes that are enough to tell.
    public static let prefixLength = 8000

    /// By content, as git does it: a NUL in the first 8000 bytes is binary. A Git LFS pointer is a short text that
    /// stands in for a file kept elsewhere (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md).
    public static func of(_ prefix: UnsafeRawBufferPointer) -> ContentKind {
        if isLFSPointer(prefix) { return .lfsPointer }
        return prefix.prefix(prefixLength).contains(0) ? .binary : .text
    }

    private static let version = Array("version https://git-lfs.github.com/spec/v1\n".utf8)
    private static let identifier = Array("\noid sha256:".utf8)

    /// The specification keeps pointers below 1024 bytes.
    private static func isLFSPointer(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count < 1024, bytes.starts(with: version) else { return false }
        let rest = bytes.dropFirst(version.count - 1)
        return rest.indices.contains { rest[$0...].starts(with: identifier) }
    }
}
